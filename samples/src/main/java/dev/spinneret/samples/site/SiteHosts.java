package dev.spinneret.samples.site;

/// The hosts of a sample web: 127.0.0.1, 127.0.0.2, …
///
/// @param count how many hosts the pages are on; at most one a page
/// @param slow how many of them, from the last on, are slow
/// @param slowFactor how many times longer a slow host takes, and at least as many milliseconds
/// @param port where every host listens; 0 lets the system choose
public record SiteHosts(int count, int slow, double slowFactor, int port) {
  /// One host, on a port that the system chooses.
  public static final SiteHosts DEFAULT = new SiteHosts(1, 0, 10, 0);

  private static final int MAX_COUNT = 60_000;

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if one is not allowed, naming it
  public SiteHosts {
    SiteOptions.check("hosts", count, 1, MAX_COUNT);
    SiteOptions.check("slow hosts", slow, 0, count);
    SiteOptions.check("port", port, 0, 65_535);
  }

  /// The same with another number of hosts.
  ///
  /// @param newCount at most one a page
  /// @return a copy
  public SiteHosts withCount(int newCount) {
    return new SiteHosts(newCount, slow, slowFactor, port);
  }

  /// The same with slow hosts.
  ///
  /// @param newSlow how many, from the last host on
  /// @param factor how many times longer they take, and at least as many milliseconds
  /// @return a copy
  public SiteHosts withSlow(int newSlow, double factor) {
    return new SiteHosts(count, newSlow, factor, port);
  }

  /// The same on another port.
  ///
  /// @param newPort 0 lets the system choose
  /// @return a copy
  public SiteHosts withPort(int newPort) {
    return new SiteHosts(count, slow, slowFactor, newPort);
  }
}
