package dev.spinneret.cli.site;

import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.TemporaryDirectory;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.input.RecordFile;
import dev.spinneret.cli.input.Spool;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.ReportFile;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `report FILE…`: a page of HTML about a crawl.
public final class ReportCommand {
  private static final int MAX_ROWS = 100_000;

  private static final Flag<String> FILES =
      Flag.arguments(
              "FILE",
              Kind.FILE,
              "Records of one crawl, - for standard input; several files count as one crawl.")
          .required();

  private static final Flag<String> OUTPUT =
      Flag.of(
          "-o, --output=FILE",
          Kind.FILE,
          "Writes the page to a file; otherwise it goes to standard output.");

  private static final Flag<String> SITEMAP =
      Flag.many(
          "--sitemap=FILE",
          Kind.FILE,
          "Compares the crawl with the URLs of a sitemap; may be repeated. Without it, the URLs"
              + " that the crawl itself found in sitemaps are used.");

  private static final Flag<Integer> ROWS =
      Flag.of("--rows=N", Kind.integer(1), "Keeps at most N rows of each table (default: 500).")
          .or(Integer.toString(SiteReport.USUAL_ROWS));

  private static final Flag<String> TITLE =
      Flag.of("--title=TEXT", Kind.TEXT, "The name of the site (default: its host).");

  public static final Table TABLE =
      Table.of(
              "report",
              "Makes a page of HTML about a crawl.",
              "",
              "Reads the records of a crawl and writes one page that needs no network: the outcome"
                  + " first, then charts and tables of broken URLs with the pages that link to"
                  + " them, redirects, duplicates, titles, orphans, and the slowest and largest"
                  + " replies. Records of crawl --links --facts make the fullest report; crawl -o"
                  + " report.html writes it directly. Memory does not grow with the crawl. Read are"
                  + " "
                  + RecordFile.FORMATS
                  + ".")
          .withArguments(FILES)
          .withFlags(OUTPUT, SITEMAP, ROWS, TITLE, TemporaryDirectory.FLAG)
          .sorted()
          .withExitCodes("0:done", "1:the page could not be written", "2:usage error")
          .withFooter(
              "",
              "Examples:",
              "  spinneret crawl --sample --links -o a.jsonl",
              "  spinneret report a.jsonl -o report.html");

  private ReportCommand() {}

  /// Writes the page.
  public static int run(Values typed) {
    var output = typed.find(OUTPUT);
    if (output == null && Terminal.isOutput()) {
      throw new UsageException(
          "standard output is a terminal; use -o FILE, such as -o report.html");
    }
    var rows = typed.get(ROWS);
    if (rows > MAX_ROWS) {
      throw new UsageException("--rows %d: at most %d is allowed".formatted(rows, MAX_ROWS));
    }
    var directory = TemporaryDirectory.of(typed);
    for (var file : typed.all(FILES)) {
      if (output != null && isSame(file, output)) {
        throw new UsageException("-o %s: the records are read from this file".formatted(output));
      }
    }
    var reportFile = output == null ? null : ReportFile.of("--output", output);
    var report = new SiteReport(rows, typed.find(TITLE), typed.all(SITEMAP), directory);
    write(reportFile, page(report, typed.all(FILES), directory));
    return ExitCode.DONE;
  }

  private static boolean isSame(String file, String other) {
    try {
      return Files.isSameFile(Path.of(file), Path.of(other));
    } catch (IOException _) {
      return false; // one of them does not exist
    }
  }

  /// Standard input is kept in a temporary file, since the records are read twice.
  private static String page(SiteReport report, List<String> files, @Nullable Path directory) {
    if (!files.contains("-")) {
      return report.of(files.stream().map(RecordSource::file).toList(), Instant.now());
    }
    if (Collections.frequency(files, "-") > 1) {
      throw new UsageException("standard input can be only one of the files");
    }
    try (var spool = Spool.create(directory)) {
      System.in.transferTo(spool.output());
      var input = RecordSource.spool("standard input", spool);
      var sources =
          files.stream().map(name -> name.equals("-") ? input : RecordSource.file(name)).toList();
      return report.of(sources, Instant.now());
    } catch (IOException e) {
      throw new OutputException("a temporary file", e);
    }
  }

  private static void write(@Nullable ReportFile output, String page) {
    if (output == null) {
      StandardOutput.print(page);
    } else {
      output.write(out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
