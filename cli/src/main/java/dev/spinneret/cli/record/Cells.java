package dev.spinneret.cli.record;

import dev.spinneret.cli.terminal.Json;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.cli.terminal.WellFormed;
import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.html.PageFacts.Alternate;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes fields as the cells of a row. The URLs of links stand in one cell, separated by blanks,
/// which no URL contains.
///
/// A spreadsheet takes a cell that begins like a formula for one, and what pages and servers say
/// may be made for that. Such cells get an apostrophe in front, which spreadsheets do not show.
final class Cells implements FieldWriter {
  /// How the cells of a row are separated.
  enum Dialect {
    /// RFC 4180: commas, and quotes where a cell needs them.
    CSV,
    /// Tabs; a tab, line feed, carriage return or backslash is written as a backslash and a letter
    /// or a backslash, as jq's `@tsv` does.
    TSV
  }

  private final Dialect dialect;
  private final boolean raw;
  private final boolean isForTerminal;
  private final StringBuilder row = new StringBuilder(512);

  /// How many columns the field has.
  private int columnCount = 1;

  /// @param raw whether cells that begin like a formula stay as they are
  /// @param isForTerminal whether what a terminal would obey is replaced
  Cells(Dialect dialect, boolean raw, boolean isForTerminal) {
    this.dialect = dialect;
    this.raw = raw;
    this.isForTerminal = isForTerminal;
  }

  /// Begins a field.
  Cells begin(int columns) {
    columnCount = columns;
    return this;
  }

  /// Ends the row.
  String endRow() {
    row.setLength(Math.max(0, row.length() - 1)); // the last separator
    var text = row.toString();
    row.setLength(0);
    var end = dialect == Dialect.CSV ? "\r\n" : "\n";
    return (isForTerminal ? TerminalText.lines(text) : text) + end;
  }

  @Override
  public void absent() {
    for (var i = 0; i < columnCount; i++) {
      cell("");
    }
  }

  @Override
  public void text(@Nullable String value) {
    cell(value == null ? "" : WellFormed.text(value));
  }

  @Override
  public void number(long value) {
    cell(Long.toString(value));
  }

  @Override
  public void mark() {
    cell("true");
  }

  @Override
  public void instant(Instant value) {
    cell(TimeText.of(value));
  }

  @Override
  public void millis(long nanos) {
    cell(TimeText.millis(nanos));
  }

  @Override
  public void list(List<String> values) {
    text(String.join(", ", values));
  }

  /// Details are a JSON array, as in JSON Lines.
  @Override
  public void linkDetails(List<Link> links) throws IOException {
    var array = new StringWriter();
    try (var json = WellFormed.json(Json.FACTORY.createGenerator(array))) {
      JsonFields.writeDetails(json, links);
    }
    text(array.toString());
  }

  /// Several values are a JSON array, so that each can be read back.
  @Override
  public void values(List<String> values) throws IOException {
    if (values.size() < 2) {
      text(values.isEmpty() ? null : values.getFirst());
      return;
    }
    var array = new StringWriter();
    try (var json = WellFormed.json(Json.FACTORY.createGenerator(array))) {
      json.writeStartArray();
      for (var value : values) {
        json.writeString(value);
      }
      json.writeEndArray();
    }
    text(array.toString());
  }

  @Override
  public void links(List<Link> links) {
    cell(links.stream().map(link -> link.url().href()).collect(Collectors.joining(" ")));
  }

  @Override
  public void alternates(List<Alternate> alternates) {
    text(
        alternates.stream()
            .map(alternate -> alternate.language() + "=" + alternate.url().href())
            .collect(Collectors.joining(" ")));
  }

  @Override
  public void beginObject() {}

  @Override
  public void member(String name) {}

  @Override
  public void endObject() {}

  private void cell(String value) {
    var guard = !raw && beginsFormula(value) ? "'" : "";
    if (dialect == Dialect.TSV) {
      row.append(guard);
      appendEscaped(value);
      row.append('\t');
      return;
    }
    if (needsQuotes(value)) {
      row.append('"').append(guard).append(value.replace("\"", "\"\"")).append('"');
    } else {
      row.append(guard).append(value);
    }
    row.append(',');
  }

  private void appendEscaped(String value) {
    for (var i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      switch (c) {
        case '\t' -> row.append("\\t");
        case '\n' -> row.append("\\n");
        case '\r' -> row.append("\\r");
        case '\\' -> row.append("\\\\");
        default -> row.append(c);
      }
    }
  }

  /// Whether a spreadsheet may calculate a cell: by its first character, in both widths.
  private static boolean beginsFormula(String value) {
    return !value.isEmpty()
        && switch (value.charAt(0)) {
          case '=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff0b', '\uff0d', '\uff20' -> true;
          default -> false;
        };
  }

  private static boolean needsQuotes(String value) {
    for (var i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case ',', '"', '\n', '\r', ';', '\t' -> { // some locales separate cells by ; or tab
          return true;
        }
        default -> {}
      }
    }
    return false;
  }
}
