package dev.spinneret.cli.report;

import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.engine.crawl.estimate.LeastTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The least possible time of a crawl as a person reads it, with the longest chain of fetches.
final class PathText {
  private static final int FIRST_STEPS = 3;
  private static final int LAST_STEPS = 2;
  private static final int LONGEST_URL = 60;

  private PathText() {}

  /// Appends two lines; none where nothing was fetched.
  static void append(StringBuilder text, CrawlReport report) {
    var least = report.summary().leastTime();
    if (least.stepCount() == 0) {
      return;
    }
    text.append(
        String.format(
            Locale.ROOT,
            "least time possible %.2f s (%s): %.0f %% of the time taken%n",
            report.value("least_time.seconds"),
            TerminalText.of(report.bound().what()),
            100 * report.value("least_time.share")));
    text.append(
        String.format(
            Locale.ROOT,
            "critical path %.2f s, %,d fetches: %s%n",
            least.criticalPath().toNanos() / 1e9,
            least.stepCount(),
            String.join(" > ", steps(least))));
  }

  private static List<String> steps(LeastTime least) {
    var all = least.steps();
    var words = new ArrayList<String>();
    for (var i = 0; i < all.size(); i++) {
      if (i < FIRST_STEPS || i >= all.size() - LAST_STEPS) {
        var step = all.get(i);
        words.add(
            String.format(
                Locale.ROOT,
                "%s %.0f ms",
                TerminalText.of(shortened(step.href())),
                step.fetch().toNanos() / 1e6));
      } else if (i == FIRST_STEPS) {
        words.add(
            String.format(Locale.ROOT, "%,d more", least.stepCount() - FIRST_STEPS - LAST_STEPS));
      }
    }
    return words;
  }

  /// A long URL without its middle.
  static String shortened(String href) {
    if (href.length() <= LONGEST_URL) {
      return href;
    }
    var half = (LONGEST_URL - 3) / 2;
    return href.substring(0, half) + "..." + href.substring(href.length() - half);
  }
}
