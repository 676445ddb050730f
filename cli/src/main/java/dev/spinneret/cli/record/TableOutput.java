package dev.spinneret.cli.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A table in UTF-8: a header line, and a row for each record; see [Cells].
final class TableOutput extends EntryOutput {
  private final OutputStream out;
  private final RecordChoice choice;
  private final Cells cells;

  /// By the place of a field in a record: how many columns it has.
  private final int[] columnCounts;

  /// Creates the output and writes the header, unless it is there.
  ///
  /// @param out takes each row in one write; closed with this
  /// @param choice what goes into the records
  /// @param dialect how cells are separated
  /// @param resumed whether the file holds records of an earlier run
  /// @throws IOException if the output has failed
  TableOutput(OutputStream out, RecordChoice choice, Cells.Dialect dialect, boolean resumed)
      throws IOException {
    super(choice);
    this.out = out;
    this.choice = choice;
    this.cells = new Cells(dialect, choice.rawCsv(), choice.ascii());
    var columns = choice.fields().stream().map(field -> field.columns(choice)).toList();
    this.columnCounts = columns.stream().mapToInt(List::size).toArray();
    if (!resumed) {
      columns.stream().flatMap(List::stream).forEach(cells::text);
      endRow();
    }
  }

  @Override
  void write(Entry entry) throws IOException {
    for (var i = 0; i < columnCounts.length; i++) {
      FieldValues.write(choice.fields().get(i), entry, choice, cells.begin(columnCounts[i]));
    }
    endRow();
  }

  private void endRow() throws IOException {
    out.write(cells.endRow().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
