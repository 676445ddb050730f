package dev.spinneret.parse.html;

import org.jspecify.annotations.Nullable;

/// A page and how it was read.
///
/// @param page what it says; the same whatever read it
/// @param withoutTree whether the scanner read it, so that no tree was built
/// @param linksTruncated whether it has more links than there was room for
/// @param linkBytes about how much memory its links take
/// @param outOfTime whether reading ended before the page did, since it cost too much
/// @param details what a check of links needs; null when it is not [wanted][Wanted#places()], and
///   for a feed
public record ParsedPage(
    Page page,
    boolean withoutTree,
    boolean linksTruncated,
    long linkBytes,
    boolean outOfTime,
    @Nullable PageDetails details) {
  /// A page of which nobody asks for details.
  ///
  /// @param page what it says
  /// @param withoutTree whether no tree was built
  /// @param linksTruncated whether it has more links than there was room for
  /// @param linkBytes about how much memory its links take
  /// @param outOfTime whether reading ended before the page did
  public ParsedPage(
      Page page, boolean withoutTree, boolean linksTruncated, long linkBytes, boolean outOfTime) {
    this(page, withoutTree, linksTruncated, linkBytes, outOfTime, null);
  }
}
