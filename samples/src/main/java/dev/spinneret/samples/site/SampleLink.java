package dev.spinneret.samples.site;

/// A link of a page: where to, and how it is written.
///
/// @param kind what it leads to
/// @param number which one of that kind: a page, or a subject of a trap
/// @param mixed chooses between the ways to write it
record SampleLink(Kind kind, int number, long mixed) {
  /// What a link can lead to.
  enum Kind {
    /// A page of this web.
    PAGE,
    /// Nothing: the answer is 404.
    BROKEN,
    /// A page that robots.txt forbids.
    PRIVATE,
    /// A month of the calendar that never ends.
    CALENDAR,
    /// A page whose links carry a session id that nobody has seen before.
    SESSION
  }
}
