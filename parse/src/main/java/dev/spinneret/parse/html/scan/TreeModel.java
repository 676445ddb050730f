package dev.spinneret.parse.html.scan;

import dev.spinneret.parse.html.scan.HtmlTag.Is;

/// Follows the tree construction (WHATWG HTML §13.2.6) far enough to decide which start tags become
/// elements, without building a tree.
///
/// The insertion modes are those of the standard: this class has the ones before the body and the
/// contents of `noscript`, [BodyRules] and [TableRules] the others. What is not modelled makes the
/// stack [give up][OpenElements#hasGivenUp()].
final class TreeModel {
  /// The insertion modes, "initial" to "in cell".
  enum Mode {
    INITIAL(true),
    BEFORE_HTML(true),
    BEFORE_HEAD(true),
    IN_HEAD(true),
    AFTER_HEAD(true),
    IN_BODY(false),
    IN_TABLE(false),
    IN_CAPTION(false),
    IN_COLUMN_GROUP(false),
    IN_TABLE_BODY(false),
    IN_ROW(false),
    IN_CELL(false);

    /// Whether the body has not begun yet.
    final boolean beforeBody;

    Mode(boolean beforeBody) {
      this.beforeBody = beforeBody;
    }
  }

  private final byte[] octets;
  final OpenElements open;
  private final BodyRules body;
  private final TableRules tables;
  private Mode mode = Mode.INITIAL;
  private boolean quirks;

  /// The open `noscript`; -1 when none is open.
  private int noscriptIndex = -1;

  /// The outermost open `svg`; -1 when none is open.
  private int svgIndex = -1;

  TreeModel(byte[] octets) {
    this.octets = octets;
    this.open = new OpenElements(octets);
    this.body = new BodyRules(this, open);
    this.tables = new TableRules(this, open, body);
  }

  Mode mode() {
    return mode;
  }

  void mode(Mode next) {
    mode = next;
  }

  boolean isQuirky() {
    return quirks;
  }

  /// Whether text would make a body.
  boolean isBeforeBody() {
    return mode.beforeBody && noscriptIndex < 0;
  }

  /// Whether an element that was just inserted is a child of the head.
  boolean isInHead() {
    return noscriptIndex < 0 && (mode == Mode.IN_HEAD || mode == Mode.AFTER_HEAD);
  }

  /// Whether the contents of a `noscript` are being read, which jsoup takes as they are.
  boolean isInNoscript() {
    return noscriptIndex >= 0;
  }

  /// Whether the contents of an `svg` are being read.
  boolean isInSvg() {
    return svgIndex >= 0;
  }

  /// A document type.
  void doctype(boolean quirky) {
    if (mode == Mode.INITIAL) {
      quirks = quirky;
      mode = Mode.BEFORE_HTML;
    }
  }

  /// Text other than white space where it would make a body.
  void text() {
    beforeHead();
    beforeBody();
  }

  /// A start tag.
  ///
  /// @param nameAt where its name stands
  /// @param decidingAttribute for `a` whether it has an href, for `body` whether it has a
  ///   background, for `input` whether it is hidden, for `svg` whether it closes itself
  /// @return whether it becomes an element
  boolean startTag(HtmlTag tag, int nameAt, boolean decidingAttribute) {
    if (noscriptIndex >= 0) {
      return startInNoscript(tag, nameAt);
    }
    if (mode == Mode.IN_BODY) {
      return body.startTag(tag, nameAt, decidingAttribute);
    }
    return mode.beforeBody
        ? startBeforeBody(tag, nameAt, decidingAttribute)
        : tables.startTag(tag, nameAt, decidingAttribute);
  }

  /// An end tag.
  ///
  /// @param nameAt where its name stands
  void endTag(HtmlTag tag, int nameAt) {
    if (svgIndex >= 0) {
      endInSvg(tag, nameAt);
    } else if (noscriptIndex >= 0) {
      endInNoscript(tag, nameAt);
    } else if (mode == Mode.IN_BODY) {
      body.endTag(tag, nameAt);
    } else if (mode.beforeBody) {
      endBeforeBody(tag);
    } else {
      tables.endTag(tag, nameAt);
    }
  }

  /// Opens a `noscript`, whose contents jsoup takes as they are.
  void openNoscript(int nameAt) {
    open.push(HtmlTag.NOSCRIPT, nameAt);
    noscriptIndex = open.size() - 1;
  }

  /// Opens an `svg`.
  void openSvg(int nameAt) {
    open.push(HtmlTag.SVG, nameAt);
    svgIndex = open.size() - 1;
  }

  /// A start tag within an `svg` (§13.2.6.5). It becomes an SVG element.
  ///
  /// @param nameAt where its name stands
  void startInSvg(HtmlTag tag, int nameAt, boolean selfClosing) {
    var top = open.tag(open.size() - 1);
    if (isHtmlPoint(top)
        || tag.is(Is.LEAVES_SVG)
        || TagNames.isNamed(octets, nameAt, "foreignobject")) {
      open.giveUp();
    }
    if (isHtmlPoint(tag) && open.unreconstructed() > 0) {
      // A formatting element would come back within it.
      open.giveUp();
    }
    if (!selfClosing) {
      open.push(tag, nameAt);
    }
  }

  /// Whether an SVG element holds HTML.
  private static boolean isHtmlPoint(HtmlTag tag) {
    return tag == HtmlTag.TITLE || tag == HtmlTag.DESC;
  }

  private void endInSvg(HtmlTag tag, int nameAt) {
    if (tag == HtmlTag.P || tag == HtmlTag.BR || !open.dropTo(svgIndex, tag, nameAt)) {
      open.giveUp();
    } else if (open.size() <= svgIndex) {
      svgIndex = -1;
    }
  }

  /// Creates html and head where they are missing.
  private void beforeHead() {
    if (mode == Mode.INITIAL) {
      quirks = true;
    }
    if (mode == Mode.INITIAL || mode == Mode.BEFORE_HTML) {
      open.push(HtmlTag.HTML, 0);
      mode = Mode.BEFORE_HEAD;
    }
    if (mode == Mode.BEFORE_HEAD) {
      open.push(HtmlTag.HEAD, 0);
      mode = Mode.IN_HEAD;
    }
  }

  /// Creates the body where it is missing; the head exists.
  private void beforeBody() {
    afterHead();
    open.push(HtmlTag.BODY, 0);
    mode = Mode.IN_BODY;
  }

  private void afterHead() {
    if (mode == Mode.IN_HEAD) {
      open.pop();
      mode = Mode.AFTER_HEAD;
    }
  }

  private boolean startBeforeBody(HtmlTag tag, int nameAt, boolean decidingAttribute) {
    if (tag == HtmlTag.HTML) {
      var first = mode == Mode.INITIAL || mode == Mode.BEFORE_HTML;
      if (first) {
        quirks |= mode == Mode.INITIAL;
        open.push(HtmlTag.HTML, 0);
        mode = Mode.BEFORE_HEAD;
      }
      return first;
    }
    var headless = mode.beforeBody && mode != Mode.IN_HEAD && mode != Mode.AFTER_HEAD;
    beforeHead();
    if (tag == HtmlTag.HEAD) {
      return headless;
    }
    if (tag.is(Is.OF_HEAD)) {
      if (tag == HtmlTag.TEMPLATE) {
        open.giveUp();
      }
      return true;
    }
    if (tag == HtmlTag.NOSCRIPT && mode == Mode.IN_HEAD) {
      openNoscript(nameAt);
      return true;
    }
    afterHead();
    if (tag == HtmlTag.BODY) {
      beforeBody();
      return true;
    }
    if (tag == HtmlTag.FRAMESET) {
      open.giveUp();
      return false;
    }
    beforeBody();
    return body.startTag(tag, nameAt, decidingAttribute);
  }

  private void endBeforeBody(HtmlTag tag) {
    if (mode == Mode.IN_HEAD && tag == HtmlTag.HEAD) {
      afterHead();
      return;
    }
    if (mode == Mode.INITIAL) {
      quirks = true;
      mode = Mode.BEFORE_HTML;
    }
    switch (tag) {
      case BODY, HTML, BR -> open.giveUp();
      case HEAD -> {
        if (mode != Mode.AFTER_HEAD) {
          open.giveUp();
        }
      }
      // Not exhaustive: all others are ignored.
      default -> {}
    }
  }

  private boolean startInNoscript(HtmlTag tag, int nameAt) {
    if (tag == HtmlTag.TEMPLATE || tag == HtmlTag.HEAD) {
      open.giveUp();
    }
    if (!tag.is(Is.VOID | Is.TEXT)) {
      open.push(tag, nameAt);
    }
    return true;
  }

  private void endInNoscript(HtmlTag tag, int nameAt) {
    if (tag == HtmlTag.NOSCRIPT) {
      open.drop(noscriptIndex);
      noscriptIndex = -1;
    } else {
      open.dropTo(noscriptIndex + 1, tag, nameAt);
    }
  }
}
