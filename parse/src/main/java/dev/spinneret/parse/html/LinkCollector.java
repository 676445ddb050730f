package dev.spinneret.parse.html;

import dev.spinneret.parse.url.ParsedUrl;
import dev.spinneret.parse.url.QueryEncoding;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/// Walks a document once and gathers what a crawler wants from it.
///
/// The walk goes from node to node and needs no stack. The contents of a template are skipped: they
/// are no part of the document (WHATWG HTML §4.12.3).
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
    Node node = document;
    while (true) {
      var child = node.childNodeSize() == 0 || isTemplate(node) ? null : node.firstChild();
      while (child == null) {
        child = node.nextSibling();
        if (child == null) {
          var parent = node.parentNode();
          if (parent == null) {
            return collector;
          }
          node = parent;
        }
      }
      node = child;
      if (node instanceof Element element) {
        collector.element(element);
      }
    }
  }

  private static boolean isTemplate(Node node) {
    return node instanceof Element element && element.nameIs("template") && isHtml(element);
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
    var query = encoding.queryEncoding();
    var base = base(query);
    var links = new ArrayList<Link>(found.size());
    for (var link : found) {
      var url = resolve(link.value, base, query);
      if (url != null) {
        links.add(new Link(url, link.kind, link.nofollow));
      }
    }
    return new Page(
        encoding.name(),
        base instanceof WebUrl web ? web : documentUrl,
        links,
        title,
        robots.noindex(),
        robots.nofollow(),
        canonical == null ? null : resolve(canonical, base, query));
  }

  /// The document base URL (WHATWG HTML §2.4.1).
  private ParsedUrl base(@Nullable QueryEncoding query) {
    if (baseHref == null) {
      return documentUrl;
    }
    var web = WebUrl.parse(baseHref, documentUrl, query);
    if (web != null) {
      return web;
    }
    var other = ParsedUrl.parse(baseHref, documentUrl);
    return other == null || other.scheme().equals("data") || other.scheme().equals("javascript")
        ? documentUrl
        : other;
  }

  private static @Nullable WebUrl resolve(
      String value, ParsedUrl base, @Nullable QueryEncoding query) {
    return switch (base) {
      case WebUrl web -> WebUrl.parse(value, web, query);
      // A relative reference then has the base's scheme, so only an absolute one can be meant.
      case ParsedUrl _ -> WebUrl.parse(value, null, query);
    };
  }

  private void element(Element element) {
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
        if (element.attr("type").equalsIgnoreCase("image")) {
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
    if (element.attributesSize() == 0) {
      return null;
    }
    var value = element.attributes().get(attribute);
    return value.isEmpty() && !element.attributes().hasKey(attribute) ? null : value;
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
      found.add(new Found(href, kind, hasToken(element.attr("rel"), "nofollow")));
    }
  }

  private void link(Element element) {
    var href = value(element, "href");
    var rel = element.attr("rel");
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
    var value = element.attr(method).strip().toLowerCase(Locale.ROOT);
    if (!value.equals("post") && !value.equals("dialog")) {
      add(element, action, LinkKind.FORM);
    }
  }

  private void meta(Element element) {
    var content = element.attr("content");
    var httpEquiv = element.attr("http-equiv");
    if (declared == null) {
      var label =
          element.hasAttr("charset")
              ? element.attr("charset")
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
    if (element.attr("name").strip().equalsIgnoreCase("robots")) {
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
        found.add(new Found(href, LinkKind.SVG, hasToken(element.attr("rel"), "nofollow")));
      }
    }
  }
}
