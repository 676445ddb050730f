package dev.spinneret.samples.site;

/// What makes a sample web difficult for a crawler.
///
/// @param errorShare the share of pages that answer 404, 500 or 503, and of pages with a link to
///   nowhere; from 0 to less than 1
/// @param redirectShare the share of pages that redirect to another; from 0 to less than 1
/// @param calendarTrap whether there is an endless calendar
/// @param sessionTrap whether there are pages whose links have a new session id each time
/// @param robots whether robots.txt forbids some paths, to which some pages link
public record SiteHazards(
    double errorShare,
    double redirectShare,
    boolean calendarTrap,
    boolean sessionTrap,
    boolean robots) {
  /// Only the robots.txt.
  public static final SiteHazards DEFAULT = new SiteHazards(0, 0, false, false, true);

  /// Checks the shares.
  ///
  /// @throws IllegalArgumentException if one is not allowed, naming it
  public SiteHazards {
    checkShare("errors", errorShare);
    checkShare("redirects", redirectShare);
    checkShare("errors and redirects together", errorShare + redirectShare);
  }

  /// The same with another share of errors.
  ///
  /// @param newErrorShare 0 to less than 1
  /// @return a copy
  public SiteHazards withErrorShare(double newErrorShare) {
    return new SiteHazards(newErrorShare, redirectShare, calendarTrap, sessionTrap, robots);
  }

  /// The same with another share of redirects.
  ///
  /// @param newRedirectShare 0 to less than 1
  /// @return a copy
  public SiteHazards withRedirectShare(double newRedirectShare) {
    return new SiteHazards(errorShare, newRedirectShare, calendarTrap, sessionTrap, robots);
  }

  /// The same with or without the calendar.
  ///
  /// @param newCalendarTrap true to have it
  /// @return a copy
  public SiteHazards withCalendarTrap(boolean newCalendarTrap) {
    return new SiteHazards(errorShare, redirectShare, newCalendarTrap, sessionTrap, robots);
  }

  /// The same with or without session ids.
  ///
  /// @param newSessionTrap true to have them
  /// @return a copy
  public SiteHazards withSessionTrap(boolean newSessionTrap) {
    return new SiteHazards(errorShare, redirectShare, calendarTrap, newSessionTrap, robots);
  }

  /// The same with or without rules in robots.txt.
  ///
  /// @param newRobots false allows all
  /// @return a copy
  public SiteHazards withRobots(boolean newRobots) {
    return new SiteHazards(errorShare, redirectShare, calendarTrap, sessionTrap, newRobots);
  }

  private static void checkShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "the share of " + name + " is " + value + "; allowed are 0 to less than 1");
    }
  }
}
