package dev.spinneret.samples.site;

import java.util.function.UnaryOperator;

/// What a sample web looks like.
///
/// @param pages how many pages there are, those that answer an error or a redirect included
/// @param pageBytes the size of a page's body; a page whose links need more room is larger
/// @param linksPerPage links from each page to others, besides the navigation's
/// @param latency how long an answer takes
/// @param hosts the hosts that the pages are on
/// @param hazards what makes it difficult for a crawler
/// @param seed everything else is made from it
public record SiteOptions(
    int pages,
    int pageBytes,
    int linksPerPage,
    Latency latency,
    SiteHosts hosts,
    SiteHazards hazards,
    long seed) {
  /// A thousand pages of 12 KB with 20 links each, all well and at once, on one host.
  public static final SiteOptions DEFAULT =
      new SiteOptions(
          1000, 12 * 1024, 20, new Latency.Constant(0), SiteHosts.DEFAULT, SiteHazards.DEFAULT, 1);

  private static final int MAX_PAGES = 50_000_000;
  private static final int MAX_PAGE_BYTES = 1 << 28;

  /// Checks that each value is one that can be served.
  ///
  /// @throws IllegalArgumentException if one is not, naming it
  public SiteOptions {
    check("pages", pages, 1, MAX_PAGES);
    check("page bytes", pageBytes, 0, MAX_PAGE_BYTES);
    check("links per page", linksPerPage, 1, 10_000);
    check("hosts", hosts.count(), 1, pages);
  }

  /// The same with another number of pages.
  ///
  /// @param newPages 1 or more
  /// @return a copy
  public SiteOptions withPages(int newPages) {
    return new SiteOptions(newPages, pageBytes, linksPerPage, latency, hosts, hazards, seed);
  }

  /// The same with bodies of another size.
  ///
  /// @param newPageBytes bytes
  /// @return a copy
  public SiteOptions withPageBytes(int newPageBytes) {
    return new SiteOptions(pages, newPageBytes, linksPerPage, latency, hosts, hazards, seed);
  }

  /// The same with another number of links.
  ///
  /// @param newLinksPerPage 1 or more; 1 makes a chain as long as there are pages
  /// @return a copy
  public SiteOptions withLinksPerPage(int newLinksPerPage) {
    return new SiteOptions(pages, pageBytes, newLinksPerPage, latency, hosts, hazards, seed);
  }

  /// The same with another latency.
  ///
  /// @param newLatency see [Latency#parse]
  /// @return a copy
  public SiteOptions withLatency(Latency newLatency) {
    return new SiteOptions(pages, pageBytes, linksPerPage, newLatency, hosts, hazards, seed);
  }

  /// The same on other hosts.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public SiteOptions withHosts(UnaryOperator<SiteHosts> change) {
    return new SiteOptions(
        pages, pageBytes, linksPerPage, latency, change.apply(hosts), hazards, seed);
  }

  /// The same with other hazards.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public SiteOptions withHazards(UnaryOperator<SiteHazards> change) {
    return new SiteOptions(
        pages, pageBytes, linksPerPage, latency, hosts, change.apply(hazards), seed);
  }

  /// The same made from another seed.
  ///
  /// @param newSeed any number
  /// @return a copy
  public SiteOptions withSeed(long newSeed) {
    return new SiteOptions(pages, pageBytes, linksPerPage, latency, hosts, hazards, newSeed);
  }

  static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed are " + least + " to " + most);
    }
  }
}
