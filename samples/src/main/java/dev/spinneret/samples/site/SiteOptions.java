package dev.spinneret.samples.site;

/// What a sample web looks like. Made by [#builder].
///
/// @param pages how many pages there are, those that answer an error or a redirect included
/// @param pageBytes the size of a page's body; a page whose links need more room is larger
/// @param linksPerPage links from each page to others, besides the navigation's
/// @param latency how long an answer takes
/// @param errorShare the share of pages that answer 404, 500 or 503, and of pages with a link to
///   nowhere; from 0 to less than 1
/// @param redirectShare the share of pages that redirect to another; from 0 to less than 1
/// @param hosts on how many hosts the pages are: 127.0.0.1, 127.0.0.2, …; at most one a page
/// @param slowHosts how many of them, from the last on, are slow
/// @param slowFactor how many times longer a slow host takes, and at least as many milliseconds
/// @param calendarTrap whether there is a calendar without end
/// @param sessionTrap whether there are pages whose links have a new session id each time
/// @param robots whether robots.txt forbids some paths, to which some pages link
/// @param port where every host listens; 0 lets the system choose
/// @param seed everything else is made from it
public record SiteOptions(
    int pages,
    int pageBytes,
    int linksPerPage,
    Latency latency,
    double errorShare,
    double redirectShare,
    int hosts,
    int slowHosts,
    double slowFactor,
    boolean calendarTrap,
    boolean sessionTrap,
    boolean robots,
    int port,
    long seed) {
  private static final int MAX_PAGES = 50_000_000;
  private static final int MAX_HOSTS = 60_000;
  private static final int MAX_PAGE_BYTES = 1 << 28;

  /// Checks that each value is one that can be served.
  ///
  /// @throws IllegalArgumentException if one is not, naming it
  public SiteOptions {
    check("pages", pages, 1, MAX_PAGES);
    check("page bytes", pageBytes, 0, MAX_PAGE_BYTES);
    check("links per page", linksPerPage, 1, 10_000);
    check("hosts", hosts, 1, Math.min(pages, MAX_HOSTS));
    check("slow hosts", slowHosts, 0, hosts);
    check("port", port, 0, 65_535);
    checkShare("errors", errorShare);
    checkShare("redirects", redirectShare);
    checkShare("errors and redirects together", errorShare + redirectShare);
  }

  /// A thousand pages of 12 KB with 20 links each, all well and at once, on one host.
  ///
  /// @return a builder with these values
  public static Builder builder() {
    return new Builder();
  }

  private static void check(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + "; allowed are " + least + " to " + most);
    }
  }

  private static void checkShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "the share of " + name + " is " + value + "; allowed are 0 to less than 1");
    }
  }

  /// Collects options; each method sets the one of its name and returns the builder.
  public static final class Builder {
    private int pages = 1000;
    private int pageBytes = 12 * 1024;
    private int linksPerPage = 20;
    private Latency latency = new Latency.Constant(0);
    private double errorShare;
    private double redirectShare;
    private int hosts = 1;
    private int slowHosts;
    private double slowFactor = 10;
    private boolean calendarTrap;
    private boolean sessionTrap;
    private boolean robots = true;
    private int port;
    private long seed = 1;

    private Builder() {}

    /// Sets how many pages there are.
    ///
    /// @param value 1 or more
    /// @return this builder
    public Builder pages(int value) {
      pages = value;
      return this;
    }

    /// Sets the size of a page's body.
    ///
    /// @param value bytes
    /// @return this builder
    public Builder pageBytes(int value) {
      pageBytes = value;
      return this;
    }

    /// Sets how many links a page has besides its navigation.
    ///
    /// @param value 1 or more; 1 makes a chain as long as there are pages
    /// @return this builder
    public Builder linksPerPage(int value) {
      linksPerPage = value;
      return this;
    }

    /// Sets how long an answer takes.
    ///
    /// @param value see [Latency#parse]
    /// @return this builder
    public Builder latency(Latency value) {
      latency = value;
      return this;
    }

    /// Sets the share of pages that answer an error.
    ///
    /// @param value 0 to less than 1
    /// @return this builder
    public Builder errorShare(double value) {
      errorShare = value;
      return this;
    }

    /// Sets the share of pages that redirect.
    ///
    /// @param value 0 to less than 1
    /// @return this builder
    public Builder redirectShare(double value) {
      redirectShare = value;
      return this;
    }

    /// Sets on how many hosts the pages are.
    ///
    /// @param value 1 or more, at most one a page
    /// @return this builder
    public Builder hosts(int value) {
      hosts = value;
      return this;
    }

    /// Sets how many hosts are slow, and how slow.
    ///
    /// @param count from the last host on
    /// @param factor how many times longer they take, and at least as many milliseconds
    /// @return this builder
    public Builder slowHosts(int count, double factor) {
      slowHosts = count;
      slowFactor = factor;
      return this;
    }

    /// Sets whether there is a calendar without end.
    ///
    /// @param value true to have it
    /// @return this builder
    public Builder calendarTrap(boolean value) {
      calendarTrap = value;
      return this;
    }

    /// Sets whether there are session ids without end.
    ///
    /// @param value true to have them
    /// @return this builder
    public Builder sessionTrap(boolean value) {
      sessionTrap = value;
      return this;
    }

    /// Sets whether robots.txt forbids some paths.
    ///
    /// @param value false allows all
    /// @return this builder
    public Builder robots(boolean value) {
      robots = value;
      return this;
    }

    /// Sets the port.
    ///
    /// @param value 0 lets the system choose
    /// @return this builder
    public Builder port(int value) {
      port = value;
      return this;
    }

    /// Sets the seed.
    ///
    /// @param value any number
    /// @return this builder
    public Builder seed(long value) {
      seed = value;
      return this;
    }

    /// Makes the options.
    ///
    /// @return what has been set
    /// @throws IllegalArgumentException if a value cannot be served
    public SiteOptions build() {
      return new SiteOptions(
          pages,
          pageBytes,
          linksPerPage,
          latency,
          errorShare,
          redirectShare,
          hosts,
          slowHosts,
          slowFactor,
          calendarTrap,
          sessionTrap,
          robots,
          port,
          seed);
    }
  }
}
