package dev.spinneret.cli.check;

import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.ReportFile;
import dev.spinneret.cli.terminal.UsageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The files that a check writes at its end.
final class CheckFiles {
  private interface Report {
    void write(List<CheckedLink> links, CheckFigures figures, OutputStream out) throws IOException;
  }

  private record Target(ReportFile file, Report report) {}

  private final List<Target> targets = new ArrayList<>();

  private CheckFiles() {}

  /// Makes sure before the check that its files can be written after it.
  ///
  /// @throws UsageException if one cannot be, or its name does not say what to write
  static CheckFiles of(Values typed) {
    var files = new CheckFiles();
    for (var file : typed.all(CheckFlags.OUTPUT)) {
      files.add("--output", file, named(file));
    }
    var junit = typed.find(CheckFlags.JUNIT);
    if (junit != null) {
      files.add("--junit", junit, CheckJunit::write);
    }
    return files;
  }

  private static Report named(Path file) {
    var name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".html")) {
      return (links, figures, out) ->
          out.write(CheckPage.of(links, figures, Instant.now()).getBytes(StandardCharsets.UTF_8));
    } else if (name.endsWith(".jsonl")) {
      return (links, _, out) -> CheckJson.write(links, out);
    } else if (name.endsWith(".xml")) {
      return CheckJunit::write;
    }
    throw new UsageException(
        "--output %s: the name must end in .html, .jsonl or .xml (JUnit)".formatted(file));
  }

  private void add(String flag, Path file, Report report) {
    targets.add(new Target(ReportFile.of(flag, file.toString()), report));
  }

  /// Writes all files.
  ///
  /// @throws OutputException if one cannot be written
  void write(List<CheckedLink> links, CheckFigures figures) {
    for (var target : targets) {
      target.file.write(out -> {
        var buffered = new BufferedOutputStream(out);
        target.report.write(links, figures, buffered);
        buffered.flush();
      });
    }
  }
}
