package dev.spinneret.cli.record;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The formats of records, chosen by the file's name; see also [Compression].
public enum OutputFormat {
  /// One JSON object a line.
  JSON_LINES("jsonl", ".jsonl"),
  /// One JSON array, an element a line.
  JSON("json", ".json"),
  /// Comma-separated values.
  CSV("csv", ".csv"),
  /// Tab-separated values.
  TSV("tsv", ".tsv"),
  /// One URL a line.
  URLS("urls", ".txt"),
  /// WARC 1.1.
  WARC("warc", ".warc"),
  /// A report as a page of HTML.
  HTML("html", ".html");

  /// The endings that [#of] knows, for messages.
  public static final String ENDINGS =
      ".jsonl, .json, .csv, .tsv, .txt (URLs) or .warc, with .gz or .zst behind it or not, or in"
          + " .html";

  private final String label;
  private final String ending;

  OutputFormat(String label, String ending) {
    this.label = label;
    this.ending = ending;
  }

  /// The name by which a person chooses the format.
  ///
  /// @return such as `jsonl`
  public String label() {
    return label;
  }

  /// The formats that standard output may have.
  public static List<OutputFormat> texts() {
    return Arrays.stream(values()).filter(format -> format != WARC && format != HTML).toList();
  }

  /// The format of a file.
  ///
  /// @return null when the ending is not known
  public static @Nullable OutputFormat of(String name) {
    if (name.toLowerCase(Locale.ROOT).endsWith(HTML.ending)) {
      return HTML;
    }
    var lower = Compression.stem(name).toLowerCase(Locale.ROOT);
    for (var format : values()) {
      if (format != HTML && lower.endsWith(format.ending)) {
        return format;
      }
    }
    return lower.endsWith(".ndjson") ? JSON_LINES : null;
  }

  /// Opens an output of this format. A report is made of the lines of [#JSON_LINES].
  ///
  /// @param out takes the bytes
  /// @param choice what goes into the records
  /// @param crawler how the crawl names itself to servers
  /// @param resumed whether the file holds records of an earlier run
  /// @return the output, which owns `out`
  /// @throws IOException if the output has failed
  public RecordOutput open(OutputStream out, RecordChoice choice, String crawler, boolean resumed)
      throws IOException {
    return switch (this) {
      case JSON_LINES, HTML -> new JsonOutput(out, choice, false, resumed);
      case JSON -> new JsonOutput(out, choice, true, resumed);
      case CSV -> new TableOutput(out, choice, Cells.Dialect.CSV, resumed);
      case TSV -> new TableOutput(out, choice, Cells.Dialect.TSV, resumed);
      case URLS -> new UrlOutput(out, choice);
      case WARC -> new WarcOutput(out, crawler);
    };
  }
}
