package dev.spinneret.parse.html;

import dev.spinneret.parse.url.WebUrl;

/// What reading one page has cost so far, and which limits it has reached. Not thread-safe.
final class Effort {
  /// What a link takes besides its characters: the objects around them.
  private static final int LINK_BYTES = 120;

  /// What a reference takes before it is resolved.
  private static final int FOUND_BYTES = 24;

  private final ReadLimits limits;
  private long foundBytesLeft;
  private long linkBytesLeft;
  private boolean outOfTime;
  private boolean linksTruncated;

  Effort(ReadLimits limits) {
    this.limits = limits;
    this.foundBytesLeft = limits.linkBytes();
    this.linkBytesLeft = limits.linkBytes();
  }

  static Effort unlimited() {
    return new Effort(ReadLimits.NONE);
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
  boolean addLink(WebUrl url) {
    linkBytesLeft -= LINK_BYTES + url.href().length();
    linksTruncated |= linkBytesLeft < 0;
    return linkBytesLeft >= 0;
  }

  /// Records that links were left out.
  void truncateLinks() {
    linksTruncated = true;
  }

  ParsedPage page(Page page, boolean withoutTree) {
    return new ParsedPage(
        page,
        withoutTree,
        linksTruncated,
        limits.linkBytes() - Math.max(0, linkBytesLeft),
        outOfTime);
  }
}
