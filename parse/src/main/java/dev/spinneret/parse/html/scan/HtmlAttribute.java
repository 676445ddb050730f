package dev.spinneret.parse.html.scan;

/// An attribute that matters to a crawler on at least one element.
@SuppressWarnings("doclint:missing") // The constants are the names of attributes.
public enum HtmlAttribute {
  ACTION(0, "action"),
  BACKGROUND(1, "background"),
  CHARSET(2, "charset"),
  CITE(3, "cite"),
  CONTENT(4, "content"),
  DATA(5, "data"),
  FORMACTION(6, "formaction"),
  FORMMETHOD(7, "formmethod"),
  HREF(8, "href"),
  HTTP_EQUIV(9, "http-equiv"),
  IMAGESRCSET(10, "imagesrcset"),
  LONGDESC(11, "longdesc"),
  METHOD(12, "method"),
  NAME(13, "name"),
  POSTER(14, "poster"),
  REL(15, "rel"),
  SRC(16, "src"),
  SRCSET(17, "srcset"),
  TYPE(18, "type"),
  XLINK_HREF(19, "xlink:href"),
  ID(20, "id"),
  STYLE(21, "style");

  /// How many there are.
  static final int COUNT = values().length;

  /// From names to indices.
  static final NameTable NAMES = names();

  /// From 0.
  final int index;

  /// The name in lower case.
  final String text;

  HtmlAttribute(int index, String text) {
    this.index = index;
    this.text = text;
  }

  /// The attribute's name.
  ///
  /// @return in lower case
  public String text() {
    return text;
  }

  private static NameTable names() {
    var names = NameTable.ofAttributes();
    for (var attribute : values()) {
      names.add(attribute.text, attribute.index);
    }
    return names;
  }
}
