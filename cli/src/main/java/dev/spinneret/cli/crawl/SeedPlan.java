package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.FetchPlan;
import dev.spinneret.cli.client.Identity;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.options.SeedOptions;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;

/// Where a crawl starts.
///
/// @param options the seeds that are named; none when the sample site is the seed
/// @param trust how far seeds are trusted
/// @param isSample whether the seed is the built-in sample site
/// @param readsInput whether seeds come from standard input while the crawl goes on
record SeedPlan(SeedOptions options, SeedTrust trust, boolean isSample, boolean readsInput) {

  /// What was typed means.
  ///
  /// @param isShared whether other crawlers may have seeds
  /// @throws UsageException if there is no seed, or one is no http or https URL
  static SeedPlan of(Values typed, Identity identity, boolean isShared) {
    var trust = trust(typed, identity);
    return new SeedPlan(
        options(typed, trust, isShared),
        trust,
        typed.has(SeedFlags.SAMPLE),
        typed.all(CrawlCommand.URLS).contains("-"));
  }

  private static SeedTrust trust(Values typed, Identity identity) {
    return new SeedTrust(
        typed.has(SeedFlags.TRUST_SEEDS),
        identity,
        FetchPlan.hasOtherSecrets(typed),
        FetchPlan.pinnedHosts(typed));
  }

  private static SeedOptions options(Values typed, SeedTrust trust, boolean isShared) {
    var urls = typed.all(CrawlCommand.URLS);
    var lists = typed.all(SeedFlags.SEEDS);
    var sitemaps = typed.all(SeedFlags.SITEMAP);
    boolean named = !urls.isEmpty() || !lists.isEmpty() || !sitemaps.isEmpty();
    if (named == typed.has(SeedFlags.SAMPLE) && (named || !isShared)) {
      throw new UsageException(
          named
              ? "--sample cannot be combined with URLs, --seeds or --sitemap"
              : "no URL; pass one or more, - for standard input, or --sample");
    }
    var seeds = new ArrayList<WebUrl>();
    Seeds.of(urls, List.of(), trust::assumeHttp).forEach(url -> seeds.add(trust.typed(url)));
    seeds.addAll(trust.listed("--seeds", Seeds.of(List.of(), lists, trust::assumeHttp)));
    return new SeedOptions(
        seeds,
        sitemaps.stream().map(url -> trust.typed(Seeds.url(url, trust::assumeHttp))).toList(),
        typed.get(SeedFlags.SITEMAPS));
  }
}
