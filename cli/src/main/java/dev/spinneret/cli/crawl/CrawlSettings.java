package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.FetchFlags;
import dev.spinneret.cli.client.FetchPlan;
import dev.spinneret.cli.client.Identity;
import dev.spinneret.cli.client.PageFlags;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.engine.crawl.options.SitemapDiscovery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What decides which URLs a crawl visits and what it writes about them. How fast it goes is not in
/// it: a crawl may be resumed with other limits. Nor is any secret.
final class CrawlSettings {
  private static final String OUTPUTS = "-o";

  /// What decides only what is written, so that a crawl may be repeated with something else.
  static final Set<String> OF_RECORDS =
      Set.of(
          OUTPUTS,
          OutputFlags.LINKS.name(),
          OutputFlags.HASH.name(),
          OutputFlags.CSV_RAW.name(),
          OutputFlags.SKIPPED.name(),
          OutputFlags.FORMAT.name(),
          OutputFlags.FIELDS.name(),
          OutputFlags.RECORD_HEADER.name(),
          PageFlags.FACTS.name(),
          PageFlags.TEXT.name(),
          PageFlags.EXTRACT.name());

  private CrawlSettings() {}

  /// The settings by flag, for the state of a crawl.
  static Map<String, String> of(Values typed, Identity identity) {
    var settings = new TreeMap<>(identity.settings());
    settings.put("URL", masked(typed.all(CrawlCommand.URLS)));
    put(settings, SeedFlags.SEEDS, String.join(" ", typed.all(SeedFlags.SEEDS)));
    put(settings, SeedFlags.SITEMAP, masked(typed.all(SeedFlags.SITEMAP)));
    put(settings, ScopeFlags.SCOPE, typed.get(ScopeFlags.SCOPE));
    put(settings, ScopeFlags.INCLUDE, String.join(" ", typed.all(ScopeFlags.INCLUDE)));
    put(settings, ScopeFlags.EXCLUDE, String.join(" ", typed.all(ScopeFlags.EXCLUDE)));
    if (typed.get(SeedFlags.SITEMAPS) != SitemapDiscovery.OFF) {
      put(settings, SeedFlags.SITEMAPS, typed.get(SeedFlags.SITEMAPS));
    }
    if (!typed.get(ScopeFlags.TRAPS)) {
      put(settings, ScopeFlags.TRAPS, "off");
    }
    var shard = typed.find(ScopeFlags.SHARD);
    if (shard != null && shard.count() > 1) {
      put(settings, ScopeFlags.SHARD, shard);
    }
    var maxDepth = typed.find(ScopeFlags.MAX_DEPTH);
    if (maxDepth != null) {
      put(settings, ScopeFlags.MAX_DEPTH, maxDepth);
    }
    putTyped(
        settings, ScopeFlags.PAGE_REQUISITES, typed.has(ScopeFlags.PAGE_REQUISITES) ? true : null);
    put(settings, PaceFlags.NO_ROBOTS, typed.has(PaceFlags.NO_ROBOTS));
    put(settings, FetchFlags.USER_AGENT, FetchPlan.userAgent(typed, identity));
    settings.put(OUTPUTS, String.join(" ", OutputPlan.files(typed)));
    put(settings, OutputFlags.LINKS, typed.has(OutputFlags.LINKS));
    put(settings, OutputFlags.HASH, typed.has(OutputFlags.HASH));
    if (typed.has(OutputFlags.CSV_RAW)) {
      put(settings, OutputFlags.CSV_RAW, true);
    }
    put(settings, OutputFlags.SKIPPED, typed.has(OutputFlags.SKIPPED));
    putTyped(settings, OutputFlags.FORMAT, typed.find(OutputFlags.FORMAT));
    putAll(settings, OutputFlags.FIELDS, typed);
    putAll(settings, OutputFlags.RECORD_HEADER, typed);
    putTyped(settings, PageFlags.FACTS, typed.has(PageFlags.FACTS) ? true : null);
    putTyped(settings, PageFlags.TEXT, typed.has(PageFlags.TEXT) ? true : null);
    putAll(settings, PageFlags.EXTRACT, typed);
    return settings;
  }

  /// The settings by flag that all crawlers of a shared crawl must have. Each has its own seeds and
  /// outputs.
  static Map<String, String> ofShared(Values typed, Identity identity) {
    var settings = of(typed, identity);
    settings
        .keySet()
        .removeAll(List.of("URL", SeedFlags.SEEDS.name(), SeedFlags.SITEMAP.name(), "-o"));
    return settings;
  }

  /// A setting that states of older versions do not have: it is left out where it is not typed.
  private static void putTyped(Map<String, String> settings, Flag<?> flag, @Nullable Object value) {
    if (value != null) {
      put(settings, flag, value);
    }
  }

  private static <T> void putAll(Map<String, String> settings, Flag<T> flag, Values typed) {
    var all = typed.all(flag);
    putTyped(
        settings,
        flag,
        all.isEmpty() ? null : all.stream().map(Object::toString).collect(Collectors.joining(" ")));
  }

  private static void put(Map<String, String> settings, Flag<?> flag, Object value) {
    settings.put(flag.name(), value.toString());
  }

  private static String masked(List<String> urls) {
    return urls.stream().map(Masks::url).collect(Collectors.joining(" "));
  }
}
