package dev.spinneret.cli.manual;

import java.util.List;
import java.util.Locale;

/// A manual page in the making: the few macros of man(7) that every formatter knows.
final class Roff {
  private static final int LINE_LENGTH = 78;

  private final StringBuilder page = new StringBuilder();

  /// The title line.
  Roff(String name, String date, String source) {
    var title = literal(name.toUpperCase(Locale.ROOT));
    page.append(
        ".TH %s 1 \"%s\" \"%s\" \"User Commands\"\n".formatted(title, date, literal(source)));
  }

  /// Starts a section.
  void section(String title) {
    page.append(".SH ").append(title).append('\n');
  }

  /// Starts a part of a section.
  void part(String title) {
    page.append(".SS ").append(escaped(title)).append('\n');
  }

  /// Paragraphs: an empty line between two of them.
  void paragraphs(List<String> lines) {
    var between = false;
    for (var line : lines) {
      if (line.isBlank()) {
        between = page.charAt(page.length() - 2) != 'P';
      } else {
        if (between) {
          page.append(".PP\n");
          between = false;
        }
        prose(line.strip());
      }
    }
  }

  /// A term and what it means.
  ///
  /// @param term already marked up, such as `\fB\-o\fR`
  void item(String term, List<String> meaning) {
    page.append(".TP\n");
    line(term);
    meaning.forEach(this::prose);
  }

  /// Lines as they are, such as commands to paste.
  void verbatim(List<String> lines) {
    page.append(".RS 4\n.nf\n");
    lines.forEach(text -> line(literal(text)));
    page.append(".fi\n.RE\n");
  }

  /// Text in short lines; formatters fill theirs themselves.
  private void prose(String text) {
    var rest = escaped(text);
    while (rest.length() > LINE_LENGTH && rest.lastIndexOf(' ', LINE_LENGTH) > 0) {
      var end = rest.lastIndexOf(' ', LINE_LENGTH);
      line(rest.substring(0, end));
      rest = rest.substring(end + 1);
    }
    line(rest);
  }

  /// A line that is marked up already.
  void line(String markedUp) {
    // A line that starts with a dot or a quote would be taken for a macro.
    page.append(markedUp.startsWith(".") || markedUp.startsWith("'") ? "\\&" : "");
    page.append(markedUp).append('\n');
  }

  /// The page.
  String text() {
    return page.toString();
  }

  /// Text in bold.
  static String bold(String text) {
    return "\\fB" + literal(text) + "\\fR";
  }

  /// Text in italics: what stands for something else.
  static String italic(String text) {
    return "\\fI" + literal(text) + "\\fR";
  }

  /// Text to be typed: a hyphen stays the ASCII one.
  static String literal(String text) {
    return characters(text).replace("-", "\\-");
  }

  /// Prose. What a formatter would turn into typography stays as it is.
  static String escaped(String text) {
    return flags(characters(text));
  }

  private static String characters(String text) {
    var safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '\\' -> safe.append("\\e");
            case '\'' -> safe.append("\\(aq");
            case '`' -> safe.append("\\(ga");
            case '^' -> safe.append("\\(ha");
            case '~' -> safe.append("\\(ti");
            default -> {
              if (c < 0x80) {
                safe.append((char) c);
              } else {
                safe.append("\\[u%04X]".formatted(c));
              }
            }
          }
        });
    return safe.toString();
  }

  /// Keeps the dashes of a flag in prose what they are: people copy them.
  private static String flags(String text) {
    return text.replaceAll("(?<![\\w\\\\])--(?=[a-z])", "\\\\-\\\\-")
        .replaceAll("(?<![\\w\\\\-])-(?=[a-z]\\b)", "\\\\-");
  }
}
