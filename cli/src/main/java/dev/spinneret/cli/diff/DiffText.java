package dev.spinneret.cli.diff;

import dev.spinneret.cli.terminal.TerminalText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The comparison as a person reads it: a sentence, the counts, and the first URLs of each kind.
final class DiffText {
  /// Links that are shown of one page.
  private static final int LINKS_SHOWN = 5;

  private final int shown;
  private final Map<DiffKind, List<UrlChange>> first = new EnumMap<>(DiffKind.class);

  private DiffText(int shown) {
    this.shown = shown;
  }

  /// Compares, and puts what differs into words.
  ///
  /// @param diff not run yet
  /// @param shown how many URLs of each kind are held and shown
  static String of(Diff diff, int shown) {
    var text = new DiffText(shown);
    diff.run(text::take);
    return text.lines(diff);
  }

  private void take(UrlChange change) {
    for (var kind : change.kinds()) {
      var list = first.computeIfAbsent(kind, _ -> new ArrayList<>());
      if (list.size() < shown) {
        list.add(change);
      }
    }
  }

  private String lines(Diff diff) {
    var text = new StringBuilder();
    add(text, "%s\n\n", verdict(diff));
    side(text, "A", diff.a());
    side(text, "B", diff.b());
    text.append('\n');
    for (var kind : DiffKind.values()) {
      if (diff.compared().contains(kind)) {
        add(text, "%-10s%,12d  %s\n", kind.label(), diff.count(kind), kind.words());
      } else {
        add(text, "%-10s%12s  %s\n", kind.label(), "-", reason(diff, kind));
      }
    }
    first.forEach((kind, changes) -> {
      if (!changes.isEmpty()) {
        var count = diff.count(kind);
        var rest = count > changes.size() ? ", the first %,d".formatted(changes.size()) : "";
        add(text, "\n%s (%,d%s)\n", kind.label(), count, rest);
        changes.forEach(change -> change(text, kind, change));
      }
    });
    return text.toString();
  }

  private static String verdict(Diff diff) {
    var all = diff.count("new") + diff.count("gone") + diff.count("changed");
    if (all == 0) {
      return "no difference";
    }
    var verdict =
        String.format(
            Locale.ROOT,
            "%,d of %,d URLs differ: %,d new, %,d gone, %,d changed",
            all,
            all + diff.count("same"),
            diff.count("new"),
            diff.count("gone"),
            diff.count("changed"));
    var broken = diff.count("newly_broken");
    var fixed = diff.count("fixed");
    if (broken + fixed > 0) {
      verdict += String.format(Locale.ROOT, "; %,d newly broken, %,d fixed", broken, fixed);
    }
    return diff.count("changed") + diff.count("same") == 0
        ? verdict + "\nno URL is in both: to compare two hosts, use --map PROD=STAGE"
        : verdict;
  }

  private static void side(StringBuilder text, String letter, DiffSide side) {
    add(
        text,
        "%s  %,d URLs, %,d broken  %s\n",
        letter,
        side.urlCount(),
        side.brokenCount(),
        TerminalText.of(side.name()));
  }

  private static String reason(Diff diff, DiffKind kind) {
    var a = diff.a().says(kind);
    var b = diff.b().says(kind);
    return a && b
        ? "not compared"
        : a ? "B does not have it" : b ? "A does not have it" : "neither has it";
  }

  private static void change(StringBuilder text, DiffKind kind, UrlChange change) {
    var url = TerminalText.of(change.url());
    var a = change.a();
    var b = change.b();
    if (a == null || b == null) {
      var there = a == null ? b : a;
      add(text, "  %s  %s\n", there == null ? "" : outcome(there), url);
      return;
    }
    switch (kind) {
      case STATUS -> add(text, "  %s -> %s  %s\n", outcome(a), outcome(b), url);
      case REDIRECT -> values(text, url, a, b, DiffItem::redirect);
      case TITLE -> values(text, url, a, b, DiffItem::title);
      case CANONICAL -> values(text, url, a, b, DiffItem::canonical);
      case LINKS -> {
        add(text, "  %s  %,d -> %,d links\n", url, a.linkCount(), b.linkCount());
        var links = change.links();
        if (links != null) {
          links(text, '-', links.gone());
          links(text, '+', links.added());
        }
      }
      case DIGEST, NEW, GONE -> add(text, "  %s\n", url);
    }
  }

  /// A file may name causes that no crawl knows.
  private static String outcome(DiffItem item) {
    return TerminalText.of(item.outcome());
  }

  private static void values(
      StringBuilder text,
      String url,
      DiffItem a,
      DiffItem b,
      Function<DiffItem, @Nullable String> value) {
    add(text, "  %s\n    - %s\n    + %s\n", url, shown(value.apply(a)), shown(value.apply(b)));
  }

  private static String shown(@Nullable String value) {
    return value == null ? "none" : TerminalText.of(value);
  }

  private static void links(StringBuilder text, char sign, List<String> links) {
    links.stream()
        .limit(LINKS_SHOWN)
        .forEach(link -> add(text, "    %s %s\n", sign, TerminalText.of(link)));
    if (links.size() > LINKS_SHOWN) {
      add(text, "    %s and %,d more\n", sign, links.size() - LINKS_SHOWN);
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void add(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }
}
