package dev.spinneret.cli.record;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A table in UTF-8: a header line, and a row for each record; see [Cells].
final class TableOutput extends EntryOutput {
  private final OutputStream out;
  private final RecordChoice choice;
  private final Cells cells;

  /// Creates the output and writes the header, unless it is there.
  ///
  /// @param out takes each row in one write; closed with this
  /// @param choice what goes into the records
  /// @param dialect how cells are separated
  /// @param resumed whether the file holds records of an earlier run
  /// @throws IOException when the output has failed
  TableOutput(OutputStream out, RecordChoice choice, Cells.Dialect dialect, boolean resumed)
      throws IOException {
    super(choice);
    this.out = out;
    this.choice = choice;
    this.cells = new Cells(dialect, choice.rawCsv());
    if (!resumed) {
      for (var field : choice.fields()) {
        for (var column : field.columns(choice)) {
          cells.text(column);
        }
      }
      endRow();
    }
  }

  @Override
  void write(Entry entry) throws IOException {
    for (var field : choice.fields()) {
      field.write(entry, choice, cells.begin(field.columns(choice).size()));
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
