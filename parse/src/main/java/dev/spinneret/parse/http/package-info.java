/// The values of HTTP fields, as pure functions over text: timestamps
/// ([HttpDate][dev.spinneret.parse.http.HttpDate]).
///
/// The grammar of messages, which is about octets on a connection, belongs to the fetcher.
package dev.spinneret.parse.http;
