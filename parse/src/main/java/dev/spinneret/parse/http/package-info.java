/// HTTP without messages, as pure functions: the fields of a message
/// ([Headers][dev.spinneret.parse.http.Headers]) and their values, that is timestamps
/// ([HttpDate][dev.spinneret.parse.http.HttpDate]), media types
/// ([ContentType][dev.spinneret.parse.http.ContentType], and
/// [MimeSniffer][dev.spinneret.parse.http.MimeSniffer] where none was sent), links
/// ([LinkField][dev.spinneret.parse.http.LinkField]), refreshes
/// ([Refresh][dev.spinneret.parse.http.Refresh]) and pauses
/// ([RetryAfter][dev.spinneret.parse.http.RetryAfter]). Beside them is what a host says by itself
/// ([HostAddress][dev.spinneret.parse.http.HostAddress]) and where requests may go
/// ([PublicInternet][dev.spinneret.parse.http.PublicInternet],
/// [BlockedPorts][dev.spinneret.parse.http.BlockedPorts]).
///
/// The grammar of messages, which is about octets on a connection, belongs to the fetcher.
package dev.spinneret.parse.http;
