package dev.spinneret.parse.html;

import dev.spinneret.parse.css.CssReferences;
import dev.spinneret.parse.html.scan.ElementSink;
import dev.spinneret.parse.html.scan.ElementView;
import dev.spinneret.parse.html.scan.HtmlAttribute;
import dev.spinneret.parse.html.scan.HtmlTag;
import dev.spinneret.parse.http.Refresh;
import dev.spinneret.parse.text.MetaCharset;
import dev.spinneret.parse.text.TextEncoding;
import dev.spinneret.parse.url.WebUrl;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Collects what a crawler needs from a page, element by element in document order, wherever the
/// elements come from: [LinkCollector] finds them in jsoup's tree, [PageScanner] in the octets.
final class PageFacts implements ElementSink {
  private final WebUrl documentUrl;
  private final String robotsName;
  private final FoundLinks found;
  private final @Nullable PlaceNotes notes;
  private @Nullable String baseHref;
  private @Nullable String title;
  private @Nullable String canonical;
  private @Nullable TextEncoding declared;
  private RobotsDirectives robots = RobotsDirectives.NONE;
  private boolean refreshes;

  /// @param documentUrl the page's own URL
  /// @param robotsName the crawler's product token; empty when it has none
  /// @param found receives the links
  /// @param notes receives what fragments may name; null when nobody asks
  PageFacts(WebUrl documentUrl, String robotsName, FoundLinks found, @Nullable PlaceNotes notes) {
    this.documentUrl = documentUrl;
    this.robotsName = robotsName;
    this.found = found;
    this.notes = notes;
  }

  /// The encoding that the first meta element names, if any.
  @Nullable TextEncoding declared() {
    return declared;
  }

  /// Resolves what was found.
  ///
  /// @param encoding the page's
  Page page(TextEncoding encoding) {
    var resolver = new LinkResolver(documentUrl, baseHref, encoding);
    var links = found.resolved(resolver);
    return new Page(
        encoding.name(),
        resolver.webBase(),
        links,
        found.malformed(),
        title,
        robots.noindex(),
        robots.nofollow(),
        canonical == null ? null : resolver.resolve(canonical));
  }

  @Override
  public void anchor(int from, int to, @Nullable String rel) {
    found.add(from, to, LinkKind.A, rel != null && Relations.hasToken(rel, "nofollow"));
  }

  @Override
  public void element(HtmlTag tag, ElementView element, boolean inHead) {
    switch (tag) {
      case A -> hyperlink(element, LinkKind.A);
      case AREA -> hyperlink(element, LinkKind.AREA);
      case LINK -> link(element, inHead);
      case IMG -> {
        add(element, HtmlAttribute.SRC, LinkKind.IMG);
        srcset(element, HtmlAttribute.SRCSET);
        add(element, HtmlAttribute.LONGDESC, LinkKind.LONGDESC);
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
      case BASE -> base(element);
      case VIDEO -> {
        add(element, HtmlAttribute.SRC, LinkKind.MEDIA);
        add(element, HtmlAttribute.POSTER, LinkKind.MEDIA);
      }
      case AUDIO, TRACK -> add(element, HtmlAttribute.SRC, LinkKind.MEDIA);
      case EMBED -> add(element, HtmlAttribute.SRC, LinkKind.EMBED);
      case OBJECT -> add(element, HtmlAttribute.DATA, LinkKind.OBJECT);
      case BLOCKQUOTE, Q, INS, DEL -> add(element, HtmlAttribute.CITE, LinkKind.CITE);
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

  private void hyperlink(ElementView element, LinkKind kind) {
    var href = element.value(HtmlAttribute.HREF);
    if (href != null) {
      var nofollow = Relations.hasToken(text(element, HtmlAttribute.REL), "nofollow");
      found.add(href, kind, nofollow);
    }
  }

  private void link(ElementView element, boolean inHead) {
    var href = element.value(HtmlAttribute.HREF);
    var rel = text(element, HtmlAttribute.REL);
    if (href != null && !href.isBlank()) {
      var kind = Relations.kind(rel, element.value(HtmlAttribute.TYPE));
      found.add(href, kind, Relations.hasToken(rel, "nofollow"));
      if (canonical == null && Relations.hasToken(rel, "canonical") && inHead) {
        canonical = href;
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
    var name = text(element, HtmlAttribute.NAME).strip();
    if (name.equalsIgnoreCase("robots")
        || (!robotsName.isEmpty() && name.equalsIgnoreCase(robotsName))) {
      robots = robots.and(RobotsDirectives.parse(content));
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
      var nofollow = Relations.hasToken(text(element, HtmlAttribute.REL), "nofollow");
      found.add(href, anchor ? LinkKind.A : LinkKind.SVG, nofollow);
    }
  }

  /// A MathML element with attributes: any of them may be a link (MathML 3 §2.1.6).
  void math(ElementView element) {
    hyperlink(element, LinkKind.A);
  }
}
