package dev.spinneret.cli.record;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The formats of records, chosen by the file's name; see also [Compression].
public enum OutputFormat {
  /// One JSON object a line.
  JSON_LINES,
  /// Comma-separated values.
  CSV,
  /// WARC 1.1.
  WARC,
  /// A report as a page of HTML.
  HTML;

  /// The endings that [#of] knows, for messages.
  public static final String ENDINGS =
      ".jsonl, .csv or .warc, with .gz or .zst behind it or not, or in .html";

  /// The format of a file.
  ///
  /// @param name of the file; `-` stands for standard output
  /// @return null when the ending is not known
  public static @Nullable OutputFormat of(String name) {
    if (name.equals("-")) {
      return JSON_LINES;
    }
    if (name.toLowerCase(Locale.ROOT).endsWith(".html")) {
      return HTML;
    }
    var lower = Compression.stem(name).toLowerCase(Locale.ROOT);
    if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
      return JSON_LINES;
    }
    if (lower.endsWith(".csv")) {
      return CSV;
    }
    return lower.endsWith(".warc") ? WARC : null;
  }

  /// Opens an output of this format. A report is made of the lines of [#JSON_LINES].
  ///
  /// @param out takes the bytes
  /// @param choice what goes into the records
  /// @param crawler how the crawl names itself to servers
  /// @param resumed whether the file holds records of an earlier run
  /// @return the output, which owns `out`
  /// @throws IOException when the output has failed
  public RecordOutput open(OutputStream out, RecordChoice choice, String crawler, boolean resumed)
      throws IOException {
    return switch (this) {
      case JSON_LINES, HTML -> new JsonLines(out, choice);
      case CSV -> new CsvOutput(out, choice, resumed);
      case WARC -> new WarcOutput(out, crawler);
    };
  }
}
