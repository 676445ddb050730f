package dev.spinneret.cli.site;

import dev.spinneret.cli.input.InputRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the second reading of the records finds: which pages link to the URLs that a report shows,
/// and what the targets of redirects came to.
final class SiteLinks {
  /// The pages that link to a URL.
  static final class Referrers {
    private final List<String> first = new ArrayList<>();
    private long count;

    void add(String page) {
      count++;
      if (first.size() < Limits.REFERRERS) {
        first.add(page);
      }
    }

    /// How many pages link to it.
    long count() {
      return count;
    }

    /// The first of them, in the order of the file.
    List<String> first() {
      return first;
    }
  }

  /// What a URL came to.
  ///
  /// @param outcome status or failure in a word
  /// @param redirect where it leads; null if it is no redirect
  record Target(String outcome, @Nullable String redirect) {}

  private final Map<String, Referrers> referrers = new HashMap<>();
  private final Map<String, @Nullable Target> targets = new HashMap<>();
  private final SitemapUrls sitemap;
  private boolean hasLinks;

  /// Prepares for the URLs that are shown.
  SiteLinks(SiteFacts facts) {
    this.sitemap = facts.sitemap;
    for (var row : facts.broken.sorted()) {
      referrers.put(InputRecord.key(row.url()), new Referrers());
    }
    for (var row : facts.redirects.sorted()) {
      referrers.put(InputRecord.key(row.url()), new Referrers());
      var redirect = row.redirect();
      if (redirect != null) {
        targets.put(InputRecord.key(redirect), null);
      }
    }
  }

  /// Takes a record.
  void take(InputRecord record) {
    var links = record.links();
    if (links != null) {
      hasLinks = true;
      var seen = new ArrayList<String>(2);
      for (var link : links) {
        link(record, key(link), seen);
      }
    }
    if (!targets.isEmpty()) {
      var key = InputRecord.key(record.url());
      if (targets.containsKey(key)) {
        targets.put(key, new Target(PageRow.of(record).outcome(), record.outcome().redirect()));
      }
    }
  }

  private void link(InputRecord record, String key, List<String> seen) {
    var found = referrers.get(key);
    if (found != null && !seen.contains(key)) {
      seen.add(key);
      found.add(record.url());
    }
    if (sitemap.isKnown() && !key.equals(key(record.url()))) {
      sitemap.link(key);
    }
  }

  /// The canonical key of a URL that a record has in its normal form: only what is percent-encoded
  /// can differ, and parsing every link of a large crawl would take minutes.
  private static String key(String url) {
    var hash = url.indexOf('#');
    return url.indexOf('%') >= 0 ? InputRecord.key(url) : hash < 0 ? url : url.substring(0, hash);
  }

  /// Whether the records have the links of their pages.
  boolean hasLinks() {
    return hasLinks;
  }

  /// The pages that link to a URL.
  ///
  /// @param row a broken URL, or a redirect
  Referrers referrers(PageRow row) {
    var found = referrers.get(InputRecord.key(row.url()));
    var referrer = row.referrer();
    if ((found != null && found.count > 0) || referrer == null) {
      return found == null ? new Referrers() : found;
    }
    var only = new Referrers();
    only.add(referrer);
    return only;
  }

  /// What the target of a redirect came to.
  ///
  /// @return null if the records do not say
  @Nullable Target target(PageRow row) {
    var redirect = row.redirect();
    return redirect == null ? null : targets.get(InputRecord.key(redirect));
  }
}
