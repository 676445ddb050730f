package dev.spinneret.parse.html;

import org.jspecify.annotations.Nullable;

/// What reading one page has cost so far, which limits it has reached, and what is wanted of the
/// page besides what a crawl needs. Not thread-safe.
final class Effort {
  /// What a link takes besides its characters: the objects around them.
  private static final int LINK_BYTES = 120;

  /// What a reference takes before it is resolved.
  private static final int FOUND_BYTES = 24;

  private final ReadLimits limits;
  private final boolean detailed;
  private long foundBytesLeft;
  private long linkBytesLeft;
  private boolean outOfTime;
  private boolean linksTruncated;
  private @Nullable PageDetails details;

  Effort(ReadLimits limits) {
    this(limits, false);
  }

  /// @param detailed whether what a check of links needs is wanted
  Effort(ReadLimits limits, boolean detailed) {
    this.limits = limits;
    this.detailed = detailed;
    this.foundBytesLeft = limits.linkBytes();
    this.linkBytesLeft = limits.linkBytes();
  }

  static Effort unlimited() {
    return new Effort(ReadLimits.NONE);
  }

  /// Whether what a check of links needs is wanted.
  boolean isDetailed() {
    return detailed;
  }

  /// Whether reading has to end; once true, it stays true.
  boolean isOutOfTime() {
    outOfTime |= limits.isOutOfTime().getAsBoolean();
    return outOfTime;
  }

  /// Records that the page is cut for lack of time or memory.
  void cut() {
    outOfTime = true;
  }

  int treeChars() {
    return limits.treeChars();
  }

  /// Counts a reference that was found.
  ///
  /// @return false when there is no room for it
  boolean addFound() {
    foundBytesLeft -= FOUND_BYTES;
    linksTruncated |= foundBytesLeft < 0;
    return foundBytesLeft >= 0;
  }

  /// Counts a link.
  ///
  /// @return false when there is no room for it
  boolean addLink(Link link) {
    linkBytesLeft -= LINK_BYTES + link.url().href().length();
    linkBytesLeft -= length(link.rel()) + length(link.text());
    linksTruncated |= linkBytesLeft < 0;
    return linkBytesLeft >= 0;
  }

  private static int length(@Nullable String detail) {
    return detail == null ? 0 : detail.length();
  }

  /// Records that links were left out.
  void truncateLinks() {
    linksTruncated = true;
  }

  /// Keeps what a check of links needs of the page.
  ///
  /// @param notes null when nobody asks
  void noteDetails(@Nullable PlaceNotes notes) {
    details = notes == null ? null : notes.details();
  }

  ParsedPage page(Page page, boolean withoutTree) {
    return new ParsedPage(
        page,
        withoutTree,
        linksTruncated,
        limits.linkBytes() - Math.max(0, linkBytesLeft),
        outOfTime,
        details);
  }
}
