package dev.spinneret.engine.crawl.state;

import java.util.Set;

/// How a crawl whose state is finished is repeated. One that is not finished is resumed.
///
/// @param mayDiffer settings that may have other values than in the last run, by name
/// @param trustsLastmod whether pages are left alone that a sitemap says were not modified since
public record Repeat(Set<String> mayDiffer, boolean trustsLastmod) {}
