package dev.spinneret.parse.html;

/// Where in a page a link was found.
public enum LinkKind {
  /// `a href`, also in SVG, and `href` of a MathML element.
  A("a", true),
  /// `area href`.
  AREA("area", true),
  /// `link href` with any `rel` that has no kind of its own.
  LINK("link", false),
  /// `link rel=canonical href`.
  CANONICAL("canonical", true),
  /// `link rel=alternate href`: another language, another form, a feed. One whose media type is not
  /// that of a page is a [#SERVICE].
  ALTERNATE("alternate", true),
  /// `link rel=next`, `rel=prev`, and other relations to pages of the same series.
  PAGINATION("pagination", true),
  /// `link` to a resource for programs, such as oEmbed, JSON, pingback or search descriptions, or
  /// one that only announces a host.
  SERVICE("service", false),
  /// `img src` and `input type=image src`.
  IMG("img", false),
  /// A candidate of `srcset` or `imagesrcset`.
  SRCSET("srcset", false),
  /// `script src`.
  SCRIPT("script", false),
  /// `iframe src`.
  IFRAME("iframe", true),
  /// `frame src`.
  FRAME("frame", true),
  /// The action of a form that is sent with GET, or a button's own.
  FORM("form", true),
  /// `meta http-equiv=refresh`.
  META_REFRESH("meta-refresh", true),
  /// `video`, `audio`, `source` or `track` `src`, and `video poster`.
  MEDIA("media", false),
  /// `embed src`.
  EMBED("embed", false),
  /// `object data`.
  OBJECT("object", false),
  /// `cite` of `blockquote`, `q`, `ins` and `del`.
  CITE("cite", true),
  /// `img longdesc`.
  LONGDESC("longdesc", true),
  /// The presentational `background` of `body`, `table` and its parts.
  BACKGROUND("background", false),
  /// `href` or `xlink:href` of an SVG element other than `a`.
  SVG("svg", false),
  /// `url()` in a style sheet, a `style` element or attribute. Only a check of links reads those.
  CSS_URL("css-url", false),
  /// `@import` of a style sheet.
  CSS_IMPORT("css-import", false),
  /// An entry of an RSS or Atom feed.
  ENTRY("entry", true);

  private final String label;
  private final boolean page;

  LinkKind(String label, boolean page) {
    this.label = label;
    this.page = page;
  }

  /// The stable name for records and scripts.
  ///
  /// @return such as `a` or `meta-refresh`
  public String label() {
    return label;
  }

  /// Whether such a link usually leads to another page, not to a part of this one.
  ///
  /// @return false for images, scripts, styles and the like
  public boolean leadsToPage() {
    return page;
  }
}
