package dev.spinneret.cli;

import dev.spinneret.samples.site.SiteOptions;

/// The sample webs that commands start by themselves.
final class SampleSites {
  private static final int SMALL_PAGES = 300;

  private SampleSites() {}

  /// What `crawl --sample` crawls: some hundred pages, of which a few redirect.
  static SiteOptions small() {
    return SiteOptions.builder().pages(SMALL_PAGES).redirectShare(0.02).build();
  }
}
