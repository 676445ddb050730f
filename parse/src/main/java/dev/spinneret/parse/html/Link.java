package dev.spinneret.parse.html;

import dev.spinneret.parse.url.WebUrl;

/// A link to an http(s) URL.
///
/// @param url resolved against the document's base URL, fragment included
/// @param kind where it was found
/// @param nofollow whether the element itself says `rel=nofollow`
public record Link(WebUrl url, LinkKind kind, boolean nofollow) {}
