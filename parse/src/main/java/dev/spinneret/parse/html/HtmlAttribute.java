package dev.spinneret.parse.html;

/// An attribute that counts for a crawler, on some element at least.
enum HtmlAttribute {
  ACTION("action"),
  BACKGROUND("background"),
  CHARSET("charset"),
  CITE("cite"),
  CONTENT("content"),
  DATA("data"),
  FORMACTION("formaction"),
  FORMMETHOD("formmethod"),
  HREF("href"),
  HTTP_EQUIV("http-equiv"),
  IMAGESRCSET("imagesrcset"),
  LONGDESC("longdesc"),
  METHOD("method"),
  NAME("name"),
  POSTER("poster"),
  REL("rel"),
  SRC("src"),
  SRCSET("srcset"),
  TYPE("type"),
  XLINK_HREF("xlink:href");

  /// How many there are.
  static final int COUNT = values().length;

  /// From names to ordinals.
  static final NameTable NAMES = names();

  /// The name in lower case.
  final String text;

  HtmlAttribute(String text) {
    this.text = text;
  }

  private static NameTable names() {
    var names = NameTable.ofAttributes();
    for (var attribute : values()) {
      names.add(attribute.text, attribute.ordinal());
    }
    return names;
  }
}
