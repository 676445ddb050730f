package dev.spinneret.parse.html.scan;

import dev.spinneret.parse.octets.Ascii;
import dev.spinneret.parse.octets.Words;
import dev.spinneret.parse.text.TextEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads one tag at a time from the octets of a page: the tokenizer states from "tag name" to
/// "self-closing start tag" (WHATWG HTML §13.2.5.8 to §13.2.5.40).
///
/// Values stay where they are until they are needed.
public final class TagReader implements ElementView {
  /// jsoup takes no more than 512.
  private static final int MAX_ATTRIBUTES = 500;

  private static final byte[] TAG_CODES = HtmlTag.CODES;
  private static final byte[] ATTRIBUTE_CODES = HtmlAttribute.NAMES.codes;
  private static final int MAX_ATTRIBUTE_CHARS = HtmlAttribute.NAMES.maxChars();

  private final byte[] body;
  private final int end;
  private final TextEncoding encoding;
  private final int[] valueStarts = new int[HtmlAttribute.COUNT];
  private final int[] valueEnds = new int[HtmlAttribute.COUNT];

  /// The attributes that the tag has, a bit for each.
  private int present;

  /// Those that only [#keepAll] makes count.
  private static final int MARKS = (1 << HtmlAttribute.ID.index) | (1 << HtmlAttribute.STYLE.index);

  private boolean keepsAll;

  /// Where the tag begins.
  private int tagStart;

  private HtmlTag tag = HtmlTag.CUSTOM;
  private boolean selfClosing;
  private boolean odd;

  /// Where the value that was read last begins.
  private int valueStart;

  private int valueEnd;

  /// All octets of values and other text that is not decoded.
  private int seen;

  /// Creates a reader of one page's tags.
  ///
  /// @param body the page's octets; not changed
  /// @param encoding what they are in; one that [keeps ASCII][TextEncoding#keepsAscii()]
  public TagReader(byte[] body, TextEncoding encoding) {
    this.body = body;
    this.end = body.length;
    this.encoding = encoding;
  }

  /// Has the attributes of all elements read, not only of those where some count in HTML.
  public void keepAll() {
    keepsAll = true;
  }

  /// Whether the attributes of all elements are read.
  boolean keepsAll() {
    return keepsAll;
  }

  /// Where the tag that was read last begins.
  ///
  /// @return the index of its `<`
  public int tagStart() {
    return tagStart;
  }

  /// The tag that was read last.
  HtmlTag tag() {
    return tag;
  }

  /// Whether the tag ended with `/>`.
  boolean isSelfClosing() {
    return selfClosing;
  }

  /// Whether something was read or decoded that is not modelled.
  ///
  /// @return true when a tree is needed to read the page
  public boolean isOdd() {
    return odd;
  }

  /// Whether octets that are not ASCII were passed over.
  boolean hasSeenMoreThanAscii() {
    return seen < 0;
  }

  /// Whether the tag has an attribute.
  boolean has(HtmlAttribute attribute) {
    return (present & (1 << attribute.index)) != 0;
  }

  /// Whether the tag has any attribute that counts.
  boolean hasAny() {
    return (present & ~MARKS) != 0;
  }

  /// Passes on an index, noting octets that were passed over.
  int pass(int octets, int index) {
    seen |= octets;
    return index;
  }

  /// Where an attribute's value begins.
  int start(HtmlAttribute attribute) {
    return valueStarts[attribute.index];
  }

  /// Where an attribute's value ends.
  int end(HtmlAttribute attribute) {
    return valueEnds[attribute.index];
  }

  /// Reads a tag from its name on.
  ///
  /// @param at the name's first letter
  /// @param count whether attributes count on elements of any name, not only on those that have
  ///   some in HTML
  /// @return the index after the tag; -1 when the octets end within it
  int read(int at, boolean count) {
    var octets = body;
    var codes = TAG_CODES;
    var limit = end;
    var key = 0L;
    var i = at;
    while (i < limit) {
      var code = codes[octets[i] & 0xFF];
      if (code == 0) {
        break;
      }
      key = (key << NameTable.TAG_BITS) | code;
      i++;
    }
    tag = i - at > HtmlTag.MAX_CHARS ? HtmlTag.CUSTOM : HtmlTag.of(key);
    if (tag == HtmlTag.CUSTOM) {
      checkName(at, i);
    }
    tagStart = at - 1;
    present = 0;
    selfClosing = false;
    if (i < limit && octets[i] == '>') {
      return i + 1;
    }
    return attributes(i, count || keepsAll || tag.is(HtmlTag.Is.COUNTS));
  }

  private void checkName(int from, int to) {
    for (var i = from; i < to; i++) {
      odd |= body[i] == 0;
    }
  }

  private int attributes(int from, boolean count) {
    var octets = body;
    var codes = ATTRIBUTE_CODES;
    var limit = end;
    var attributeCount = 0;
    var i = from;
    while (i < limit) {
      var c = octets[i];
      if (c == ' ') {
        i++;
        continue;
      }
      if (c == '>') {
        return i + 1;
      }
      if (c == '/') {
        i++;
        if (i < limit && octets[i] == '>') {
          selfClosing = true;
          return i + 1;
        }
        continue;
      }
      if (Ascii.isSpace(c)) {
        i++;
        continue;
      }
      if (c == 0 || ++attributeCount > MAX_ATTRIBUTES) {
        odd = true;
      }
      // The first octet belongs to the name even when it is an equals sign.
      var nameAt = i++;
      var key = c == '=' ? NameTable.NO_CHARACTER : (long) codes[c & 0xFF];
      while (i < limit) {
        var code = codes[octets[i] & 0xFF];
        if (code == 0) {
          break;
        }
        key = (key << NameTable.ATTRIBUTE_BITS) | code;
        i++;
      }
      var nameEnd = i;
      i = value(i);
      if (i < 0) {
        return -1;
      }
      if (count && nameEnd - nameAt <= MAX_ATTRIBUTE_CHARS) {
        keep(key);
      }
    }
    return -1;
  }

  /// Finds the value after a name.
  ///
  /// @return the index after it; -1 when the octets end within it
  private int value(int from) {
    var octets = body;
    var limit = end;
    var i = from;
    if (i < limit && octets[i] != '=') {
      i = skipSpace(i);
    }
    if (i == limit || octets[i] != '=') {
      valueStart = i;
      valueEnd = i;
      return i;
    }
    i++;
    if (i < limit && octets[i] != '"') {
      i = skipSpace(i);
    }
    if (i == limit) {
      return -1;
    }
    var quote = octets[i];
    if (quote != '"' && quote != '\'') {
      return bareValue(i);
    }
    return quotedValue(i + 1, quote);
  }

  private int quotedValue(int from, byte quote) {
    var octets = body;
    var quotes = Words.of(quote);
    var last = end - Words.OCTETS;
    var i = from;
    while (i <= last) {
      var word = Words.at(octets, i);
      if (Words.isBeyondAscii(word)) {
        // It may be an octet after the value: searching the page once more does no harm.
        seen = -1;
      }
      var found = Words.matches(word, quotes);
      if (found != 0) {
        return ended(from, i + Words.first(found));
      }
      i += Words.OCTETS;
    }
    while (i < end) {
      if (octets[i] == quote) {
        return ended(from, i);
      }
      seen |= octets[i];
      i++;
    }
    return -1;
  }

  private int ended(int valueFrom, int valueTo) {
    valueStart = valueFrom;
    valueEnd = valueTo;
    return valueTo + 1;
  }

  private int bareValue(int from) {
    var i = from;
    while (i < end && body[i] != '>' && !Ascii.isSpace(body[i])) {
      seen |= body[i];
      i++;
    }
    valueStart = from;
    valueEnd = i;
    return i;
  }

  private void keep(long key) {
    var index = HtmlAttribute.NAMES.index(key);
    if (index >= 0 && (present & (1 << index)) == 0) {
      present |= 1 << index;
      valueStarts[index] = valueStart;
      valueEnds[index] = valueEnd;
    }
  }

  private int skipSpace(int from) {
    var i = from;
    while (i < end && Ascii.isSpace(body[i])) {
      i++;
    }
    return i;
  }

  @Override
  public @Nullable String value(HtmlAttribute attribute) {
    return has(attribute) ? value(valueStarts[attribute.index], valueEnds[attribute.index]) : null;
  }

  /// Decodes the value of an attribute, and resolves its character references.
  ///
  /// @param from where the value begins in the page
  /// @param to where it ends; an ASCII octet follows
  /// @return the value as text
  public String value(int from, int to) {
    return text(from, to, true);
  }

  /// Whether the page is in UTF-8.
  ///
  /// @return false for any other encoding that keeps ASCII
  public boolean isUtf8() {
    return encoding == TextEncoding.UTF_8;
  }

  /// Decodes text between tags, and resolves its character references.
  ///
  /// @param from where it begins in the page
  /// @param to where it ends; an ASCII octet follows, or nothing
  /// @return the text
  public String text(int from, int to) {
    return text(from, to, false);
  }

  /// Decodes octets that an ASCII octet follows, and resolves character references.
  private String text(int from, int to, boolean inAttribute) {
    var text = rawText(from, to);
    return text.indexOf('&') < 0 ? text : CharacterReferences.resolve(text, inAttribute);
  }

  /// Decodes octets of an element whose text has no character references, such as `style` (HTML
  /// §13.1.2, raw text elements). An ASCII octet follows them.
  ///
  /// @param from index of the first
  /// @param to index after the last
  /// @return the text
  String rawText(int from, int to) {
    var all = 0;
    for (var i = from; i < to; i++) {
      var c = body[i];
      all |= c;
      odd |= c == 0;
    }
    if (all >= 0) {
      return new String(body, from, to - from, StandardCharsets.ISO_8859_1);
    }
    // With the octet after it, so that a cut character ends where it would in the whole text.
    var decoded = encoding.decode(Arrays.copyOfRange(body, from, to + 1), 0);
    return decoded.substring(0, decoded.length() - 1);
  }
}
