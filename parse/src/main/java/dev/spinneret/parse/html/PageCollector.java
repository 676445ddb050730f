package dev.spinneret.parse.html;

import dev.spinneret.parse.css.CssReferences;
import dev.spinneret.parse.html.scan.ElementSink;
import dev.spinneret.parse.html.scan.ElementView;
import dev.spinneret.parse.html.scan.HtmlAttribute;
import dev.spinneret.parse.html.scan.HtmlTag;
import dev.spinneret.parse.html.scan.TagReader;
import dev.spinneret.parse.html.scan.TextSink;
import dev.spinneret.parse.http.Refresh;
import dev.spinneret.parse.text.MetaCharset;
import dev.spinneret.parse.text.TextEncoding;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Collects what a crawler needs from a page, element by element in document order, wherever the
/// elements come from: [LinkCollector] finds them in jsoup's tree, [PageScanner] in the octets.
final class PageCollector implements ElementSink {
  /// Compiled at their first use: few pages need them, and a start is short.
  private static final class Patterns {
    /// Two words, of which the first is not the beginning of a URL.
    static final Pattern TEXT = Pattern.compile("(?!\\.*/|https?:)\\S+\\s(?s:.*)");

    static final Pattern PREVIEW =
        Pattern.compile("og:(image|video|audio)(:(secure_)?url)?|twitter:image(:src)?");
  }

  /// Passes the text between tags on, which is in the page's octets.
  private static final class Octets implements TextSink {
    private final PageText text;
    private final byte[] body;
    private final TagReader values;

    Octets(PageText text, byte[] body, TagReader values) {
      this.text = text;
      this.body = body;
      this.values = values;
    }

    @Override
    public void text(int from, int to) {
      text.add(body, from, to, values);
    }

    @Override
    public void lineBreak() {
      text.lineBreak();
    }

    @Override
    public void anchorEnds() {
      text.linkEnds();
    }

    @Override
    public void headingBegins() {
      text.headingBegins();
    }

    @Override
    public void headingEnds() {
      text.headingEnds();
    }
  }

  final WebUrl documentUrl;
  private final String robotsName;
  private final FoundLinks found;
  private final @Nullable PlaceNotes notes;

  /// Null when it does not matter.
  final @Nullable PageText text;

  private final @Nullable FactCollector facts;
  private @Nullable String baseHref;
  private @Nullable String title;
  private @Nullable String canonical;
  private @Nullable TextEncoding declared;
  private RobotsDirectives robots = RobotsDirectives.NONE;
  private boolean refreshes;

  /// @param documentUrl the page's own URL
  /// @param reader knows the crawler's name, and what is wanted
  /// @param found receives the links
  /// @param notes receives what fragments may name; null when nobody asks
  PageCollector(
      WebUrl documentUrl, PageReader reader, FoundLinks found, @Nullable PlaceNotes notes) {
    this.notes = notes;
    this.documentUrl = documentUrl;
    this.robotsName = reader.robotsName();
    this.found = found;
    this.text = reader.wanted().needsText() ? new PageText(reader.wanted(), found) : null;
    this.facts = reader.wanted().facts() ? new FactCollector() : null;
  }

  /// Receives the text between tags where it is in the page's octets.
  ///
  /// @return null when it does not matter
  @Nullable TextSink textOf(byte[] body, TagReader values) {
    return text == null ? null : new Octets(text, body, values);
  }

  /// The encoding that the first meta element names, if any.
  @Nullable TextEncoding declared() {
    return declared;
  }

  /// Ends the text of a link that is still open at the end of the page.
  void endText() {
    if (text != null) {
      text.linkEnds();
    }
  }

  /// Resolves what was found.
  ///
  /// @param encoding the page's
  Page page(TextEncoding encoding) {
    var resolver = new LinkResolver(documentUrl, baseHref, encoding);
    endText();
    var links = found.resolved(resolver);
    return new Page(
        encoding.name(),
        resolver.webBase(),
        links,
        found.malformed(),
        title,
        robots.noindex(),
        robots.nofollow(),
        canonical == null ? null : resolver.resolve(canonical),
        facts == null || text == null ? null : facts.facts(text, links, resolver, documentUrl),
        text == null ? null : text.whole(),
        List.of());
  }

  @Override
  public void anchor(int from, int to, @Nullable String rel) {
    found.addAnchor(from, to, rel != null && Relations.hasToken(rel, "nofollow"));
    found.relations(rel);
    if (text != null) {
      text.linkBegins();
    }
  }

  @Override
  public void element(HtmlTag tag, ElementView element, boolean inHead) {
    switch (tag) {
      case A -> {
        if (hyperlink(element, LinkKind.A) && text != null) {
          text.linkBegins();
        }
      }
      case AREA -> area(element);
      case LINK -> link(element, inHead);
      case IMG -> {
        if (text != null) {
          text.addAlternative(text(element, HtmlAttribute.ALT));
        }
        add(element, HtmlAttribute.SRC, LinkKind.IMG);
        srcset(element, HtmlAttribute.SRCSET);
        source(element, HtmlAttribute.LONGDESC, LinkKind.LONGDESC);
      }
      case SOURCE -> {
        add(element, HtmlAttribute.SRC, LinkKind.MEDIA);
        srcset(element, HtmlAttribute.SRCSET);
      }
      case SCRIPT -> add(element, HtmlAttribute.SRC, LinkKind.SCRIPT);
      case IFRAME -> add(element, HtmlAttribute.SRC, LinkKind.IFRAME);
      case FRAME -> add(element, HtmlAttribute.SRC, LinkKind.FRAME);
      case FORM -> form(element, HtmlAttribute.ACTION, HtmlAttribute.METHOD);
      case BUTTON -> form(element, HtmlAttribute.FORMACTION, HtmlAttribute.FORMMETHOD);
      case INPUT -> {
        form(element, HtmlAttribute.FORMACTION, HtmlAttribute.FORMMETHOD);
        if (text(element, HtmlAttribute.TYPE).equalsIgnoreCase("image")) {
          add(element, HtmlAttribute.SRC, LinkKind.IMG);
        }
      }
      case META -> meta(element);
      case HTML -> {
        if (facts != null) {
          facts.root(element);
        }
      }
      case BASE -> base(element);
      case VIDEO -> {
        add(element, HtmlAttribute.SRC, LinkKind.MEDIA);
        add(element, HtmlAttribute.POSTER, LinkKind.MEDIA);
      }
      case AUDIO, TRACK -> add(element, HtmlAttribute.SRC, LinkKind.MEDIA);
      case EMBED -> add(element, HtmlAttribute.SRC, LinkKind.EMBED);
      case OBJECT -> add(element, HtmlAttribute.DATA, LinkKind.OBJECT);
      case BLOCKQUOTE, Q, INS, DEL -> source(element, HtmlAttribute.CITE, LinkKind.CITE);
      case BODY, TABLE, THEAD, TBODY, TFOOT, TR, TD, TH ->
          add(element, HtmlAttribute.BACKGROUND, LinkKind.BACKGROUND);
      // Not exhaustive: no other element matters.
      default -> {}
    }
  }

  private static String text(ElementView element, HtmlAttribute attribute) {
    var value = element.value(attribute);
    return value == null ? "" : value;
  }

  /// A resource; an empty reference names none.
  private void add(ElementView element, HtmlAttribute attribute, LinkKind kind) {
    var value = element.value(attribute);
    if (value != null && !value.isBlank()) {
      found.add(value, kind, false);
    }
  }

  /// A URL for readers, where many pages have a text instead, such as the name of an author: what
  /// has white space inside is no valid URL.
  private void source(ElementView element, HtmlAttribute attribute, LinkKind kind) {
    var value = element.value(attribute);
    if (value != null && !Patterns.TEXT.matcher(value.strip()).matches()) {
      add(element, attribute, kind);
    }
  }

  /// @return whether it is one
  private boolean hyperlink(ElementView element, LinkKind kind) {
    var href = element.value(HtmlAttribute.HREF);
    if (href == null) {
      return false;
    }
    var rel = text(element, HtmlAttribute.REL);
    found.add(href, kind, Relations.hasToken(rel, "nofollow"));
    found.relations(rel);
    return true;
  }

  private void area(ElementView element) {
    var alt = element.value(HtmlAttribute.ALT);
    if (hyperlink(element, LinkKind.AREA) && alt != null) {
      found.text(found.last(), alt);
    }
  }

  private void link(ElementView element, boolean inHead) {
    var href = element.value(HtmlAttribute.HREF);
    var rel = text(element, HtmlAttribute.REL);
    if (href != null && !href.isBlank()) {
      var kind = Relations.kind(rel, element.value(HtmlAttribute.TYPE));
      found.add(href, kind, Relations.hasToken(rel, "nofollow"));
      found.relations(rel);
      if (canonical == null && Relations.hasToken(rel, "canonical") && inHead) {
        canonical = href;
      }
      if (facts != null && inHead && Relations.hasToken(rel, "alternate")) {
        facts.alternate(element, href);
      }
    }
    srcset(element, HtmlAttribute.IMAGESRCSET);
  }

  private void srcset(ElementView element, HtmlAttribute attribute) {
    var value = element.value(attribute);
    if (value != null) {
      for (var url : Srcset.urls(value)) {
        found.add(url, LinkKind.SRCSET, false);
      }
    }
  }

  private void form(ElementView element, HtmlAttribute action, HtmlAttribute method) {
    var value = text(element, method).strip().toLowerCase(Locale.ROOT);
    if (!value.equals("post") && !value.equals("dialog")) {
      add(element, action, LinkKind.FORM);
    }
  }

  private void meta(ElementView element) {
    var content = text(element, HtmlAttribute.CONTENT);
    var httpEquiv = text(element, HtmlAttribute.HTTP_EQUIV);
    if (declared == null) {
      var charset = element.value(HtmlAttribute.CHARSET);
      var label =
          charset != null
              ? charset
              : httpEquiv.equalsIgnoreCase("content-type")
                  ? MetaCharset.fromContent(content)
                  : null;
      var encoding = label == null ? null : TextEncoding.forLabel(label);
      declared = encoding == null ? null : MetaCharset.effective(encoding);
    }
    if (content.isEmpty()) {
      return;
    }
    if (httpEquiv.equalsIgnoreCase("refresh") && !refreshes) {
      var refresh = Refresh.parse(content);
      if (refresh != null && refresh.url() != null) {
        refreshes = true;
        found.add(refresh.url(), LinkKind.META_REFRESH, false);
      }
    }
    if (notes != null) {
      preview(element, content);
    }
    var name = text(element, HtmlAttribute.NAME).strip();
    if (name.equalsIgnoreCase("robots")
        || (!robotsName.isEmpty() && name.equalsIgnoreCase(robotsName))) {
      robots = robots.and(RobotsDirectives.parse(content));
      if (facts != null) {
        facts.robots(content);
      }
    } else if (facts != null) {
      facts.meta(element, name, httpEquiv, content);
    }
  }

  /// What sites that link here show of the page.
  private void preview(ElementView element, String content) {
    var property = element.value(HtmlAttribute.PROPERTY);
    property = property == null ? text(element, HtmlAttribute.NAME) : property;
    if (Patterns.PREVIEW.matcher(property.strip()).matches()) {
      found.add(content, LinkKind.META, false);
    }
  }

  private void base(ElementView element) {
    if (baseHref == null) {
      baseHref = element.value(HtmlAttribute.HREF);
    }
  }

  @Override
  public void target(String name) {
    if (notes != null) {
      notes.targets.add(name);
    }
  }

  @Override
  public void style(String css) {
    for (var reference : CssReferences.of(css)) {
      found.add(reference.text(), StyleSheet.kind(reference), false);
    }
  }

  @Override
  public boolean needsTitle() {
    return title == null;
  }

  @Override
  public void title(String wholeText) {
    if (title == null) {
      title = collapsed(wholeText.strip());
    }
  }

  /// A text whose runs of white space are one space each.
  private static String collapsed(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c < ' ' || (c == ' ' && text.charAt(i + 1) == ' ')) {
        return text.replaceAll("\\s+", " ");
      }
    }
    return text;
  }

  /// An SVG `a` links as one of HTML does (SVG 2 §16.2).
  @Override
  public void svg(boolean anchor, ElementView element) {
    var href = element.value(HtmlAttribute.HREF);
    if (href == null) {
      href = element.value(HtmlAttribute.XLINK_HREF);
    }
    if (href != null && (anchor || !href.isBlank())) {
      var rel = text(element, HtmlAttribute.REL);
      found.add(href, anchor ? LinkKind.A : LinkKind.SVG, Relations.hasToken(rel, "nofollow"));
      found.isOfSvg();
      found.relations(rel);
    }
  }

  /// A MathML element with attributes: any of them may be a link (MathML 3 §2.1.6).
  void math(ElementView element) {
    var _ = hyperlink(element, LinkKind.A);
  }
}
