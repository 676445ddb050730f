package dev.spinneret.cli.bench.profile;

import java.util.Locale;

/// A profile as a person reads it.
public final class ProfileText {
  private ProfileText() {}

  /// Writes a profile.
  ///
  /// @param methodCount how many methods to name under each stage
  /// @return a table, each line with a line feed
  public static String of(Profile profile, int methodCount) {
    var text = new StringBuilder(2048);
    var each = profile.runs().stream().mapToDouble(Profile.Run::microsPerPage).summaryStatistics();
    line(text, "%s", profile.workload());
    line(
        text,
        "%d times %,d pages: %.1f µs CPU per page (%.1f to %.1f), %,.0f pages/s, %,.0f MB memory",
        profile.runs().size(),
        profile.runs().getFirst().cost().pages(),
        profile.microsPerPage(),
        each.getMin(),
        each.getMax(),
        profile.pagesPerSecond(),
        profile.peakMemoryBytes() / 1e6);
    line(text, "");
    line(text, "%-34s %9s %7s", "stage", "µs/page", "share");
    profile
        .stages()
        .forEach((stage, micros) -> {
          var doubt = profile.uncertainty(stage);
          line(
              text,
              "%-34s %9.2f %5.1f %%%s",
              stage.label(),
              micros,
              100 * micros / profile.microsPerPage(),
              doubt > 0 ? String.format(Locale.ROOT, "   ± %.2f µs", doubt) : "");
          methods(text, profile, stage, methodCount);
        });
    line(text, "%-34s %9.2f %5.1f %%", "all", profile.microsPerPage(), 100.0);
    line(text, "");
    line(
        text,
        "Rows with ± split the %.1f µs of the crawl's own threads by %,d samples of CPU time, taken"
            + " in as many other runs; the other rows are counted, not sampled.",
        profile.crawlMicrosPerPage(),
        profile.samples().count());
    return text.toString();
  }

  private static void methods(StringBuilder text, Profile profile, Stage stage, int count) {
    var all = profile.samples().totalNanos();
    for (var method : profile.samples().hottest(stage, count)) {
      line(text, "%44.2f   %s", profile.crawlMicrosPerPage() * method.nanos() / all, method.name());
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
