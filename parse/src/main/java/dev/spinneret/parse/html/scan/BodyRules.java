package dev.spinneret.parse.html.scan;

import dev.spinneret.parse.html.scan.HtmlTag.Is;

/// The insertion mode "in body" (WHATWG HTML §13.2.6.4.7), as jsoup implements it.
final class BodyRules {
  /// How far jsoup looks for a `dd` or `dt` to close.
  private static final int DEFINITION_SCAN = 24;

  private final TreeModel model;
  private final OpenElements open;

  /// Whether the form element pointer is set: no other form can begin.
  private boolean inForm;

  /// Where the form that it points to was pushed; -1 when it is not on the stack.
  private int formAt = -1;

  BodyRules(TreeModel model, OpenElements open) {
    this.model = model;
    this.open = open;
  }

  /// A start tag; see [TreeModel#startTag].
  boolean startTag(HtmlTag tag, int nameAt, boolean decidingAttribute) {
    if (tag.is(Is.CLOSES_P)) {
      closeParagraph();
      open.push(tag, nameAt);
      return true;
    }
    if (!tag.is(Is.START_RULE)) {
      if (!tag.is(Is.VOID | Is.TEXT)) {
        open.push(tag, nameAt);
      }
      return true;
    }
    return startByRule(tag, nameAt, decidingAttribute);
  }

  private boolean startByRule(HtmlTag tag, int nameAt, boolean decidingAttribute) {
    if (tag == HtmlTag.A) {
      startAnchor(nameAt, decidingAttribute);
      return true;
    }
    switch (tag) {
      case LI -> {
        closeItem();
        closeParagraph();
        open.push(tag, nameAt);
      }
      case DD, DT -> {
        closeDefinition();
        closeParagraph();
        open.push(tag, nameAt);
      }
      case H1, H2, H3, H4, H5, H6 -> {
        closeParagraph();
        if (open.tag(open.size() - 1).is(Is.HEADING)) {
          loseIfStray();
          open.pop();
        }
        open.push(tag, nameAt);
      }
      case PRE, LISTING -> {
        closeParagraph();
        open.push(tag, nameAt);
      }
      case XMP -> closeParagraph();
      case HR -> {
        closeParagraph();
        if (open.inScope(HtmlTag.SELECT) >= 0) {
          open.impliedEnds(HtmlTag.CUSTOM);
        }
      }
      case FORM -> {
        if (inForm) {
          return false;
        }
        closeParagraph();
        inForm = true;
        formAt = open.size();
        open.push(tag, nameAt);
      }
      case TABLE -> {
        if (!model.isQuirky()) {
          closeParagraph();
        }
        open.push(tag, nameAt);
        model.mode(TreeModel.Mode.IN_TABLE);
      }
      case BUTTON -> {
        closeTo(open.inButtonScope(HtmlTag.BUTTON));
        open.push(tag, nameAt);
      }
      case NOBR -> {
        // One that was put back, which this stack does not have, is in scope as well.
        if (open.unreconstructed() > 0 || open.inScope(HtmlTag.NOBR) >= 0) {
          open.closeFormatting(HtmlTag.NOBR);
        }
        open.push(tag, nameAt);
      }
      case APPLET, MARQUEE, OBJECT -> open.pushMarked(tag);
      case INPUT -> closeTo(open.inScope(HtmlTag.SELECT));
      case SELECT -> {
        var select = open.inScope(HtmlTag.SELECT);
        if (select >= 0) {
          open.popTo(select);
          return false;
        }
        open.push(tag, nameAt);
      }
      case OPTION -> startOption(HtmlTag.OPTGROUP, tag, nameAt);
      case OPTGROUP -> startOption(HtmlTag.CUSTOM, tag, nameAt);
      case RB, RTC -> startRuby(HtmlTag.CUSTOM, tag, nameAt);
      case RP, RT -> startRuby(HtmlTag.RTC, tag, nameAt);
      case NOSCRIPT -> model.openNoscript(nameAt);
      case SVG -> {
        if (!decidingAttribute) {
          model.openSvg(nameAt);
        }
      }
      case BODY -> {
        if (decidingAttribute) {
          // The attribute is added to the existing body.
          open.giveUp();
        }
        return false;
      }
      case HTML, CAPTION, COL, COLGROUP, FRAME, HEAD, TBODY, TD, TFOOT, TH, THEAD, TR -> {
        return false;
      }
      // jsoup ignores an end tag "object" while an element "name" is open.
      case FRAMESET, PLAINTEXT, TEMPLATE, MATH, NAME -> open.giveUp();
      // Not exhaustive: all that has a rule is above.
      default -> throw new IllegalArgumentException(tag + " has no rule");
    }
    return true;
  }

  private void startAnchor(int nameAt, boolean linked) {
    open.startAnchor();
    if (linked) {
      open.pushAnchor();
    } else {
      open.push(HtmlTag.A, nameAt);
    }
  }

  /// An end tag.
  void endTag(HtmlTag tag, int nameAt) {
    if (tag.is(Is.BLOCK)) {
      if (open.topIs(tag)) {
        open.pop();
      } else {
        closeTo(open.inScope(tag));
      }
      return;
    }
    if (tag == HtmlTag.A) {
      open.closeAnchor();
    } else if (tag == HtmlTag.P) {
      closeParagraph();
    } else if (tag.is(Is.END_RULE)) {
      endByRule(tag);
    } else if (tag.is(Is.FORMATTING)) {
      open.closeFormatting(tag);
    } else {
      open.closeOrdinary(tag, nameAt);
    }
  }

  private void endByRule(HtmlTag tag) {
    switch (tag) {
      case LI -> closeTo(open.itemInScope());
      case DD, DT -> closeTo(open.inScope(tag));
      case H1, H2, H3, H4, H5, H6 -> closeTo(open.headingInScope());
      case FORM -> endForm();
      case APPLET, MARQUEE, OBJECT -> {
        var index = open.inScope(tag);
        if (index >= 0) {
          open.popMarked(index);
        }
      }
      case BODY, HTML, BR, TEMPLATE -> {}
      // Not exhaustive: all that has a rule is above.
      default -> throw new IllegalArgumentException(tag + " has no rule");
    }
  }

  private void closeTo(int index) {
    if (index >= 0) {
      open.popTo(index);
    }
  }

  private void closeParagraph() {
    closeTo(open.inButtonScope(HtmlTag.P));
  }

  private void loseIfStray() {
    if (open.unreconstructed() > 0) {
      open.giveUp();
    }
  }

  /// A start tag `li` closes the one before.
  private void closeItem() {
    for (var i = open.size() - 1; i > 0; i--) {
      var tag = open.tag(i);
      if (tag == HtmlTag.LI) {
        open.popTo(i);
        return;
      }
      if (endsItemScan(tag)) {
        return;
      }
    }
  }

  private static boolean endsItemScan(HtmlTag tag) {
    return tag.is(Is.SPECIAL) && tag != HtmlTag.ADDRESS && tag != HtmlTag.DIV && tag != HtmlTag.P;
  }

  /// A start tag `dd` or `dt` closes the one before.
  private void closeDefinition() {
    var bottom = open.size() - 1;
    for (var i = bottom; i >= 0; i--) {
      var tag = open.tag(i);
      if (tag == HtmlTag.DD || tag == HtmlTag.DT) {
        if (bottom - i > DEFINITION_SCAN) {
          // Too far for jsoup, were the stack exact.
          loseIfStray();
        } else {
          if (bottom - i + open.unreconstructed() > DEFINITION_SCAN) {
            open.giveUp();
          }
          open.popTo(i);
        }
        return;
      }
      if (endsItemScan(tag)) {
        return;
      }
    }
  }

  private void startOption(HtmlTag except, HtmlTag tag, int nameAt) {
    if (open.inScope(HtmlTag.SELECT) >= 0) {
      open.impliedEnds(except);
    } else if (open.topIs(HtmlTag.OPTION) && open.unreconstructed() == 0) {
      open.pop();
    }
    open.push(tag, nameAt);
  }

  private void startRuby(HtmlTag except, HtmlTag tag, int nameAt) {
    if (open.inScope(HtmlTag.RUBY) >= 0) {
      open.impliedEnds(except);
    }
    open.push(tag, nameAt);
  }

  /// A form in a table, which is not pushed.
  ///
  /// @return whether it becomes an element
  boolean startFormInTable() {
    if (inForm) {
      return false;
    }
    inForm = true;
    formAt = -1;
    return true;
  }

  /// An end tag `form`: only the form itself is removed from the stack.
  void endForm() {
    var pointed = inForm;
    inForm = false;
    if (!pointed || open.inScope(HtmlTag.FORM) < 0) {
      return;
    }
    open.impliedEnds(HtmlTag.CUSTOM);
    if (formAt >= 0 && formAt < open.size() && open.tag(formAt) == HtmlTag.FORM) {
      open.remove(formAt);
    }
  }
}
