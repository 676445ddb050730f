package dev.spinneret.parse.html;

/// Where in a page a link was found.
public enum LinkKind {
  /// `a href`, also in SVG, and `href` of a MathML element.
  A("a"),
  /// `area href`.
  AREA("area"),
  /// `link href` with any `rel` that has no kind of its own.
  LINK("link"),
  /// `link rel=canonical href`.
  CANONICAL("canonical"),
  /// `link rel=alternate href`: another language, another form, a feed. One whose media type is not
  /// that of a page is a [#SERVICE].
  ALTERNATE("alternate"),
  /// `link rel=next`, `rel=prev`, and other relations to pages of the same series.
  PAGINATION("pagination"),
  /// `link` to a resource for programs, such as oEmbed, JSON, pingback or search descriptions, or
  /// one that only announces a host.
  SERVICE("service"),
  /// `img src` and `input type=image src`.
  IMG("img"),
  /// A candidate of `srcset` or `imagesrcset`.
  SRCSET("srcset"),
  /// `script src`.
  SCRIPT("script"),
  /// `iframe src`.
  IFRAME("iframe"),
  /// `frame src`.
  FRAME("frame"),
  /// The action of a form that is sent with GET, or a button's own.
  FORM("form"),
  /// `meta http-equiv=refresh`.
  META_REFRESH("meta-refresh"),
  /// `video`, `audio`, `source` or `track` `src`, and `video poster`.
  MEDIA("media"),
  /// `embed src`.
  EMBED("embed"),
  /// `object data`.
  OBJECT("object"),
  /// `cite` of `blockquote`, `q`, `ins` and `del`.
  CITE("cite"),
  /// `img longdesc`.
  LONGDESC("longdesc"),
  /// The presentational `background` of `body`, `table` and its parts.
  BACKGROUND("background"),
  /// `href` or `xlink:href` of an SVG element other than `a`.
  SVG("svg"),
  /// `url()` in a style sheet, a `style` element or attribute. Read only if
  /// [places][Wanted#places()] are wanted.
  CSS_URL("css-url"),
  /// `@import` of a style sheet.
  CSS_IMPORT("css-import"),
  /// An image, a video or a sound that `meta` names for previews of the page: Open Graph's
  /// `og:image` and the like, `twitter:image`. Read only if [places][Wanted#places()] are wanted.
  META("meta"),
  /// An entry of an RSS or Atom feed, or of a sitemap.
  ENTRY("entry");

  private final String label;

  LinkKind(String label) {
    this.label = label;
  }

  /// The stable name for records and scripts.
  ///
  /// @return such as `a` or `meta-refresh`
  public String label() {
    return label;
  }

  /// Whether all links of this kind lead to what a page needs to be shown. A page in a frame is a
  /// page of its own; of `link` elements only the relation tells, see [Link#isRequisite()].
  ///
  /// @return such as true for images
  public boolean isRequisite() {
    return switch (this) {
      case IMG, SRCSET, SCRIPT, MEDIA, EMBED, OBJECT, BACKGROUND, SVG, CSS_URL, CSS_IMPORT -> true;
      case A,
          AREA,
          LINK,
          CANONICAL,
          ALTERNATE,
          PAGINATION,
          SERVICE,
          IFRAME,
          FRAME,
          FORM,
          META_REFRESH,
          CITE,
          LONGDESC,
          META,
          ENTRY ->
          false;
    };
  }
}
