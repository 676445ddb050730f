package dev.spinneret.cli.crawl;

import dev.spinneret.samples.site.SiteOptions;

/// The sample webs that commands start by themselves.
public final class SampleSites {
  private static final int SMALL_PAGES = 300;

  private SampleSites() {}

  /// What `crawl --sample` crawls: some hundred pages, of which a few redirect.
  public static SiteOptions small() {
    return SiteOptions.DEFAULT.withPages(SMALL_PAGES).withHazards(h -> h.withRedirectShare(0.02));
  }
}
