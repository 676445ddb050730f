package dev.spinneret.parse.html;

/// A page and how it was read.
///
/// @param page what it says; the same whatever read it
/// @param withoutTree whether the scanner read it, so that no tree was built
/// @param linksTruncated whether it has more links than there was room for
/// @param linkBytes about how much memory its links take
/// @param outOfTime whether reading ended before the page did, since it cost too much
public record ParsedPage(
    Page page, boolean withoutTree, boolean linksTruncated, long linkBytes, boolean outOfTime) {}
