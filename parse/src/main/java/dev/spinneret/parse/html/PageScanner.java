package dev.spinneret.parse.html;

import dev.spinneret.parse.html.HtmlTag.Is;
import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// Reads a page's links from its octets, without a tree, and knows when it does not know.
///
/// It follows the tokenizer of WHATWG HTML §13.2.5 over the octets: markup is ASCII in every
/// encoding that it takes, so only the values that count are decoded. [TreeModel] tells which tags
/// become elements and whether any would be moved or doubled in a tree; [PageFacts] takes the
/// elements in document order, as it does from a tree.
///
/// The answer is jsoup's or none. None comes from foreign content, templates, framesets, elements
/// that a table would move, links that misnested tags would double, and whatever else is not
/// modelled.
final class PageScanner {
  /// Of a longer page the octets would no longer fit an `int` with room to spare.
  private static final int MAX_BYTES = 1 << 28;

  /// After so many tags the clock is looked at.
  private static final int MARKS_A_LOOK = 1_000;

  private static final long MARKS = Words.of((byte) '<');
  private static final byte SUSPECT = (byte) 0xEF;
  private static final long SUSPECTS = Words.of(SUSPECT);

  private final byte[] body;
  private final int end;
  private final TagReader tag;
  private final TreeModel tree;
  private final PageFacts facts;
  private final Effort effort;

  /// Whether an octet 0xEF was passed over in text: U+FFFF, which ends a page for jsoup, begins
  /// with it in UTF-8.
  private boolean suspect;

  private PageScanner(
      byte[] body, TextEncoding encoding, WebUrl url, String robotsName, Effort effort) {
    this.effort = effort;
    this.body = body;
    this.end = body.length;
    this.tag = new TagReader(body, encoding);
    this.tree = new TreeModel(body);
    this.facts = new PageFacts(url, robotsName, new FoundLinks(body, tag, effort));
  }

  /// Scans a page.
  ///
  /// @param sniffed its encoding
  /// @param robotsName the crawler's product token; empty when it has none
  /// @return null when only a tree can tell
  static @Nullable Page scan(
      byte[] body, CharsetSniffer.Sniffed sniffed, WebUrl url, String robotsName, Effort effort) {
    var encoding = sniffed.encoding();
    if (body.length > MAX_BYTES || !encoding.keepsAscii()) {
      return null;
    }
    var scanner = new PageScanner(body, encoding, url, robotsName, effort);
    if (!scanner.run(sniffed.bomBytes())) {
      return null;
    }
    if (encoding == TextEncoding.UTF_8 && scanner.mayHoldEnd() && holdsEnd(body)) {
      return null;
    }
    var declared = scanner.facts.declared();
    if (!sniffed.certain() && declared != null && declared != encoding) {
      // "Change the encoding" (§13.2.3.5): the element stood beyond the prescan.
      return scan(body, new CharsetSniffer.Sniffed(declared, 0, true), url, robotsName, effort);
    }
    var page = scanner.facts.page(encoding);
    // Values that were decoded last may hold what is not modelled.
    return scanner.tag.isOdd() ? null : page;
  }

  private boolean mayHoldEnd() {
    return suspect || tag.hasSeenMoreThanAscii();
  }

  /// Whether U+FFFF stands anywhere.
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
    var marksLeft = MARKS_A_LOOK;
    while (true) {
      if (--marksLeft == 0) {
        if (effort.isOutOfTime()) {
          return true;
        }
        marksLeft = MARKS_A_LOOK;
      }
      at = text(at);
      if (at < 0) {
        return false;
      }
      if (at >= end - 1) {
        return true;
      }
      var c = body[at + 1];
      if (isLetter(c)) {
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
        at++;
      }
      if (at == UNKNOWN || tree.open.isLost() || tag.isOdd()) {
        return false;
      }
      if (at == END) {
        return true;
      }
    }
  }

  /// The octets have come to their end.
  private static final int END = -1;

  /// What follows is not known.
  private static final int UNKNOWN = -2;

  private static boolean isLetter(byte c) {
    var lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  /// Finds the next `<`.
  private int text(int from) {
    var i = from;
    if (tree.isBeforeBody()) {
      while (i < end && TagReader.isSpace(body[i])) {
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
    return nextMark(i);
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
    if (inSvg) {
      tree.startInSvg(name, nameAt, tag.isSelfClosing());
      if (tag.hasAny()) {
        facts.svg(name == HtmlTag.A, tag);
      }
      return at;
    }
    var inNoscript = tree.isInNoscript();
    if (name == HtmlTag.IMAGE && !inNoscript) {
      name = HtmlTag.IMG;
    }
    if (!tree.start(name, nameAt, told(name))) {
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
      facts.title("");
    }
    return at;
  }

  /// Gives the facts an element with attributes.
  private void element(HtmlTag name) {
    if (name == HtmlTag.A) {
      if (tag.has(HtmlAttribute.HREF)) {
        var rel = tag.has(HtmlAttribute.REL) ? tag.value(HtmlAttribute.REL) : null;
        facts.anchor(tag.start(HtmlAttribute.HREF), tag.end(HtmlAttribute.HREF), rel);
      }
    } else if (name == HtmlTag.SVG && !tree.isInNoscript()) {
      facts.svg(false, tag);
    } else {
      facts.element(name, tag, tree.isInHead());
    }
  }

  /// What the tree depends on besides the name.
  private boolean told(HtmlTag name) {
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
      return END;
    }
    if (!isLetter(body[nameAt])) {
      // A bogus comment, or nothing.
      return after('>', nameAt);
    }
    var at = tag.read(nameAt, false);
    if (at < 0) {
      return END;
    }
    tree.end(tag.tag(), nameAt);
    return at;
  }

  /// Passes over the text of an element such as `script`, with its end tag.
  private int contents(HtmlTag name, int from) {
    var escaped = false;
    for (var at = nextMark(from); at < end; at = nextMark(at + 1)) {
      if (at + 1 < end && body[at + 1] == '/' && tree.open.isNamed(at + 2, name.text)) {
        if (name == HtmlTag.TITLE && facts.needsTitle()) {
          facts.title(tag.text(from, at, false));
        }
        var next = tag.read(at + 2, false);
        return next < 0 ? UNKNOWN : next;
      }
      if (name == HtmlTag.SCRIPT) {
        escaped |= startsWith("<!--", at);
        if (escaped && tree.open.isNamed(at + 1, name.text)) {
          // A script within a comment within a script hides an end tag.
          return UNKNOWN;
        }
      }
    }
    // All the rest is text.
    return name == HtmlTag.TITLE ? UNKNOWN : END;
  }

  private boolean startsWith(String text, int at) {
    if (at + text.length() > end) {
      return false;
    }
    for (var i = 0; i < text.length(); i++) {
      if (body[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// A comment or a document type, after `<!`.
  private int declaration(int at) {
    if (startsWith("--", at)) {
      return comment(at + 2);
    }
    if (tree.isInSvg() && startsWith("[CDATA[", at)) {
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

  /// The rest of a comment, after `<!--`.
  private int comment(int from) {
    if (startsWith(">", from)) {
      return from + 1;
    }
    if (startsWith("->", from)) {
      return from + 2;
    }
    var all = 0;
    for (var i = from; i < end - 2; i++) {
      var c = body[i];
      all |= c;
      if (c == '-' && body[i + 1] == '-') {
        if (body[i + 2] == '>') {
          return tag.pass(all, i + 3);
        }
        if (body[i + 2] == '!' && i + 3 < end && body[i + 3] == '>') {
          return tag.pass(all, i + 4);
        }
      }
    }
    return END;
  }
}
