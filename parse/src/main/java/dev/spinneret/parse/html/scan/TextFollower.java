package dev.spinneret.parse.html.scan;

import dev.spinneret.parse.octets.Ascii;

/// Reports the visible text that [PageScanner] passes over, and which links, lines and headings it
/// belongs to according to the [TreeModel].
///
/// It makes the stack [give up][OpenElements#hasGivenUp()] where a tree would have the text in
/// another place.
final class TextFollower {
  private final byte[] body;
  private final TreeModel tree;
  private final TextSink sink;

  /// Where the first `h1` is on the stack; -1 while none is open.
  private int headingIndex = -1;

  private boolean inAnchor;

  /// The size of the stack before the tag.
  private int sizeBefore;

  /// Whether the innermost open element was a form before the tag.
  private boolean formOnTop;

  private boolean wasInNoscript;
  private boolean wasInSvg;

  /// Whether there was an end tag of the body or of the root.
  private boolean afterBody;

  TextFollower(byte[] body, TreeModel tree, TextSink sink) {
    this.body = body;
    this.tree = tree;
    this.sink = sink;
  }

  /// A run of text that follows a tag, a comment, or other text.
  void run(int from, int to) {
    if (from == to || tree.mode().beforeBody || tree.isInSvg()) {
      return;
    }
    if ((isBetweenCells() || afterBody) && !isBlank(from, to)) {
      tree.open.giveUp(); // moved before the table, or without some of its white space
    }
    sink.text(from, to);
  }

  private boolean isBetweenCells() {
    return switch (tree.mode()) {
      case IN_TABLE, IN_TABLE_BODY, IN_ROW, IN_COLUMN_GROUP -> !tree.isInNoscript();
      // Not exhaustive: the text of all others stays where it is.
      default -> false;
    };
  }

  private boolean isBlank(int from, int to) {
    for (var i = from; i < to; i++) {
      if (!Ascii.isSpace(body[i])) {
        return false;
      }
    }
    return true;
  }

  /// A tag comes that [TreeModel] has not seen yet.
  void beforeTag() {
    sizeBefore = tree.open.size();
    wasInSvg = tree.isInSvg();
    wasInNoscript = tree.isInNoscript();
    formOnTop = sizeBefore > 0 && tree.open.topIs(HtmlTag.FORM);
  }

  /// A start tag that [TreeModel] has seen.
  ///
  /// @param isElement whether it became one
  /// @param isLink whether it is an `a` with an href
  void afterStart(HtmlTag tag, boolean isElement, boolean isLink) {
    if (tree.isInSvg()) {
      return;
    }
    followEnds();
    if (isLink && (tree.isInNoscript() || tree.open.hasNestedAnchor())) {
      tree.open.giveUp();
    }
    inAnchor |= isLink;
    if (!isElement) {
      breakIfClosed();
      return;
    }
    if (tag.breaksBefore()) {
      sink.lineBreak();
    } else {
      breakIfClosed();
      checkClosed(tag);
    }
    if (tag == HtmlTag.H1) {
      heading();
    }
  }

  private void heading() {
    if (headingIndex >= 0) {
      tree.open.giveUp(); // one within the other
    }
    headingIndex = tree.open.size() - 1;
    sink.headingBegins();
  }

  /// Tags that break no line but close elements that do.
  private void checkClosed(HtmlTag tag) {
    switch (tag) {
      case INPUT -> {
        if (tree.open.size() < sizeBefore) {
          tree.open.giveUp();
        }
      }
      case RB, RP, RT, RTC -> {
        if (tree.open.size() <= sizeBefore) {
          tree.open.giveUp();
        }
      }
      // Not exhaustive: all others close inline elements at most.
      default -> {}
    }
  }

  /// An end tag that [TreeModel] has seen.
  void afterEnd(HtmlTag tag) {
    if (wasInSvg) {
      return;
    }
    afterBody |= tag == HtmlTag.BODY || tag == HtmlTag.HTML;
    followEnds();
    if ((tag == HtmlTag.P || tag == HtmlTag.BR) && !wasInNoscript) {
      sink.lineBreak(); // they make an element where none is open
    } else if (tag == HtmlTag.FORM && tree.open.size() < sizeBefore) {
      if (!formOnTop || tree.open.unreconstructed() > 0) {
        tree.open.giveUp(); // what comes next may still be in elements that began in the form
      }
      sink.lineBreak();
    } else {
      breakIfClosed();
    }
  }

  /// Ends the line if one of the elements ended that have lines of their own. The stack still has
  /// their names.
  private void breakIfClosed() {
    for (var i = tree.open.size(); i < sizeBefore; i++) {
      if (tree.open.tag(i).breaksAfter()) {
        sink.lineBreak();
        return;
      }
    }
  }

  private void followEnds() {
    if (inAnchor && !tree.open.hasAnchor()) {
      inAnchor = false;
      sink.anchorEnds();
    }
    headingEnded();
  }

  private void headingEnded() {
    if (headingIndex >= 0
        && (headingIndex >= tree.open.size() || tree.open.tag(headingIndex) != HtmlTag.H1)) {
      headingIndex = -1;
      sink.headingEnds();
    } else if (headingIndex >= 0 && tree.open.unreconstructed() > 0) {
      tree.open.giveUp(); // what is in the heading may not stay in it
    }
  }
}
