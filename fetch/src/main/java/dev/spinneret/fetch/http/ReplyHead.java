package dev.spinneret.fetch.http;

import dev.spinneret.parse.http.Headers;

/// The head of a reply: its status line and its fields.
///
/// @param version the version in the status line; a minor version above 1 counts as 1.1
/// @param status 100 to 999
/// @param reason the reason phrase, often empty
/// @param headers in the order received, folded lines joined
public record ReplyHead(HttpVersion version, int status, String reason, Headers headers) {}
