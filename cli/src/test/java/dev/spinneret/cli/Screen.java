package dev.spinneret.cli;

import java.util.ArrayList;
import java.util.List;

/// As much of a terminal as the program may use: it wraps at its width, and knows carriage return,
/// line feed, "erase to the end of the line" and "of the screen", "up", "wrap or not" (DECAWM), and
/// colours. Whatever else controls a terminal is an error.
final class Screen {
  private final int columns;
  private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
  private int row;
  private int column;
  private boolean wraps = true;
  private int highestRedrawn;

  /// An empty screen.
  Screen(int columns) {
    this.columns = columns;
  }

  /// Takes what a program printed.
  ///
  /// @throws AssertionError at a control that is none of the few
  Screen print(String text) {
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      switch (c) {
        case '\r' -> column = 0;
        case '\n' -> next();
        case '\u001b' -> {
          var end = i + 1;
          while (!Character.isLetter(text.charAt(end))) {
            end++;
          }
          control(text.substring(i + 1, end + 1));
          i = end;
        }
        default -> put(c);
      }
    }
    return this;
  }

  private void control(String sequence) {
    switch (sequence) {
      case "[K" -> {
        var line = rows.get(row);
        line.setLength(Math.min(line.length(), column));
        highestRedrawn = Math.max(highestRedrawn, row);
      }
      case "[J" -> {
        control("[K");
        while (rows.size() > row + 1) {
          rows.removeLast();
        }
      }
      case "[1A", "[2A", "[3A" -> row = Math.max(0, row - (sequence.charAt(1) - '0'));
      case "[31m", "[32m", "[33m", "[0m" -> {} // colours take no room
      case "[?7l" -> wraps = false;
      case "[?7h" -> wraps = true;
      default -> throw new AssertionError("ESC " + sequence + " has no business here");
    }
  }

  private void put(char c) {
    if (Character.isISOControl(c)) {
      throw new AssertionError("control character " + (int) c);
    }
    if (column == columns) {
      if (wraps) {
        next();
        column = 0;
      } else {
        column--;
      }
    }
    var line = rows.get(row);
    while (line.length() <= column) {
      line.append(' ');
    }
    line.setCharAt(column++, c);
  }

  private void next() {
    row++;
    if (row == rows.size()) {
      rows.add(new StringBuilder());
    }
  }

  /// The last row that was erased and drawn again; 0 when all happened in the first.
  int highestRedrawn() {
    return highestRedrawn;
  }

  /// Whether a line that is too long takes another row.
  boolean wraps() {
    return wraps;
  }

  /// What is to be seen.
  String text() {
    return String.join("\n", rows).strip();
  }
}
