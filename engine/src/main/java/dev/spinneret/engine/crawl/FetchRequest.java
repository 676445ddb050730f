package dev.spinneret.engine.crawl;

import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// What to fetch.
///
/// @param url the URL to request; its fragment is not sent
/// @param referrer the page that named it; null for a seed
/// @param privateAllowed whether the host may resolve to a loopback, private or link-local address:
///   true for what a person typed and for what a page on such an address links to
public record FetchRequest(WebUrl url, @Nullable WebUrl referrer, boolean privateAllowed) {}
