package dev.spinneret.parse.html.scan;

/// An attribute that matters to a crawler on at least one element.
@SuppressWarnings("doclint:missing") // The constants are the names of attributes.
public enum HtmlAttribute {
  ACTION(0, "action"),
  ALT(1, "alt"),
  BACKGROUND(2, "background"),
  CHARSET(3, "charset"),
  CITE(4, "cite"),
  CONTENT(5, "content"),
  DATA(6, "data"),
  FORMACTION(7, "formaction"),
  FORMMETHOD(8, "formmethod"),
  HREF(9, "href"),
  HREFLANG(10, "hreflang"),
  HTTP_EQUIV(11, "http-equiv"),
  ID(12, "id"),
  IMAGESRCSET(13, "imagesrcset"),
  LANG(14, "lang"),
  LONGDESC(15, "longdesc"),
  METHOD(16, "method"),
  NAME(17, "name"),
  POSTER(18, "poster"),
  PROPERTY(19, "property"),
  REL(20, "rel"),
  SRC(21, "src"),
  SRCSET(22, "srcset"),
  STYLE(23, "style"),
  TYPE(24, "type"),
  XLINK_HREF(25, "xlink:href"),
  XML_LANG(26, "xml:lang");

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
