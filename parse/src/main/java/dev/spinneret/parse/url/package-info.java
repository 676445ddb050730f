/// URLs as the WHATWG URL standard defines them, and the canonical key of a page.
///
/// Start at [WebUrl][dev.spinneret.parse.url.WebUrl], the URL that can be crawled;
/// [ParsedUrl][dev.spinneret.parse.url.ParsedUrl] also covers all other schemes. A link that is
/// already as the serialiser would write it, in a page's octets or as text, is read by
/// [PlainUrls][dev.spinneret.parse.url.PlainUrls]; everything else goes through
/// [UrlParser][dev.spinneret.parse.url.UrlParser], the standard's algorithm, which passes hosts to
/// [HostParser][dev.spinneret.parse.url.HostParser]. Tests hold the two to each other.
package dev.spinneret.parse.url;
