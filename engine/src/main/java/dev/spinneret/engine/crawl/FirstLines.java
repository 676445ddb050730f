package dev.spinneret.engine.crawl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A bounded list for the summary: the first lines are kept, the rest are counted.
final class FirstLines {
  private final int most;
  private final List<String> kept = new ArrayList<>();
  private long count;

  /// @param most how many lines are kept
  FirstLines(int most) {
    this.most = most;
  }

  void add(String line) {
    count++;
    if (kept.size() < most) {
      kept.add(line);
    }
  }

  /// The kept lines, and one with the number of further ones.
  List<String> lines() {
    var lines = new ArrayList<>(kept);
    if (count > kept.size()) {
      lines.add(String.format(Locale.ROOT, "and %,d more", count - kept.size()));
    }
    return lines;
  }
}
