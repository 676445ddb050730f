package dev.spinneret.cli.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows of cells: comma-separated values (RFC 4180), or tab-separated ones, in which `\t`,
/// `\n`, `\r` and `\\` stand for what cannot be in a cell.
final class CellReader implements Closeable {
  /// No cell of a record is larger: it is no such file then.
  private static final int LONGEST_CELL = 64 << 20;

  private final Reader in;
  private final char separator;
  private final StringBuilder cell = new StringBuilder();
  private long line = 1;
  private long rowLine = 1;
  private boolean isOpen;
  private int next;

  /// Begins to read.
  ///
  /// @param in buffered, closed with this
  /// @param separator a comma, a semicolon, or a tab for tab-separated values
  CellReader(Reader in, char separator) throws IOException {
    this.in = in;
    this.separator = separator;
    this.next = in.read();
  }

  /// Where the row that was read last begins.
  ///
  /// @return counted from 1
  long line() {
    return rowLine;
  }

  /// Whether the file ends where the row that was read last ends, without a line end.
  ///
  /// @return true at the end of a file that was cut off, and of some that were not
  boolean isLast() {
    return next < 0;
  }

  /// Whether the file ends within quotes of the row that was read last.
  ///
  /// @return true only at the end of a file that was cut off
  boolean isOpen() {
    return isOpen;
  }

  /// Reads a row; empty lines are skipped.
  ///
  /// @return null at the end
  @Nullable List<String> row() throws IOException {
    while (next == '\r' || next == '\n') {
      advance();
    }
    if (next < 0) {
      return null;
    }
    rowLine = line;
    var cells = new ArrayList<String>();
    while (true) {
      cells.add(separator == '\t' ? escapedCell() : cell());
      if (next != separator) {
        return cells;
      }
      advance();
    }
  }

  private String cell() throws IOException {
    cell.setLength(0);
    if (next == '"') {
      advance();
      isOpen = true;
      while (next >= 0) {
        if (next == '"') {
          advance();
          if (next != '"') {
            isOpen = false;
            break;
          }
        }
        add((char) next);
      }
    }
    while (!isEnd()) {
      add((char) next);
    }
    return cell.toString();
  }

  private String escapedCell() throws IOException {
    cell.setLength(0);
    while (!isEnd()) {
      if (next != '\\') {
        add((char) next);
        continue;
      }
      advance();
      if (next >= 0) {
        add(
            switch (next) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> (char) next;
            });
      }
    }
    return cell.toString();
  }

  private boolean isEnd() {
    return next < 0 || next == separator || next == '\n' || next == '\r';
  }

  private void add(char c) throws IOException {
    if (cell.length() == LONGEST_CELL) {
      throw new RecordReader.BadRecordException(
          rowLine, "a cell has more than %d characters".formatted(LONGEST_CELL));
    }
    cell.append(c);
    advance();
  }

  private void advance() throws IOException {
    if (next == '\n') {
      line++;
    }
    next = in.read();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
