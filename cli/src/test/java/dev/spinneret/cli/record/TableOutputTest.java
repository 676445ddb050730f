package dev.spinneret.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.engine.crawl.verdict.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Cells that a spreadsheet would calculate.
class TableOutputTest {
  private static final List<Field> USUAL = List.copyOf(Field.of(EnumSet.of(Field.Group.ALWAYS)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "=1+1        | '=1+1         | =1+1",
        "+1          | '+1           | +1",
        "-1          | '-1           | -1",
        "@SUM(A1)    | '@SUM(A1)     | @SUM(A1)",
        "=A1,\"b\"   | \"'=A1,\"\"b\"\"\" | \"=A1,\"\"b\"\"\"",
        "`\t=1`      | `\"'\t=1\"`    | `\"\t=1\"`",
        "`\r=1`      | `\"'\r=1\"`    | `\"\r=1\"`",
        "＝1         | '＝1          | ＝1",
        "a=1         | a=1           | a=1",
        "a;=1        | \"a;=1\"      | \"a;=1\"",
        "'=1         | '=1           | '=1",
      })
  void aCellThatBeginsAFormulaIsDefused(String cell, String defused, String raw)
      throws IOException {
    assertEquals(defused, written(cell, false));
    assertEquals(raw, written(cell, true));
  }

  private static String written(String detail, boolean rawCsv) throws IOException {
    var out = new ByteArrayOutputStream();
    var choice = new RecordChoice(USUAL, List.of(), List.of(), true, rawCsv, false);
    try (var csv = OutputFormat.CSV.open(out, choice, "", true)) {
      csv.skipped("u", 0, null, new Verdict.LeftOver(detail));
    }
    var row = out.toString(StandardCharsets.UTF_8);
    return row.substring("u,,,".length(), row.indexOf(",left_over"));
  }
}
