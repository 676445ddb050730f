package dev.spinneret.parse.url;

import java.util.ArrayList;
import java.util.List;

/// What UTS #46 says of each code point: valid, ignored, mapped or disallowed.
///
/// Loaded when the first host that is not ASCII is seen.
final class IdnaTable {
  private static final int DISALLOWED = Integer.MIN_VALUE;
  private static final int IGNORED = Integer.MIN_VALUE + 1;

  /// Numbers from here on are offsets to the one mapped code point; zero means valid.
  private static final int NEAREST = -0x110000;

  private static final List<String> SEQUENCES = new ArrayList<>();
  private static final CodePointRanges RANGES =
      CodePointRanges.load("idna.txt", (_, start, rest) -> value(start, rest));

  private IdnaTable() {}

  private static int value(int start, String rest) {
    if (rest.isEmpty()) {
      return 0;
    }
    return switch (rest.charAt(0)) {
      case 'x' -> IGNORED;
      case '>' -> Integer.parseInt(rest, 2, rest.length(), 16) - start;
      case '=' -> {
        var sequence = new StringBuilder();
        for (var codePoint : rest.substring(2).split(" ", -1)) {
          sequence.appendCodePoint(Integer.parseInt(codePoint, 16));
        }
        SEQUENCES.add(sequence.toString());
        yield NEAREST - SEQUENCES.size();
      }
      default -> throw new IllegalStateException("unknown rule in idna.txt: " + rest);
    };
  }

  /// Whether a code point may stand in a label.
  static boolean isValid(int codePoint) {
    return RANGES.get(codePoint, DISALLOWED) == 0;
  }

  /// Appends what a code point maps to; a disallowed one stays, for the validity check to find.
  static void appendMapped(StringBuilder out, int codePoint) {
    var value = RANGES.get(codePoint, DISALLOWED);
    if (value == DISALLOWED) {
      out.appendCodePoint(codePoint);
    } else if (value >= NEAREST) {
      out.appendCodePoint(codePoint + value);
    } else if (value != IGNORED) {
      out.append(SEQUENCES.get(NEAREST - value - 1));
    }
  }
}
