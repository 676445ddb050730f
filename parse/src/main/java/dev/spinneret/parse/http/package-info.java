/// The values of HTTP fields, as pure functions over text: timestamps
/// ([HttpDate][dev.spinneret.parse.http.HttpDate]), media types
/// ([ContentType][dev.spinneret.parse.http.ContentType], and
/// [MimeSniffer][dev.spinneret.parse.http.MimeSniffer] where none was sent), links
/// ([LinkField][dev.spinneret.parse.http.LinkField]) and refreshes
/// ([Refresh][dev.spinneret.parse.http.Refresh]).
///
/// The grammar of messages, which is about octets on a connection, belongs to the fetcher.
package dev.spinneret.parse.http;
