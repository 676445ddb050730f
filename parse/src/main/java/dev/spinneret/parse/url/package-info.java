/// URLs as the WHATWG URL standard defines them, and the canonical key of a page.
///
/// Start at [WebUrl][dev.spinneret.parse.url.WebUrl], the URL that can be crawled;
/// [ParsedUrl][dev.spinneret.parse.url.ParsedUrl] also covers all other schemes. A link that is
/// already as the serialiser would write it takes the short way through
/// [FastUrl][dev.spinneret.parse.url.FastUrl]; everything else goes through
/// [UrlParser][dev.spinneret.parse.url.UrlParser], the standard's algorithm, which asks
/// [HostParser][dev.spinneret.parse.url.HostParser] for hosts. A test holds that both ways agree.
package dev.spinneret.parse.url;
