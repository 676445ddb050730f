package dev.spinneret.parse.html.scan;

import dev.spinneret.parse.html.scan.HtmlTag.Is;
import dev.spinneret.parse.octets.Ascii;
import dev.spinneret.parse.octets.Words;
import dev.spinneret.parse.text.TextEncoding;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Reads the elements of a page from its octets, without a tree, or finds that a tree is needed.
///
/// It follows the tokenizer of WHATWG HTML §13.2.5 over the octets: markup is ASCII in every
/// encoding that it takes, so only the values that count are decoded. [TreeModel] decides which
/// tags become elements and whether any would be moved or doubled in a tree.
///
/// The elements are those of jsoup's tree, in document order. It gives up at foreign content,
/// templates, framesets, elements that a table would move, links that misnested tags would double,
/// and whatever else is not modelled.
public final class PageScanner {
  /// Of a longer page the octets would no longer fit an `int` with room to spare.
  private static final int MAX_BYTES = 1 << 28;

  private static final long MARKS = Words.of((byte) '<');
  private static final byte SUSPECT = (byte) 0xEF;
  private static final long SUSPECTS = Words.of(SUSPECT);

  private final byte[] body;
  private final int end;
  private final TextEncoding encoding;
  private final TagReader tag;
  private final TreeModel tree;
  private final ElementSink sink;
  private final @Nullable TextFollower text;
  private final BooleanSupplier isOver;
  private final int tagsPerCheck;

  /// Whether an octet 0xEF was passed over in text: U+FFFF, which ends a page for jsoup, begins
  /// with it in UTF-8.
  private boolean suspect;

  /// Creates a scanner of one page.
  ///
  /// @param body the page's octets; not changed
  /// @param encoding what they are in
  /// @param tags reads the tags and decodes the values of their attributes
  /// @param sink receives the elements
  /// @param textSink receives the visible text; null when it does not matter
  /// @param isOver when true, scanning ends as if the page did
  /// @param tagsPerCheck how many tags are read between two calls of `isOver`; 1 or more
  public PageScanner(
      byte[] body,
      TextEncoding encoding,
      TagReader tags,
      ElementSink sink,
      @Nullable TextSink textSink,
      BooleanSupplier isOver,
      int tagsPerCheck) {
    this.body = body;
    this.end = body.length;
    this.encoding = encoding;
    this.tag = tags;
    this.tree = new TreeModel(body);
    this.sink = sink;
    this.text = textSink == null ? null : new TextFollower(body, tree, textSink);
    this.isOver = isOver;
    this.tagsPerCheck = tagsPerCheck;
  }

  /// Scans the page.
  ///
  /// @param from where the text begins, after a byte order mark
  /// @return false when a tree is needed: the elements that were reported are to be ignored
  public boolean scan(int from) {
    return body.length <= MAX_BYTES
        && encoding.keepsAscii()
        && run(from)
        && !(encoding == TextEncoding.UTF_8 && mayHoldEnd() && holdsEnd(body));
  }

  private boolean mayHoldEnd() {
    return suspect || tag.hasSeenMoreThanAscii();
  }

  /// Whether U+FFFF is anywhere in the page.
  private static boolean holdsEnd(byte[] body) {
    for (var i = 0; i < body.length - 2; i++) {
      if (body[i] == (byte) 0xEF && body[i + 1] == (byte) 0xBF && body[i + 2] == (byte) 0xBF) {
        return true;
      }
    }
    return false;
  }

  /// Reads to the end.
  ///
  /// @return false when it is not known what the tree is
  private boolean run(int from) {
    var at = from;
    var tagsLeft = tagsPerCheck;
    while (true) {
      if (--tagsLeft == 0) {
        if (isOver.getAsBoolean()) {
          return true;
        }
        tagsLeft = tagsPerCheck;
      }
      at = text(at);
      if (at < 0) {
        return false;
      }
      if (at >= end - 1) {
        return text == null || endText(at);
      }
      var c = body[at + 1];
      if (Ascii.isLetter(c)) {
        at = startTag(at + 1);
      } else if (c == '/') {
        at = endTag(at + 2);
      } else if (c == '!') {
        at = declaration(at + 2);
      } else if (c == '?') {
        at = after('>', at + 2);
      } else {
        if (tree.isBeforeBody()) {
          tree.text();
        }
        if (text != null) {
          text.run(at, at + 1);
        }
        at++;
      }
      if (at == UNKNOWN || tree.open.hasGivenUp() || tag.isOdd()) {
        return false;
      }
      if (at == END) {
        return true;
      }
    }
  }

  /// The text at the end: a `<` that begins no tag belongs to it.
  ///
  /// @return false when it is not known where it is
  private boolean endText(int at) {
    if (text != null && at < end) {
      if (tree.isBeforeBody()) {
        return false;
      }
      text.run(at, end);
    }
    return !tree.open.hasGivenUp();
  }

  /// The octets are used up.
  static final int END = -1;

  /// What follows is not known.
  private static final int UNKNOWN = -2;

  /// Finds the next `<`.
  private int text(int from) {
    var i = from;
    if (tree.isBeforeBody()) {
      while (i < end && Ascii.isSpace(body[i])) {
        i++;
      }
      if (i == end || body[i] == '<') {
        return i;
      }
      if (body[i] == '&' || body[i] == 0) {
        // May be white space after all.
        return UNKNOWN;
      }
      tree.text();
    }
    var mark = nextMark(i);
    if (text != null) {
      text.run(i, mark);
    }
    return mark;
  }

  private int nextMark(int from) {
    var octets = body;
    var i = from;
    var last = end - Words.OCTETS;
    while (i <= last) {
      var word = Words.at(octets, i);
      if (Words.isBeyondAscii(word)) {
        suspect |= Words.matches(word, SUSPECTS) != 0;
      }
      var marks = Words.matches(word, MARKS);
      if (marks != 0) {
        return i + Words.first(marks);
      }
      i += Words.OCTETS;
    }
    while (i < end && octets[i] != '<') {
      suspect |= octets[i] == SUSPECT;
      i++;
    }
    return i;
  }

  private int after(char ascii, int from) {
    var all = 0;
    for (var i = from; i < end; i++) {
      var c = body[i];
      if (c == ascii) {
        return tag.pass(all, i + 1);
      }
      all |= c;
    }
    return tag.pass(all, END);
  }

  private int startTag(int nameAt) {
    var inSvg = tree.isInSvg();
    var at = tag.read(nameAt, inSvg);
    if (at < 0) {
      return END;
    }
    var name = tag.tag();
    if (tag.keepsAll()) {
      reportMarks(name);
    }
    if (inSvg) {
      tree.startInSvg(name, nameAt, tag.isSelfClosing());
      if (tag.hasAny()) {
        sink.svg(name == HtmlTag.A, tag);
      }
      return at;
    }
    var inNoscript = tree.isInNoscript();
    if (name == HtmlTag.IMAGE && !inNoscript) {
      name = HtmlTag.IMG;
    }
    if (text != null) {
      text.beforeTag();
    }
    var isElement = tree.startTag(name, nameAt, decidingAttribute(name));
    if (text != null) {
      text.afterStart(name, isElement, name == HtmlTag.A && tag.has(HtmlAttribute.HREF));
      if (name == HtmlTag.HTML && !isElement && tag.hasAny()) {
        return UNKNOWN; // its attributes are added to those of the first
      }
    }
    if (!isElement) {
      return name.is(Is.TEXT) ? UNKNOWN : at;
    }
    if (tag.hasAny()) {
      element(name);
    }
    if (!name.is(Is.TEXT)) {
      return at;
    }
    if (!inNoscript || !tag.isSelfClosing()) {
      return contents(name, at);
    }
    if (name == HtmlTag.TITLE) {
      sink.title("");
    }
    return at;
  }

  /// Reports what a fragment may name, and inline styles.
  private void reportMarks(HtmlTag name) {
    var id = tag.value(HtmlAttribute.ID);
    if (id != null) {
      sink.target(id);
    }
    var anchor = name == HtmlTag.A ? tag.value(HtmlAttribute.NAME) : null;
    if (anchor != null) {
      sink.target(anchor);
    }
    var style = tag.value(HtmlAttribute.STYLE);
    if (style != null) {
      sink.style(style);
    }
  }

  /// Reports an element with attributes.
  private void element(HtmlTag name) {
    if (name == HtmlTag.A) {
      if (tag.has(HtmlAttribute.HREF)) {
        var rel = tag.has(HtmlAttribute.REL) ? tag.value(HtmlAttribute.REL) : null;
        sink.anchor(tag.start(HtmlAttribute.HREF), tag.end(HtmlAttribute.HREF), rel);
      }
    } else if (name == HtmlTag.SVG && !tree.isInNoscript()) {
      sink.svg(false, tag);
    } else {
      sink.element(name, tag, tree.isInHead());
    }
  }

  /// The attribute that the tree depends on besides the name, see [TreeModel#startTag].
  private boolean decidingAttribute(HtmlTag name) {
    if (name == HtmlTag.A) {
      return tag.has(HtmlAttribute.HREF);
    }
    return switch (name) {
      case BODY -> tag.has(HtmlAttribute.BACKGROUND);
      case INPUT -> "hidden".equalsIgnoreCase(tag.value(HtmlAttribute.TYPE));
      case SVG -> tag.isSelfClosing();
      // Not exhaustive: the name is enough for all others.
      default -> false;
    };
  }

  private int endTag(int nameAt) {
    if (nameAt >= end) {
      return text == null ? END : UNKNOWN;
    }
    if (!Ascii.isLetter(body[nameAt])) {
      // A bogus comment, or nothing.
      return after('>', nameAt);
    }
    var at = tag.read(nameAt, false);
    if (at < 0) {
      return END;
    }
    if (text != null) {
      text.beforeTag();
    }
    tree.endTag(tag.tag(), nameAt);
    if (text != null) {
      text.afterEnd(tag.tag());
    }
    return at;
  }

  /// Passes over the text of an element such as `script`, with its end tag.
  private int contents(HtmlTag name, int from) {
    var escaped = false;
    for (var at = nextMark(from); at < end; at = nextMark(at + 1)) {
      if (at + 1 < end && body[at + 1] == '/' && TagNames.isNamed(body, at + 2, name.text)) {
        if (name == HtmlTag.TITLE && sink.needsTitle()) {
          sink.title(tag.text(from, at));
        }
        if (name == HtmlTag.STYLE && tag.keepsAll()) {
          sink.style(tag.rawText(from, at));
        }
        var next = tag.read(at + 2, false);
        return next < 0 ? UNKNOWN : next;
      }
      if (name == HtmlTag.SCRIPT) {
        escaped |= Comment.startsWith(body, "<!--", at);
        if (escaped && TagNames.isNamed(body, at + 1, name.text)) {
          // A script within a comment within a script hides an end tag.
          return UNKNOWN;
        }
      }
    }
    // All the rest is text.
    return name == HtmlTag.TITLE ? UNKNOWN : END;
  }

  /// A comment or a document type, after `<!`.
  private int declaration(int at) {
    if (Comment.startsWith(body, "--", at)) {
      return Comment.end(body, at + 2, tag);
    }
    if (tree.isInSvg() && Comment.startsWith(body, "[CDATA[", at)) {
      return UNKNOWN;
    }
    var close = after('>', at);
    if (close > 0 && DocumentType.isOne(body, at)) {
      if (tree.mode() == TreeModel.Mode.INITIAL) {
        var quirks = DocumentType.quirks(body, at, close - 1);
        if (quirks == DocumentType.Quirks.UNKNOWN) {
          return UNKNOWN;
        }
        tree.doctype(quirks == DocumentType.Quirks.YES);
      }
    }
    return close;
  }
}
