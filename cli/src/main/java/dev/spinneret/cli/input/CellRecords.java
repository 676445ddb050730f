package dev.spinneret.cli.input;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records as rows of cells under a line with the names of the fields; one of them is `url`. The
/// apostrophe that `crawl` puts in front of a cell that begins like a formula is taken off.
final class CellRecords implements RecordReader {
  private static final String PHASE_END = "_ms";

  private final CellReader rows;
  private final List<String> names;
  private final boolean withLinks;

  /// Reads the names of the fields.
  ///
  /// @param in the file, closed with this
  /// @param withLinks whether the links are wanted
  /// @param separator see [CellReader]
  CellRecords(InputStream in, boolean withLinks, char separator) throws IOException {
    this.rows =
        new CellReader(
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), separator);
    this.withLinks = withLinks;
    var header = rows.row();
    this.names = header == null ? List.of() : header;
  }

  @Override
  public @Nullable InputRecord next() throws IOException {
    var cells = rows.row();
    if (cells == null) {
      return null;
    }
    if (cells.size() > names.size()) {
      throw new BadRecordException(
          rows.line(), "%d cells under %d names".formatted(cells.size(), names.size()));
    }
    // Other tools may leave out empty cells, and the last line end, but hardly both.
    if (rows.isOpen() || (rows.isLast() && cells.size() < names.size())) {
      throw new CutRecordException(rows.line());
    }
    var record = new RecordBuilder();
    for (var i = 0; i < cells.size(); i++) {
      take(record, names.get(i), cells.get(i));
    }
    var built = record.build(-1);
    if (built == null) {
      throw new BadRecordException(rows.line(), "no url");
    }
    return built;
  }

  private void take(RecordBuilder record, String name, String cell) {
    if (name.endsWith(PHASE_END)) {
      phase(record, name.substring(0, name.length() - PHASE_END.length()), cell);
      return;
    }
    var field = RecordField.of(name);
    if (field == null) {
      return;
    }
    if (field == RecordField.LINKS) {
      if (withLinks) {
        record.links(cell.isEmpty() ? List.of() : List.of(cell.split(" ")));
      }
    } else if (!cell.isEmpty()) {
      record.text(field, isGuarded(cell) ? cell.substring(1) : cell);
    } else if (field != RecordField.URL) {
      record.nothing(field);
    }
  }

  private static void phase(RecordBuilder record, String phase, String cell) {
    if (RecordBuilder.isLatency(phase) && !cell.isEmpty()) {
      try {
        record.phase(Double.parseDouble(cell));
      } catch (NumberFormatException _) {
        // Another tool's column.
      }
    }
  }

  private static boolean isGuarded(String cell) {
    return cell.length() > 1
        && cell.charAt(0) == '\''
        && "=+-@\t\r\n＝＋－＠".indexOf(cell.charAt(1)) >= 0;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
