package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.scope.Scope;
import dev.spinneret.parse.sitemap.Sitemap;
import dev.spinneret.parse.sitemap.SitemapEntry;
import dev.spinneret.parse.sitemap.SitemapParser;
import dev.spinneret.parse.url.WebUrl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes seeds from sitemaps: the pages of a set, the sitemaps of an index. What cannot be used is
/// reported with its cause.
final class Sitemaps {
  /// How many indexes in a row may name each other: the protocol knows one, and sites have up to
  /// three. Otherwise an index that always names another one would have no end.
  private static final int MAX_LEVELS = 10;

  private final CrawlOptions options;
  private final Admission admission;
  private final SitemapAccount account;
  private @Nullable Recrawl recrawl;

  /// By the fingerprint of a sitemap that an index names: how many indexes lead to it.
  private final Map<Long, Integer> levels = new HashMap<>();

  Sitemaps(CrawlOptions options, Admission admission, SitemapAccount account) {
    this.options = options;
    this.admission = admission;
    this.account = account;
  }

  /// Has a crawl that is repeated learn when pages were modified.
  void repeats(Recrawl again) {
    recrawl = again;
  }

  /// Admits the entries of a sitemap, as far as it can be read.
  ///
  /// @param sitemap what was read
  /// @param truncated whether the body was cut
  /// @param slice pauses between entries; null when they are few
  void read(
      Sitemap sitemap,
      WebUrl url,
      CrawlUrl as,
      boolean truncated,
      boolean privateAllowed,
      Slices.@Nullable Slice slice) {
    var cut = truncated ? "cut, as it is larger than " + SitemapParser.MAX_BYTES + " bytes" : null;
    switch (sitemap) {
      case Sitemap.UrlSet(_, var entries, var flaw) -> {
        flawed(as, cut == null ? flaw : cut);
        pages(entries, url, as, privateAllowed, slice);
      }
      case Sitemap.Index(var entries, var flaw) -> {
        flawed(as, cut == null ? flaw : cut);
        sitemaps(entries, url, as, privateAllowed, slice);
      }
      case Sitemap.Invalid(var reason) -> {
        if (!account.wasGuessed(as)) {
          account.failed(as, reason.startsWith("no sitemap") ? reason : "no sitemap: " + reason);
        }
      }
    }
  }

  private void flawed(CrawlUrl as, @Nullable String flaw) {
    if (flaw != null) {
      account.failed(as, flaw + "; what came before is used");
    }
  }

  /// Admits the sitemaps of a host, when its robots.txt is known.
  ///
  /// @param named those that its robots.txt names: URLs, though some are relative to it
  /// @param privateAllowed whether they may lead to a loopback or private address
  void ofHost(Host host, List<String> named, CrawlUrl because, boolean privateAllowed) {
    var urls = resolved(named, host);
    switch (options.seeds().discovery()) {
      case OFF -> account.unused(urls.stream().map(WebUrl::href).toList());
      case ROBOTS -> take(urls, because, privateAllowed);
      case AUTO -> {
        take(urls, because, privateAllowed);
        var usual = WebUrl.parse(host.name + "/sitemap.xml", null);
        if (usual != null && !admission.known.isSeen(admission.fingerprint(usual))) {
          account.guessed(usual.href());
          admission.sitemap(usual, because, because.privateAllowed(), true);
        }
      }
    }
    admission.flush();
  }

  private static List<WebUrl> resolved(List<String> named, Host host) {
    if (named.isEmpty()) {
      return List.of();
    }
    var robots = WebUrl.parse(host.name + "/robots.txt", null);
    return named.stream().map(text -> WebUrl.parse(text, robots)).filter(Objects::nonNull).toList();
  }

  private void take(List<WebUrl> urls, CrawlUrl because, boolean privateAllowed) {
    for (var url : urls) {
      admission.sitemap(url, because, privateAllowed, true);
    }
  }

  private void pages(
      List<SitemapEntry> entries,
      WebUrl sitemap,
      CrawlUrl as,
      boolean privateAllowed,
      Slices.@Nullable Slice slice) {
    var again = recrawl;
    if (again != null) {
      again.listed(entries);
    }
    boolean anyInScope = false;
    for (var entry : entries) {
      admission.pause(slice);
      var url = WebUrl.parse(entry.loc(), null);
      anyInScope |= url != null && admission.sitemapPage(url, sitemap, as, privateAllowed);
    }
    used(entries, as, anyInScope);
  }

  /// An index may name sitemaps anywhere on its own site, and others if they are in scope.
  private void sitemaps(
      List<SitemapEntry> entries,
      WebUrl index,
      CrawlUrl as,
      boolean privateAllowed,
      Slices.@Nullable Slice slice) {
    int level = levels.getOrDefault(as.fingerprint(), 0) + 1;
    if (level > MAX_LEVELS) {
      account.failed(
          as, "%d indexes in a row lead to it, and its sitemaps are not used".formatted(level - 1));
      return;
    }
    boolean anyInScope = false;
    for (var entry : entries) {
      admission.pause(slice);
      var url = WebUrl.parse(entry.loc(), null);
      if (url != null) {
        levels.putIfAbsent(admission.fingerprint(url), level);
        var isTrusted = Scope.isSameSite(url.host(), index.host());
        anyInScope |= admission.sitemap(url, as, privateAllowed, isTrusted);
      }
    }
    used(entries, as, anyInScope);
  }

  private void used(List<SitemapEntry> entries, CrawlUrl as, boolean anyInScope) {
    if (entries.isEmpty()) {
      account.failed(as, "it names no URL");
    } else if (!anyInScope) {
      account.failed(as, "none of its %d URLs is in scope".formatted(entries.size()));
    }
  }
}
