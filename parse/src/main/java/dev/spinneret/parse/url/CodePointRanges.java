package dev.spinneret.parse.url;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A table from ranges of code points to numbers, read from a resource and searched by halving.
final class CodePointRanges {
  private final int[] starts;
  private final int[] ends;
  private final int[] values;
  private int count;

  private CodePointRanges(int capacity) {
    starts = new int[capacity];
    ends = new int[capacity];
    values = new int[capacity];
  }

  /// Gives the number of one line of the resource.
  @FunctionalInterface
  interface LineValue {
    /// @param line the whole line
    /// @param start the first code point of its range
    /// @param rest what follows the range
    int of(String line, int start, String rest);
  }

  /// Reads a resource beside this class: lines that begin with a code point or a range in
  /// hexadecimal, in order; lines that begin with `#` say nothing.
  static CodePointRanges load(String resource, LineValue value) {
    try (var in = CodePointRanges.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      var lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      var ranges = new CodePointRanges(lines.size());
      for (var line : lines) {
        if (!line.startsWith("#")) {
          ranges.add(line, value);
        }
      }
      return ranges;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line, LineValue value) {
    var space = line.indexOf(' ');
    var to = space < 0 ? line.length() : space;
    var dash = line.indexOf('-');
    var start = Integer.parseInt(line, 0, dash < 0 ? to : dash, 16);
    starts[count] = start;
    ends[count] = dash < 0 ? start : Integer.parseInt(line, dash + 1, to, 16);
    values[count] = value.of(line, start, space < 0 ? "" : line.substring(space + 1));
    count++;
  }

  /// The number of the range that a code point lies in.
  ///
  /// @param absent what to answer when it lies in none
  int get(int codePoint, int absent) {
    var found = Arrays.binarySearch(starts, 0, count, codePoint);
    var range = found >= 0 ? found : -found - 2;
    return range >= 0 && codePoint <= ends[range] ? values[range] : absent;
  }
}
