package dev.spinneret.parse.url;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Holds the two Unicode tables to ICU, and writes them anew with `-Dspinneret.tables=write`, which
/// is what a newer Unicode version needs.
class UnicodeTablesTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/spinneret/parse/url");
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final int VIRAMA = 9;

  @Test
  void idnaTableIsWhatIcuSays() throws IOException {
    var mapping = Normalizer2.getInstance(null, "uts46", Normalizer2.Mode.COMPOSE);
    check(
        "idna.txt",
        """
        # UTS #46 mapping of Unicode 16.0: a code point or range, then nothing where it is valid, "x" where it
        # is ignored, "> C" where the range maps to the range that begins with C, "= C C" where it maps to
        # a sequence. What is not listed is disallowed. Unicode data: Unicode License v3.
        """,
        codePoint -> rule(mapping, codePoint));
  }

  /// The rule with a mapping to one code point as a distance, so that ranges can be joined.
  private static String rule(Normalizer2 mapping, int codePoint) {
    if (codePoint >= 0xD800 && codePoint < 0xE000 || codePoint == 0xFFFD) {
      return "";
    }
    var from = Character.toString(codePoint);
    var to = mapping.normalize(from);
    if (to.equals(from)) {
      return "valid";
    }
    if (to.isEmpty()) {
      return "x";
    }
    if (to.indexOf(0xFFFD) >= 0) {
      return "";
    }
    return to.codePointCount(0, to.length()) == 1
        ? ">" + (to.codePointAt(0) - codePoint)
        : to.codePoints()
            .mapToObj(UnicodeTablesTest::hex)
            .collect(Collectors.joining(" ", "= ", ""));
  }

  @Test
  void joiningTableIsWhatIcuSays() throws IOException {
    check(
        "joining.txt",
        """
        # Joining_Type of Unicode 16.0 (D, L, R, T); V and v are virama (combining class 9), V transparent
        # as well. Unicode data: Unicode License v3.
        """,
        UnicodeTablesTest::joining);
  }

  private static String joining(int codePoint) {
    var type = UCharacter.getIntPropertyValue(codePoint, UProperty.JOINING_TYPE);
    if (UCharacter.getCombiningClass(codePoint) == VIRAMA) {
      return type == UCharacter.JoiningType.TRANSPARENT ? "V" : "v";
    }
    return switch (type) {
      case UCharacter.JoiningType.DUAL_JOINING -> "D";
      case UCharacter.JoiningType.LEFT_JOINING -> "L";
      case UCharacter.JoiningType.RIGHT_JOINING -> "R";
      case UCharacter.JoiningType.TRANSPARENT -> "T";
      default -> "";
    };
  }

  private static void check(String file, String header, IntFunction<String> rule)
      throws IOException {
    var text = header + String.join("\n", ranges(rule)) + "\n";
    var path = RESOURCES.resolve(file);
    if ("write".equals(System.getProperty("spinneret.tables"))) {
      Files.writeString(path, text);
    }
    assertEquals(text, Files.readString(path));
  }

  private static List<String> ranges(IntFunction<String> rule) {
    var lines = new ArrayList<String>();
    var start = 0;
    var current = "";
    for (var codePoint = 0; codePoint <= Character.MAX_CODE_POINT + 1; codePoint++) {
      var next = codePoint > Character.MAX_CODE_POINT ? "" : rule.apply(codePoint);
      if (next.equals(current)) {
        continue;
      }
      if (!current.isEmpty()) {
        lines.add(line(start, codePoint - 1, current));
      }
      start = codePoint;
      current = next;
    }
    return lines;
  }

  private static String line(int start, int end, String rule) {
    var range = start == end ? hex(start) : hex(start) + "-" + hex(end);
    if (rule.equals("valid")) {
      return range;
    }
    return rule.startsWith(">")
        ? range + " > " + hex(start + Integer.parseInt(rule.substring(1)))
        : range + " " + rule;
  }

  private static String hex(int codePoint) {
    var digits = HEX.toHexDigits(codePoint).replaceFirst("^0+", "");
    return digits.isEmpty() ? "0" : digits;
  }
}
