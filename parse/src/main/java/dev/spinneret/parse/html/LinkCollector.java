package dev.spinneret.parse.html;

import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/// Walks a document once and gathers what a crawler wants from it.
///
/// The walk keeps its own stack, so depth costs memory only. The contents of a template are
/// skipped: they are no part of the document (WHATWG HTML §4.12.3).
final class LinkCollector {
  private static final String HTML = "http://www.w3.org/1999/xhtml";
  private static final String SVG = "http://www.w3.org/2000/svg";

  /// A link before it is resolved.
  private record Found(String value, LinkKind kind, boolean nofollow) {}

  private final WebUrl documentUrl;
  private final List<Found> found = new ArrayList<>();
  private @Nullable String baseHref;
  private @Nullable String title;
  private @Nullable String canonical;
  private @Nullable TextEncoding declared;
  private RobotsDirectives robots = RobotsDirectives.NONE;
  private boolean refreshes;

  private LinkCollector(WebUrl documentUrl) {
    this.documentUrl = documentUrl;
  }

  /// Walks a document.
  static LinkCollector walk(Document document, WebUrl documentUrl) {
    var collector = new LinkCollector(documentUrl);
    collector.descend(document);
    return collector;
  }

  /// Visits every element below `root` in document order.
  private void descend(Element root) {
    var parents = new Element[64];
    var nextChildren = new int[64];
    parents[0] = root;
    var depth = 0;
    while (depth >= 0) {
      var parent = parents[depth];
      var index = nextChildren[depth];
      if (index == parent.childNodeSize()) {
        depth--;
        continue;
      }
      nextChildren[depth] = index + 1;
      if (parent.childNode(index) instanceof Element element) {
        element(element);
        if (element.childNodeSize() > 0 && !isTemplate(element)) {
          if (++depth == parents.length) {
            parents = Arrays.copyOf(parents, depth * 2);
            nextChildren = Arrays.copyOf(nextChildren, depth * 2);
          }
          parents[depth] = element;
          nextChildren[depth] = 0;
        }
      }
    }
  }

  private static boolean isTemplate(Element element) {
    return element.nameIs("template") && isHtml(element);
  }

  private static boolean isHtml(Element element) {
    return element.tag().namespace().equals(HTML);
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
    var links = new ArrayList<Link>(found.size());
    for (var link : found) {
      var url = resolver.resolve(link.value);
      if (url != null) {
        links.add(new Link(url, link.kind, link.nofollow));
      }
    }
    return new Page(
        encoding.name(),
        resolver.webBase(),
        links,
        title,
        robots.noindex(),
        robots.nofollow(),
        canonical == null ? null : resolver.resolve(canonical));
  }

  private void element(Element element) {
    if (element.attributesSize() == 0 && !element.nameIs("title")) {
      return;
    }
    if (!isHtml(element)) {
      foreign(element);
      return;
    }
    switch (element.normalName()) {
      case "a" -> hyperlink(element, LinkKind.A);
      case "area" -> hyperlink(element, LinkKind.AREA);
      case "link" -> link(element);
      case "img" -> {
        add(element, "src", LinkKind.IMG);
        srcset(element, "srcset");
        add(element, "longdesc", LinkKind.LONGDESC);
      }
      case "source" -> {
        add(element, "src", LinkKind.MEDIA);
        srcset(element, "srcset");
      }
      case "script" -> add(element, "src", LinkKind.SCRIPT);
      case "iframe" -> add(element, "src", LinkKind.IFRAME);
      case "frame" -> add(element, "src", LinkKind.FRAME);
      case "form" -> form(element, "action", "method");
      case "button" -> form(element, "formaction", "formmethod");
      case "input" -> {
        form(element, "formaction", "formmethod");
        if (text(element, "type").equalsIgnoreCase("image")) {
          add(element, "src", LinkKind.IMG);
        }
      }
      case "meta" -> meta(element);
      case "base" -> base(element);
      case "title" -> title(element);
      case "video" -> {
        add(element, "src", LinkKind.MEDIA);
        add(element, "poster", LinkKind.MEDIA);
      }
      case "audio", "track" -> add(element, "src", LinkKind.MEDIA);
      case "embed" -> add(element, "src", LinkKind.EMBED);
      case "object" -> add(element, "data", LinkKind.OBJECT);
      case "blockquote", "q", "ins", "del" -> add(element, "cite", LinkKind.CITE);
      case "body", "table", "thead", "tbody", "tfoot", "tr", "td", "th" ->
          add(element, "background", LinkKind.BACKGROUND);
      default -> {}
    }
  }

  /// An attribute's value; null when the element does not have it.
  private static @Nullable String value(Element element, String attribute) {
    var value = text(element, attribute);
    return value.isEmpty() && !element.attributes().hasKey(attribute) ? null : value;
  }

  /// An attribute's value; empty when the element does not have it.
  private static String text(Element element, String attribute) {
    return element.attributes().get(attribute);
  }

  /// A resource: an empty reference names none.
  private void add(Element element, String attribute, LinkKind kind) {
    var value = value(element, attribute);
    if (value != null && !value.isBlank()) {
      found.add(new Found(value, kind, false));
    }
  }

  private void hyperlink(Element element, LinkKind kind) {
    var href = value(element, "href");
    if (href != null) {
      var nofollow = element.attributesSize() > 1 && hasToken(text(element, "rel"), "nofollow");
      found.add(new Found(href, kind, nofollow));
    }
  }

  private void link(Element element) {
    var href = value(element, "href");
    var rel = text(element, "rel");
    if (href != null && !href.isBlank()) {
      found.add(new Found(href, linkKind(rel), hasToken(rel, "nofollow")));
      if (canonical == null && hasToken(rel, "canonical") && isInHead(element)) {
        canonical = href;
      }
    }
    srcset(element, "imagesrcset");
  }

  private static boolean isInHead(Element element) {
    var parent = element.parent();
    return parent != null && parent.nameIs("head");
  }

  private static LinkKind linkKind(String rel) {
    if (hasToken(rel, "stylesheet")) {
      return LinkKind.LINK;
    }
    if (hasToken(rel, "canonical")) {
      return LinkKind.CANONICAL;
    }
    if (hasToken(rel, "alternate")) {
      return LinkKind.ALTERNATE;
    }
    return hasToken(rel, "next") || hasToken(rel, "prev") ? LinkKind.PAGINATION : LinkKind.LINK;
  }

  /// Whether a set of space-separated tokens has one, compared without case.
  private static boolean hasToken(String tokens, String token) {
    for (var at = 0; at + token.length() <= tokens.length(); at++) {
      var end = at + token.length();
      if (tokens.regionMatches(true, at, token, 0, token.length())
          && (at == 0 || MetaCharset.isSpace(tokens.charAt(at - 1)))
          && (end == tokens.length() || MetaCharset.isSpace(tokens.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private void srcset(Element element, String attribute) {
    var value = value(element, attribute);
    if (value != null) {
      for (var url : Srcset.urls(value)) {
        found.add(new Found(url, LinkKind.SRCSET, false));
      }
    }
  }

  private void form(Element element, String action, String method) {
    var value = text(element, method).strip().toLowerCase(Locale.ROOT);
    if (!value.equals("post") && !value.equals("dialog")) {
      add(element, action, LinkKind.FORM);
    }
  }

  private void meta(Element element) {
    var content = text(element, "content");
    var httpEquiv = text(element, "http-equiv");
    if (declared == null) {
      var label =
          element.attributes().hasKey("charset")
              ? text(element, "charset")
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
      var refresh = DeclarativeRefresh.parse(content);
      if (refresh != null && refresh.url() != null) {
        refreshes = true;
        found.add(new Found(refresh.url(), LinkKind.META_REFRESH, false));
      }
    }
    if (text(element, "name").strip().equalsIgnoreCase("robots")) {
      robots = robots.and(RobotsDirectives.parse(content));
    }
  }

  private void base(Element element) {
    if (baseHref == null) {
      baseHref = value(element, "href");
    }
  }

  private void title(Element element) {
    if (title == null) {
      var text = element.wholeText().strip();
      title = text.replaceAll("\\s+", " ");
    }
  }

  private void foreign(Element element) {
    if (element.tag().namespace().equals(SVG)) {
      var href = value(element, "href");
      if (href == null) {
        href = value(element, "xlink:href");
      }
      if (href != null && !href.isBlank()) {
        found.add(new Found(href, LinkKind.SVG, hasToken(text(element, "rel"), "nofollow")));
      }
    }
  }
}
