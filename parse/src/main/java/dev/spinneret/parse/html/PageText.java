package dev.spinneret.parse.html;

import dev.spinneret.parse.html.scan.TagReader;
import dev.spinneret.parse.octets.Words;
import org.jspecify.annotations.Nullable;

/// The visible text of a page as it goes by: counts its words, and collects the texts of its first
/// heading and of its links, and all of it where that is wanted.
final class PageText {
  /// How much of a heading or of a link's text is kept.
  static final int MAX_CHARS = 1_000;

  private static final long AMPERSANDS = Words.of((byte) '&');
  private static final long NULS = Words.of((byte) 0);

  private final FoundLinks found;
  private final boolean linkDetails;
  private final @Nullable CollapsedText whole;
  private int wordCount;
  private boolean inWord;
  private int headingCount;
  private @Nullable CollapsedText heading;
  private boolean inHeading;
  private @Nullable CollapsedText link;
  private int linkIndex;

  /// @param found receives the texts of links
  PageText(Wanted wanted, FoundLinks found) {
    this.found = found;
    this.linkDetails = wanted.linkDetails();
    this.whole = wanted.text() ? new CollapsedText('\n', Integer.MAX_VALUE) : null;
  }

  int wordCount() {
    return wordCount;
  }

  int headingCount() {
    return headingCount;
  }

  /// The text of the first heading; null when there is none.
  @Nullable String heading() {
    return heading == null ? null : heading.toString();
  }

  /// The whole text, lines separated by line feeds; null when it was not wanted.
  @Nullable String whole() {
    return whole == null ? null : whole.toString();
  }

  /// More text.
  void add(String run) {
    count(run);
    if (whole != null) {
      whole.append(run);
    }
    addAlternative(run);
  }

  /// The text of an image, which counts for links and headings only.
  void addAlternative(String alt) {
    if (inHeading && heading != null) {
      heading.append(alt);
    }
    if (link != null) {
      link.append(alt);
    }
  }

  /// More text, in octets.
  void add(byte[] octets, int from, int to, TagReader values) {
    if (link != null || inHeading || whole != null || !countPlain(octets, from, to)) {
      add(values.text(from, to));
    }
  }

  private void count(String run) {
    for (var i = 0; i < run.length(); i++) {
      var wasInWord = inWord;
      inWord = !CollapsedText.isSpace(run.charAt(i));
      if (inWord && !wasInWord) {
        wordCount++;
      }
    }
  }

  /// Counts the words of text that is ASCII without character references, eight octets at a time.
  ///
  /// @return false when it is not, and nothing was counted
  private boolean countPlain(byte[] octets, int from, int to) {
    var starts = 0;
    var before = inWord;
    var i = from;
    for (var last = to - Words.OCTETS; i <= last; i += Words.OCTETS) {
      var word = Words.at(octets, i);
      if (Words.isBeyondAscii(word)
          || Words.matches(word, AMPERSANDS) != 0
          || Words.matches(word, NULS) != 0) {
        return false;
      }
      var graphic = Words.aboveBlank(word);
      starts += Words.count(Words.starts(graphic, before));
      before = graphic < 0;
    }
    for (; i < to; i++) {
      var c = octets[i];
      if (c <= 0 || c == '&') {
        return false;
      }
      var isGraphic = c > ' ';
      starts += isGraphic && !before ? 1 : 0;
      before = isGraphic;
    }
    inWord = before;
    wordCount += starts;
    return true;
  }

  /// The next text is of another word.
  void lineBreak() {
    inWord = false;
    if (whole != null) {
      whole.lineBreak();
    }
    if (inHeading && heading != null) {
      heading.lineBreak();
    }
    if (link != null) {
      link.lineBreak();
    }
  }

  /// An `h1` begins.
  void headingBegins() {
    if (headingCount++ == 0) {
      heading = new CollapsedText(' ', MAX_CHARS);
      inHeading = true;
    }
  }

  /// The first `h1` ends.
  void headingEnds() {
    inHeading = false;
  }

  /// The link that was found last is one that has text. One that it stands in ends.
  void linkBegins() {
    linkEnds();
    if (linkDetails) {
      linkIndex = found.last();
      link = new CollapsedText(' ', MAX_CHARS);
    }
  }

  /// The link ends.
  void linkEnds() {
    if (link != null) {
      found.text(linkIndex, link.toString());
      link = null;
    }
  }
}
