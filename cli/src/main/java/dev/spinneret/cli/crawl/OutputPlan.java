package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.frontier.SharedFlags;
import dev.spinneret.cli.record.Compression;
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.record.Packing;
import dev.spinneret.cli.terminal.UsageException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// From the names of outputs to formats and compressions.
final class OutputPlan {
  private OutputPlan() {}

  /// What to open.
  ///
  /// @param typed by the person
  /// @param isForPeople whether a person watches events in place of records
  /// @return at least one, unless a person watches
  /// @throws UsageException if a name or a level is not allowed
  static List<CrawlPlan.Target> targets(Values typed, boolean isForPeople) {
    var files = typed.all(OutputFlags.OUTPUT);
    var level = typed.find(OutputFlags.WARC_LEVEL);
    var targets = new ArrayList<CrawlPlan.Target>();
    var names = new HashSet<String>();
    var all = new ArrayList<>(files);
    if (typed.has(OutputFlags.JSON) ? !files.contains("-") : files.isEmpty() && !isForPeople) {
      all.add("-");
    }
    var chosen = typed.find(OutputFlags.FORMAT);
    if (chosen != null && typed.has(OutputFlags.JSON)) {
      throw new UsageException("--json and --format exclude each other; give one of them");
    }
    var isUsed = false;
    for (var file : all) {
      var named = file.equals("-") ? null : OutputFormat.of(file);
      isUsed |= named == null;
      var format = named != null ? named : file.equals("-") ? orUsual(chosen) : chosen;
      if (format == null) {
        throw new UsageException(
            "-o %s: the name must end in %s, or be -; or give --format"
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
        throw new UsageException("-o %s is given twice".formatted(file));
      }
      targets.add(new CrawlPlan.Target(file, format, packing(file, format, level)));
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

  private static OutputFormat orUsual(@Nullable OutputFormat chosen) {
    return chosen == null ? OutputFormat.JSON_LINES : chosen;
  }

  private static Compression compression(String file) {
    var compression = Compression.of(file);
    if (!compression.isAvailable()) {
      throw new UsageException(
          "-o %s: zstd cannot be used on this machine, as its native library does not load; .gz can"
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

  private static boolean takesLevel(CrawlPlan.Target target) {
    return target.format() == OutputFormat.WARC
        && target.packing().compression() != Compression.NONE;
  }
}
