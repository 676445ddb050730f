package dev.spinneret.parse.html;

import dev.spinneret.parse.html.scan.ElementView;
import dev.spinneret.parse.html.scan.HtmlAttribute;
import dev.spinneret.parse.html.scan.HtmlTag;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/// Walks jsoup's tree of a document once and collects what a crawler needs from it.
///
/// The walk keeps its own stack, so depth costs memory only. The contents of a template are
/// skipped: they are not part of the document (WHATWG HTML §4.12.3). Those of a declarative shadow
/// root are shown in place of it, and count; but no fragment names what is in them.
final class LinkCollector implements ElementView {
  private static final String HTML = "http://www.w3.org/1999/xhtml";
  private static final String MATHML = "http://www.w3.org/1998/Math/MathML";
  private static final Set<String> SHADOW_ROOT_MODES = Set.of("open", "closed");
  private static final String SVG = "http://www.w3.org/2000/svg";

  private final PageCollector page;

  /// Null when it does not matter.
  private final @Nullable PageText text;

  /// How many open elements keep text from being visible.
  private int hidingCount;

  /// How many open elements are declarative shadow roots.
  private int shadowCount;

  /// The element whose attributes [#value] returns.
  private Element current;

  /// The first `h1`.
  private @Nullable Element heading;

  /// Whether what only a check of links needs is reported, too.
  private final boolean detailed;

  private LinkCollector(Element root, PageCollector page, boolean detailed) {
    this.page = page;
    this.detailed = detailed;
    this.text = page.text;
    this.current = root;
  }

  /// Walks a document.
  ///
  /// @param notes takes where links stand; null when nobody asks
  static void walk(Document document, PageCollector page, @Nullable KnownPlaces notes) {
    var collector = new LinkCollector(document, page, notes != null);
    if (notes != null) {
      notes.follow(collector::place);
    }
    collector.descend(document);
  }

  /// Walks one element.
  static void walkElement(Element element, PageCollector page) {
    var collector = new LinkCollector(element, page, false);
    collector.enter(element);
    collector.descend(element);
  }

  private LinkPlace place() {
    var range = current.sourceRange();
    var name = current.normalName();
    return new LinkPlace(
        range.isTracked() ? range.start().lineNumber() : 0,
        range.isTracked() ? range.start().columnNumber() : 0,
        name,
        name.equals("a") ? LinkPlace.shortened(AnchorText.inTree(current, page.documentUrl)) : "");
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
        leave(parent);
        depth--;
        continue;
      }
      nextChildren[depth] = index + 1;
      var child = parent.childNode(index);
      if (text != null && hidingCount == 0 && child instanceof TextNode node) {
        text.add(node.getWholeText());
      }
      if (child instanceof Element element) {
        enter(element);
        if (element.childNodeSize() > 0 && !isInert(element)) {
          if (++depth == parents.length) {
            parents = Arrays.copyOf(parents, depth * 2);
            nextChildren = Arrays.copyOf(nextChildren, depth * 2);
          }
          parents[depth] = element;
          nextChildren[depth] = 0;
        } else {
          leave(element);
        }
      }
    }
  }

  private void enter(Element element) {
    element(element);
    shadowCount += isShadowRoot(element) ? 1 : 0;
    if (text == null) {
      return;
    }
    hidingCount += hidesText(element) ? 1 : 0;
    if (!isHtml(element)) {
      return;
    }
    var tag = HtmlTag.of(element.normalName());
    if (tag.breaksBefore()) {
      text.lineBreak();
    }
    if (tag == HtmlTag.H1) {
      beginHeading(element);
    }
  }

  private void beginHeading(Element element) {
    heading = heading == null ? element : heading;
    if (text != null) {
      text.headingBegins();
    }
  }

  private void leave(Element element) {
    shadowCount -= isShadowRoot(element) ? 1 : 0;
    if (text == null) {
      return;
    }
    hidingCount -= hidesText(element) ? 1 : 0;
    if (!isHtml(element)) {
      return;
    }
    var tag = HtmlTag.of(element.normalName());
    if (element.equals(heading)) {
      text.headingEnds();
    }
    if (tag == HtmlTag.A && element.hasAttr(HtmlAttribute.HREF.text())) {
      text.linkEnds();
    }
    if (tag.breaksAfter()) {
      text.lineBreak();
    }
  }

  private static boolean hidesText(Element element) {
    return isHtml(element)
        ? element.nameIs("head") || HtmlTag.of(element.normalName()).hidesText()
        : element.tag().namespace().equals(SVG);
  }

  private static boolean isInert(Element element) {
    return isTemplate(element) && !isShadowRoot(element);
  }

  private static boolean isShadowRoot(Element element) {
    return isTemplate(element)
        && SHADOW_ROOT_MODES.contains(element.attr("shadowrootmode").toLowerCase(Locale.ROOT));
  }

  private static boolean isTemplate(Element element) {
    return element.nameIs("template") && isHtml(element);
  }

  private static boolean isHtml(Element element) {
    return element.tag().namespace().equals(HTML);
  }

  private void element(Element element) {
    if (detailed) {
      marks(element);
    }
    if (!isHtml(element)) {
      if (element.attributesSize() > 0) {
        current = element;
        foreign(element);
      }
      return;
    }
    var tag = HtmlTag.of(element.normalName());
    if (tag == HtmlTag.TITLE && page.needsTitle()) {
      page.title(element.wholeText());
    }
    if (element.attributesSize() > 0) {
      current = element;
      page.element(tag, this, isInHead(element));
    }
  }

  /// Reports what a fragment may name, and styles.
  private void marks(Element element) {
    current = element;
    if (element.attributesSize() > 0) {
      report(HtmlAttribute.STYLE, page::style);
      if (shadowCount == 0) {
        report(HtmlAttribute.ID, page::target);
      }
      if (shadowCount == 0 && element.nameIs("a")) {
        report(HtmlAttribute.NAME, page::target);
      }
    }
    if (element.nameIs("style")) {
      page.style(element.data());
    }
  }

  private void report(HtmlAttribute attribute, Consumer<String> to) {
    var value = value(attribute);
    if (value != null) {
      to.accept(value);
    }
  }

  private void foreign(Element element) {
    switch (element.tag().namespace()) {
      case SVG -> page.svg(element.tag().localName().equalsIgnoreCase("a"), this);
      case MATHML -> page.math(this);
      // Not exhaustive: other vocabularies have no links that a browser follows.
      default -> {}
    }
  }

  private static boolean isInHead(Element element) {
    var parent = element.parent();
    return parent != null && parent.nameIs("head");
  }

  @Override
  public @Nullable String value(HtmlAttribute attribute) {
    var attributes = current.attributes();
    var value = attributes.get(attribute.text());
    return value.isEmpty() && !attributes.hasKey(attribute.text()) ? null : value;
  }
}
