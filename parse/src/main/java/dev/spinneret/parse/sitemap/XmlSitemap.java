package dev.spinneret.parse.sitemap;

import dev.spinneret.parse.url.WebUrl;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Walks an XML document and passes its elements to the reader of its vocabulary.
///
/// Namespaces are ignored, because many sitemaps have a wrong one or none: an element is identified
/// by its local name and its parent's. `image:loc` lies in `image:image` and is thus no page.
final class XmlSitemap {
  private static final int MAX_REASON_LENGTH = 200;

  /// The base that is in effect again when an element ends.
  ///
  /// @param depth of the element, whose `xml:base` replaced it
  /// @param base what was in effect
  private record Outer(int depth, @Nullable WebUrl base) {}

  private final EntryList entries;
  private final Deque<Outer> outer = new ArrayDeque<>(1);
  private final Deque<String> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private @Nullable EntryReader reader;

  private XmlSitemap(EntryList entries) {
    this.entries = entries;
  }

  /// Reads a document. One that is not well-formed is repaired and read again; if it is still
  /// broken, it is read up to the break.
  ///
  /// @param flaw what is already known to be wrong with it
  static Sitemap read(String document, @Nullable WebUrl url, @Nullable String flaw) {
    var walk = new XmlSitemap(new EntryList(url, flaw));
    if (!walk.over(document)) {
      var mended = XmlRepair.mend(document);
      if (!mended.equals(document)) {
        walk = new XmlSitemap(new EntryList(url, flaw));
        walk.over(mended);
      }
    }
    return walk.result();
  }

  private Sitemap result() {
    while (!open.isEmpty()) {
      end();
    }
    if (reader != null) {
      return reader.result();
    }
    return entries.invalid("no sitemap: it has none of the elements of one");
  }

  /// Reads until the end, the first break, or the first entry too many; false at a break.
  private boolean over(String document) {
    try {
      var xml = factory().createXMLStreamReader(new StringReader(document));
      while (xml.hasNext() && !entries.hasOverflowed()) {
        switch (next(xml)) {
          case XMLStreamConstants.START_ELEMENT -> start(xml);
          case XMLStreamConstants.END_ELEMENT -> end();
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              text.append(xml.getText());
          default -> {}
        }
      }
      return true;
    } catch (XMLStreamException e) {
      entries.flaw(reason(e));
      return false;
    }
  }

  /// The next event; for some broken document types the JDK's reader throws undocumented
  /// exceptions.
  private static int next(XMLStreamReader xml) throws XMLStreamException {
    try {
      return xml.next();
    } catch (RuntimeException e) {
      throw new XMLStreamException("cannot be read: " + e.getMessage(), xml.getLocation(), e);
    }
  }

  private void start(XMLStreamReader xml) {
    var name = localName(xml.getLocalName());
    if (reader == null) {
      reader = readerFor(name);
    }
    enterBase(xml);
    if (reader != null) {
      reader.start(name, parent(), attribute -> xml.getAttributeValue(null, attribute));
    }
    open.push(name);
    text.setLength(0);
  }

  private void end() {
    var name = open.pop();
    if (reader != null) {
      reader.end(name, parent(), Blanks.strip(text));
    }
    var before = outer.peek();
    if (before != null && before.depth == open.size()) {
      entries.replaceBase(outer.pop().base);
    }
    // <loc><url>…</url></loc> is found, too: the text is the loc's.
    if (!parent().equals("loc")) {
      text.setLength(0);
    }
  }

  /// Takes an element's own base (XML Base §3), which feeds may have (RFC 4287 §2).
  private void enterBase(XMLStreamReader xml) {
    for (var i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals("base") && "xml".equals(xml.getAttributePrefix(i))) {
        var base = entries.resolve(xml.getAttributeValue(i));
        if (base != null) {
          outer.push(new Outer(open.size(), entries.replaceBase(base)));
        }
        return;
      }
    }
  }

  private String parent() {
    var parent = open.peek();
    return parent == null ? "" : parent;
  }

  /// The reader of the vocabulary that an element belongs to, or null when that is not known yet.
  private @Nullable EntryReader readerFor(String name) {
    return switch (name) {
      case "urlset" -> new UrlsetEntries(entries, false);
      case "sitemapindex" -> new UrlsetEntries(entries, true);
      case "rss", "rdf", "channel" -> new RssEntries(entries);
      case "feed" -> new AtomEntries(entries);
      default -> null;
    };
  }

  private static String localName(String name) {
    return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
  }

  /// StAX without document types: no entity is declared, so none can be expanded, and nothing
  /// outside the document is ever requested. An entity that is not one of XML's own expands to
  /// nothing. The JDK's limits on the size of entities are lifted, since they count every `&amp;`
  /// of the document.
  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    factory.setXMLResolver((_, systemId, _, _) -> {
      throw new XMLStreamException("external entity refused: " + systemId);
    });
    return factory;
  }

  /// "line 3, column 7: what", without the words that StAX puts around it.
  private static String reason(XMLStreamException e) {
    var message = String.valueOf(e.getMessage());
    int start = message.indexOf("Message: ");
    var what = (start < 0 ? message : message.substring(start + 9)).replaceAll("\\s+", " ");
    var where = e.getLocation();
    var reason =
        where == null
            ? what
            : "line %d, column %d: %s"
                .formatted(where.getLineNumber(), where.getColumnNumber(), what);
    return reason.length() <= MAX_REASON_LENGTH ? reason : reason.substring(0, MAX_REASON_LENGTH);
  }
}
