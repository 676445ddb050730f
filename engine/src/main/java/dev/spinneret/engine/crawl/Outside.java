package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Discovery;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.scope.Scope;
import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// Which links that lead out of scope, or too far from the seeds, are requested nevertheless: what
/// pages in scope need to be shown, and what a check of links probes.
final class Outside {
  private final CrawlOptions options;
  private final Scope scope;
  private @Nullable Discovery lastFound;
  private @Nullable Discovery lastProbed;

  Outside(CrawlOptions options, Scope scope) {
    this.options = options;
    this.scope = scope;
  }

  /// How an outside URL is requested.
  ///
  /// @param discovery how it was found
  /// @return its discovery, which consecutive URLs share; null if it is left out
  @SuppressWarnings("ReferenceEquality") // This very object: it stands for many URLs.
  @Nullable Discovery admitted(WebUrl url, Discovery discovery) {
    if (discovery.role() == CrawlUrl.Role.REQUISITE) {
      return scope.excludes(url) ? null : discovery;
    }
    if (!options.links().check().probeOutside().test(url) // first: a crawl has nothing to probe
        || discovery.role() == CrawlUrl.Role.SITEMAP
        || scope.excludes(url)) {
      return null;
    }
    if (lastProbed == null || lastFound != discovery) {
      lastFound = discovery;
      lastProbed = discovery.as(CrawlUrl.Role.PROBE);
    }
    return lastProbed;
  }
}
