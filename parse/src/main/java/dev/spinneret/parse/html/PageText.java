package dev.spinneret.parse.html;

import dev.spinneret.parse.html.scan.TagReader;
import org.jspecify.annotations.Nullable;

/// The visible text of a page as it goes by: counts its words, and collects the texts of its first
/// heading and of its links, and all of it where that is wanted.
final class PageText {
  /// How much of a heading or of a link's text is kept.
  static final int MAX_CHARS = 1_000;

  private final FoundLinks found;
  private final boolean linkDetails;
  private final @Nullable CollapsedText whole;
  private final WordCount words = new WordCount();
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
    return words.count();
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
    words.add(run);
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
    if (link != null
        || inHeading
        || whole != null
        || !words.add(octets, from, to, values.isUtf8())) {
      add(values.text(from, to));
    }
  }

  /// The next text is of another word.
  void lineBreak() {
    words.end();
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
