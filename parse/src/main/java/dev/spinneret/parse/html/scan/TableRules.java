package dev.spinneret.parse.html.scan;

import dev.spinneret.parse.html.scan.TreeModel.Mode;

/// The insertion modes from "in table" to "in cell" (WHATWG HTML §13.2.6.4.9 to §13.2.6.4.15).
///
/// A foster-parented element is placed before its table in the tree, not where its tag is: that is
/// not modelled.
final class TableRules {
  private final TreeModel model;
  private final OpenElements open;
  private final BodyRules body;

  TableRules(TreeModel model, OpenElements open, BodyRules body) {
    this.model = model;
    this.open = open;
    this.body = body;
  }

  /// A start tag; see [TreeModel#startTag].
  boolean startTag(HtmlTag tag, int nameAt, boolean decidingAttribute) {
    if (isPart(tag)) {
      return startPart(tag);
    }
    var mode = model.mode();
    if (mode == Mode.IN_CELL || mode == Mode.IN_CAPTION) {
      return body.startTag(tag, nameAt, decidingAttribute);
    }
    if (mode == Mode.IN_COLUMN_GROUP) {
      if (tag == HtmlTag.HTML) {
        return false;
      }
      endColumnGroup();
    }
    return startBetweenParts(tag, nameAt, decidingAttribute);
  }

  private boolean startBetweenParts(HtmlTag tag, int nameAt, boolean decidingAttribute) {
    if (tag == HtmlTag.FORM) {
      return body.startFormInTable();
    }
    if (tag == HtmlTag.NOSCRIPT) {
      model.openNoscript(nameAt);
      return true;
    }
    var isHidden = tag == HtmlTag.INPUT && decidingAttribute;
    if (!isHidden && tag != HtmlTag.STYLE && tag != HtmlTag.SCRIPT) {
      // Foster-parented, or the end of the table.
      open.giveUp();
    }
    return true;
  }

  private static boolean isPart(HtmlTag tag) {
    return switch (tag) {
      case CAPTION, COL, COLGROUP, TBODY, TD, TFOOT, TH, THEAD, TR -> true;
      // Not exhaustive: nothing else is.
      default -> false;
    };
  }

  private static boolean isSection(HtmlTag tag) {
    return tag == HtmlTag.TBODY || tag == HtmlTag.TFOOT || tag == HtmlTag.THEAD;
  }

  private boolean startPart(HtmlTag tag) {
    switch (model.mode()) {
      case IN_CELL -> closeCell();
      case IN_CAPTION -> closeCaption();
      case IN_COLUMN_GROUP -> {
        if (tag != HtmlTag.COL) {
          endColumnGroup();
        }
      }
      // Not exhaustive: nothing to close in the others.
      default -> {}
    }
    switch (tag) {
      case TD, TH -> {
        makeRow();
        clearToRow();
        open.pushMarked(tag);
        model.mode(Mode.IN_CELL);
      }
      case TR -> {
        endRow();
        makeSection();
        clearToSection();
        open.push(tag, 0);
        model.mode(Mode.IN_ROW);
      }
      // Not exhaustive: what stands in a table itself.
      default -> {
        endRow();
        endSection();
        startInTable(tag);
      }
    }
    return true;
  }

  private void startInTable(HtmlTag tag) {
    if (tag == HtmlTag.COL && model.mode() == Mode.IN_COLUMN_GROUP) {
      return;
    }
    clearTo(HtmlTag.TABLE);
    switch (tag) {
      case CAPTION -> {
        open.pushMarked(tag);
        model.mode(Mode.IN_CAPTION);
      }
      case COL, COLGROUP -> {
        open.push(HtmlTag.COLGROUP, 0);
        model.mode(Mode.IN_COLUMN_GROUP);
      }
      // Not exhaustive: the three sections.
      default -> {
        open.push(tag, 0);
        model.mode(Mode.IN_TABLE_BODY);
      }
    }
  }

  private void makeRow() {
    if (model.mode() != Mode.IN_ROW) {
      makeSection();
      clearToSection();
      open.push(HtmlTag.TR, 0);
      model.mode(Mode.IN_ROW);
    }
  }

  private void makeSection() {
    if (model.mode() == Mode.IN_TABLE) {
      clearTo(HtmlTag.TABLE);
      open.push(HtmlTag.TBODY, 0);
      model.mode(Mode.IN_TABLE_BODY);
    }
  }

  private void endColumnGroup() {
    clearTo(HtmlTag.COLGROUP);
    open.pop();
    model.mode(Mode.IN_TABLE);
  }

  private void endRow() {
    if (model.mode() == Mode.IN_ROW) {
      clearToRow();
      open.pop();
      model.mode(Mode.IN_TABLE_BODY);
    }
  }

  private void endSection() {
    if (model.mode() == Mode.IN_TABLE_BODY) {
      clearToSection();
      open.pop();
      model.mode(Mode.IN_TABLE);
    }
  }

  private void clearToRow() {
    clearTo(HtmlTag.TR);
  }

  private void clearToSection() {
    while (!isSection(open.tag(open.size() - 1))) {
      open.pop();
    }
  }

  private void clearTo(HtmlTag tag) {
    while (!open.topIs(tag)) {
      open.pop();
    }
  }

  private void closeCell() {
    var td = open.inTableScope(HtmlTag.TD);
    open.popMarked(td >= 0 ? td : open.inTableScope(HtmlTag.TH));
    model.mode(Mode.IN_ROW);
  }

  private void closeCaption() {
    open.popMarked(open.inTableScope(HtmlTag.CAPTION));
    model.mode(Mode.IN_TABLE);
  }

  /// An end tag.
  void endTag(HtmlTag tag, int nameAt) {
    switch (model.mode()) {
      case IN_CELL -> endInCell(tag, nameAt);
      case IN_CAPTION -> endInCaption(tag, nameAt);
      case IN_COLUMN_GROUP -> {
        if (tag == HtmlTag.COLGROUP) {
          endColumnGroup();
        } else if (tag != HtmlTag.COL && tag != HtmlTag.TEMPLATE) {
          endColumnGroup();
          endInTable(tag);
        }
      }
      // Not exhaustive: the modes of a table itself, its sections and rows.
      default -> endInTable(tag);
    }
  }

  private void endInCell(HtmlTag tag, int nameAt) {
    switch (tag) {
      case TD, TH -> {
        if (open.inTableScope(tag) < 0) {
          // jsoup leaves the cell open and goes on in the row.
          open.giveUp();
        } else {
          closeCell();
        }
      }
      case BODY, CAPTION, COL, COLGROUP, HTML -> {}
      case TABLE, TBODY, TFOOT, THEAD, TR -> {
        if (open.inTableScope(tag) >= 0) {
          closeCell();
          endInTable(tag);
        }
      }
      // Not exhaustive: the contents.
      default -> body.endTag(tag, nameAt);
    }
  }

  private void endInCaption(HtmlTag tag, int nameAt) {
    switch (tag) {
      case CAPTION -> closeCaption();
      case TABLE -> {
        closeCaption();
        endInTable(tag);
      }
      case BODY, COL, COLGROUP, HTML, TBODY, TD, TFOOT, TH, THEAD, TR -> {}
      // Not exhaustive: the contents.
      default -> body.endTag(tag, nameAt);
    }
  }

  private void endInTable(HtmlTag tag) {
    switch (tag) {
      case TABLE -> {
        endRow();
        endSection();
        open.popTo(open.inTableScope(HtmlTag.TABLE));
        resetMode();
      }
      case TR -> endRow();
      case TBODY, TFOOT, THEAD -> {
        if (model.mode() != Mode.IN_TABLE && open.inTableScope(tag) >= 0) {
          endRow();
          endSection();
        }
      }
      case FORM -> body.endForm();
      // These would make elements before the table.
      case P, BR -> open.giveUp();
      case A -> {
        if (open.hasAnchor()) {
          open.giveUp();
        }
      }
      // Not exhaustive: the table hides what they could close.
      default -> {}
    }
  }

  /// Resets the insertion mode appropriately (§13.2.4.1).
  private void resetMode() {
    for (var i = open.size() - 1; i >= 0; i--) {
      var next =
          switch (open.tag(i)) {
            case TD, TH -> Mode.IN_CELL;
            case TR -> Mode.IN_ROW;
            case TBODY, TFOOT, THEAD -> Mode.IN_TABLE_BODY;
            case CAPTION -> Mode.IN_CAPTION;
            case COLGROUP -> Mode.IN_COLUMN_GROUP;
            case TABLE -> Mode.IN_TABLE;
            case BODY -> Mode.IN_BODY;
            // Not exhaustive: the others say nothing.
            default -> null;
          };
      if (next != null) {
        model.mode(next);
        return;
      }
    }
  }
}
