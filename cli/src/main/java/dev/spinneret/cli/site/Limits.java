package dev.spinneret.cli.site;

/// The bounds of a report, so that neither memory nor the page grows with the crawl.
final class Limits {
  /// Longer texts are cut.
  private static final int LONGEST_TEXT = 2_000;

  /// How many pages that link to one URL are named.
  static final int REFERRERS = 10;

  /// How many URLs are named of those that share a title or a body.
  static final int GROUP_MEMBERS = 10;

  /// How many URLs of sitemaps are compared with the crawl.
  static final int SITEMAP_URLS = 200_000;

  /// How many directories the map of the site knows; pages of others count for the one above.
  static final int DIRECTORIES = 20_000;

  /// How many hosts and types are counted by name.
  static final int NAMES = 1_000;

  private Limits() {}

  /// A text as the report keeps it.
  static String cut(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
