/// URLs as the WHATWG URL standard defines them, and the canonical key of a page.
///
/// Start at [WebUrl][dev.spinneret.parse.url.WebUrl], the URL that can be crawled;
/// [ParsedUrl][dev.spinneret.parse.url.ParsedUrl] also covers all other schemes. A link that is
/// already as the serialiser would write it takes the short way through
/// [FastUrl][dev.spinneret.parse.url.FastUrl]; everything else goes through
/// [UrlParser][dev.spinneret.parse.url.UrlParser], the standard's algorithm, which asks
/// [HostParser][dev.spinneret.parse.url.HostParser] for hosts. References in the octets of a page
/// have a way of their own, [PlainUrls][dev.spinneret.parse.url.PlainUrls]. Tests hold that all
/// ways agree.
package dev.spinneret.parse.url;
