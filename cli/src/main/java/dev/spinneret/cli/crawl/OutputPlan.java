package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.IdentityFlags;
import dev.spinneret.cli.expression.Expression;
import dev.spinneret.cli.expression.ExpressionException;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.frontier.SharedFlags;
import dev.spinneret.cli.record.Compression;
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.record.Packing;
import dev.spinneret.cli.record.RecordChoice;
import dev.spinneret.cli.report.CrawlReport;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a crawl leaves behind: records, a summary, and whether it counts as a success.
///
/// @param targets where records go; none when a person watches
/// @param choice what goes into the records
/// @param summaryJson a file for the summary; null for none
/// @param failIf the condition that makes the run fail; null for none
record OutputPlan(
    List<Target> targets,
    RecordChoice choice,
    @Nullable String summaryJson,
    @Nullable Expression failIf) {

  /// One output.
  ///
  /// @param name a file, or `-` for standard output
  /// @param format that the name implies
  /// @param packing how the records are compressed
  record Target(String name, OutputFormat format, Packing packing) {
    boolean isStandardOutput() {
      return name.equals("-");
    }
  }

  /// What was typed means.
  ///
  /// @param choice what goes into the records
  /// @param isForPeople whether a person watches events in place of records
  /// @return what to open; at least one output, unless a person watches
  /// @throws UsageException if a name, a level or the condition is not allowed
  static OutputPlan of(Values typed, RecordChoice choice, boolean isForPeople) {
    var targets = targets(typed, isForPeople);
    distinct(typed);
    return new OutputPlan(
        targets,
        choice,
        typed.find(OutputFlags.SUMMARY_JSON),
        condition(typed.find(OutputFlags.FAIL_IF)));
  }

  /// Two flags that write to one file would destroy each other's work.
  private static void distinct(Values typed) {
    var files = new DistinctFiles();
    files(typed).stream().filter(file -> !file.equals("-")).forEach(f -> files.add("-o", f));
    files.add("--summary-json", typed.find(OutputFlags.SUMMARY_JSON));
    files.add("--state", typed.find(OutputFlags.STATE));
    files.add("--save-cookies", Objects.toString(typed.find(IdentityFlags.SAVE_COOKIES), null));
    typed.all(SeedFlags.SEEDS).forEach(file -> files.reads("--seeds", file));
  }

  private static @Nullable Expression condition(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Expression.parse(text, CrawlReport::isName, CrawlReport::isCondition);
    } catch (ExpressionException e) {
      throw new UsageException("--fail-if: " + e.getMessage(), e.marked());
    }
  }

  private static List<Target> targets(Values typed, boolean isForPeople) {
    var files = files(typed);
    var level = typed.find(OutputFlags.WARC_LEVEL);
    var targets = new ArrayList<Target>();
    var names = new HashSet<String>();
    var all = new ArrayList<>(files);
    if (typed.has(OutputFlags.JSON) ? !files.contains("-") : files.isEmpty() && !isForPeople) {
      all.add("-");
    }
    var chosen = typed.find(OutputFlags.FORMAT);
    if (chosen != null && typed.has(OutputFlags.JSON)) {
      throw new UsageException("--json and --format cannot be combined; use one of them");
    }
    var isUsed = false;
    for (var file : all) {
      var named = file.equals("-") ? null : OutputFormat.of(file);
      isUsed |= named == null;
      var format = named != null ? named : file.equals("-") ? orUsual(chosen) : chosen;
      if (format == null) {
        throw new UsageException(
            "-o %s: the name must end in %s, or be -; or use --format"
                .formatted(file, OutputFormat.ENDINGS));
      }
      if (format == OutputFormat.HTML && typed.find(SharedFlags.FRONTIER) != null) {
        throw new UsageException(
            "-o %s: a report cannot be resumed with --frontier; make it afterwards from the records"
                .formatted(file));
      }
      if (format == OutputFormat.HTML && typed.find(OutputFlags.STATE) != null) {
        throw new UsageException(
            "-o %s: a report cannot be resumed with --state; make it afterwards: spinneret report"
                    .formatted(file)
                + " FILE -o "
                + file);
      }
      if (!names.add(file)) {
        throw new UsageException("-o %s appears twice".formatted(file));
      }
      targets.add(new Target(file, format, packing(file, format, level)));
    }
    if (chosen != null && !isUsed) {
      throw new UsageException(
          "--format %s: the names of all outputs say which format they have; -o - is standard"
                  .formatted(chosen.label())
              + " output");
    }
    if (level != null && targets.stream().noneMatch(OutputPlan::takesLevel)) {
      throw new UsageException("--warc-level needs an output that ends in .warc.gz or .warc.zst");
    }
    return List.copyOf(targets);
  }

  /// The outputs as typed, with `-` for every name of standard output.
  static List<String> files(Values typed) {
    return typed.all(OutputFlags.OUTPUT).stream()
        .map(file -> StandardOutput.isFile(file) ? "-" : file)
        .toList();
  }

  private static OutputFormat orUsual(@Nullable OutputFormat chosen) {
    return chosen == null ? OutputFormat.JSON_LINES : chosen;
  }

  private static Compression compression(String file) {
    var compression = Compression.of(file);
    if (!compression.isAvailable()) {
      throw new UsageException(
          "-o %s: zstd is not available, since its native library does not load here; use .gz"
              .formatted(file));
    }
    return compression;
  }

  private static Packing packing(String file, OutputFormat format, @Nullable Integer level) {
    var compression = compression(file);
    var packing = new Packing(compression, compression.usualLevel(), format == OutputFormat.WARC);
    if (level == null || !packing.eachWrite() || compression == Compression.NONE) {
      return packing;
    }
    if (level > compression.highestLevel()) {
      throw new UsageException(
          "--warc-level %d: -o %s takes 1 to %d"
              .formatted(level, file, compression.highestLevel()));
    }
    return new Packing(compression, level, true);
  }

  private static boolean takesLevel(Target target) {
    return target.format() == OutputFormat.WARC
        && target.packing().compression() != Compression.NONE;
  }
}
