package dev.spinneret.parse.sitemap;

import org.jspecify.annotations.Nullable;

/// One page or sitemap that a sitemap names.
///
/// @param loc its http(s) URL, resolved and serialised
/// @param lastmod when it changed last, as written: a W3C date, in RSS an RFC 822 one; null when
///   not said
/// @param priority from 0 to 1; null when not said
public record SitemapEntry(String loc, @Nullable String lastmod, @Nullable Double priority) {}
