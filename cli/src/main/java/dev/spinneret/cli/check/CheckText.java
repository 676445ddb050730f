package dev.spinneret.cli.check;

import dev.spinneret.cli.terminal.TerminalText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Faulty links for a person, grouped by the page that they stand in. What is wrong on many pages
/// is listed once.
final class CheckText {
  /// A target with more links than this is listed once.
  private static final int MAX_TIMES = 10;

  /// A fault at a place in a page.
  private record Line(CheckedLink link, Referrer referrer) {}

  private CheckText() {}

  /// The faults.
  ///
  /// @return lines; "" when there are none
  static String of(List<CheckedLink> links) {
    var pages = new TreeMap<String, List<Line>>();
    var often = new ArrayList<CheckedLink>();
    for (var link : links) {
      if (!link.isFault()) {
        continue;
      }
      if (link.target().referrerCount() > MAX_TIMES) {
        often.add(link);
        continue;
      }
      for (var referrer : link.target().referrers()) {
        pages
            .computeIfAbsent(referrer.page(), _ -> new ArrayList<>())
            .add(new Line(link, referrer));
      }
    }
    var text = new StringBuilder();
    pages.forEach((page, lines) -> {
      text.append(TerminalText.of(page)).append('\n');
      lines.sort(Comparator.comparing(Line::referrer, Referrer.BY_PLACE));
      lines.forEach(line -> text.append(line(line.link, line.referrer)));
      text.append('\n');
    });
    if (!often.isEmpty()) {
      text.append("on many pages\n");
      often.forEach(link -> text.append(often(link)));
      text.append('\n');
    }
    return text.toString();
  }

  private static String line(CheckedLink link, Referrer referrer) {
    var position = referrer.position();
    return String.format(
        Locale.ROOT,
        "  %8s  %s  %s\n",
        position.isEmpty() ? "-" : position,
        what(link),
        TerminalText.of(referrer.element()));
  }

  private static String often(CheckedLink link) {
    var first = link.target().referrers().getFirst();
    return String.format(
        Locale.ROOT,
        "  %s\n            %,d links, the first in %s  %s\n",
        what(link),
        link.target().referrerCount(),
        TerminalText.of(first.location()),
        TerminalText.of(first.element()));
  }

  private static String what(CheckedLink link) {
    var text = new StringBuilder();
    text.append(link.what()).append("  ").append(TerminalText.of(link.target().url));
    for (var hop : link.chain()) {
      text.append(" -> ").append(TerminalText.of(hop));
    }
    return text.toString();
  }
}
