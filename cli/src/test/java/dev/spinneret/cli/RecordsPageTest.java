package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.record.Field;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `RECORDS.md` has a row for each record field, verdict, failure cause, exit code and value of the
/// summary that the program has, and no other row.
class RecordsPageTest {
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @Test
  void everyFieldOfARecordHasItsRowAndItsPlaceInTheSchema() throws IOException {
    var properties = schema("record").get("properties");
    var page = Files.readString(Path.of("RECORDS.md"));
    for (var field : Field.values()) {
      var row = "| `" + field.label() + "` | " + field.description() + " |\n";
      assertTrue(page.contains(row), () -> "RECORDS.md lacks " + row);
      assertEquals(
          field.description(), properties.at("/" + field.label() + "/description").asText());
    }
    assertEquals(Field.labels(), properties.properties().stream().map(Map.Entry::getKey).toList());
    assertRows("Records", new TreeSet<>(Field.labels()));
  }

  @Test
  void everyVerdictHasARow() throws IOException {
    var verdicts =
        Arrays.stream(VerdictKind.values())
            .map(VerdictKind::label)
            .collect(Collectors.toCollection(TreeSet::new));
    var schema = new TreeSet<String>();
    schema("record").at("/properties/verdict/enum").forEach(name -> schema.add(name.asText()));
    assertEquals(verdicts, schema);
    assertRows("Verdicts", verdicts);
  }

  @Test
  void everyFailureCauseHasARow() throws IOException {
    var causes =
        Arrays.stream(FailureCause.values())
            .map(FailureCause::label)
            .collect(Collectors.toCollection(TreeSet::new));
    assertRows("Failure causes", causes);
  }

  @Test
  void everyExitCodeHasARow() throws Exception {
    var codes = new TreeSet<String>();
    for (var constant : ExitCode.class.getFields()) {
      codes.add(String.valueOf(constant.getInt(null)));
    }
    assertRows("Exit codes", codes);
  }

  @Test
  void everyValueOfTheSummaryHasARow() throws IOException {
    assertRows("The summary", names(schema("summary").get("properties").fieldNames()));
  }

  /// README has a shorter table, in which codes share rows.
  @Test
  void theReadmeNamesEveryExitCode() throws Exception {
    var cells = firstCells(Files.readString(Path.of("..", "README.md")), "Exit codes");
    for (var constant : ExitCode.class.getFields()) {
      var code = String.valueOf(constant.getInt(null));
      assertTrue(
          cells.stream().anyMatch(cell -> List.of(cell.split(", ")).contains(code)),
          () -> "README.md lacks exit code " + code);
    }
  }

  /// Compares what the first cells of a section's table name with what there is.
  private static void assertRows(String section, TreeSet<String> expected) throws IOException {
    var named = new TreeSet<String>();
    for (var cell : firstCells(Files.readString(Path.of("RECORDS.md")), section)) {
      var quoted = NAME.matcher(cell).results().map((MatchResult name) -> name.group(1)).toList();
      for (var name : quoted.isEmpty() ? List.of(cell) : quoted) {
        assertTrue(named.add(name), () -> "RECORDS.md, " + section + ": two rows for " + name);
      }
    }
    assertEquals(expected, named, () -> "the table of \"" + section + "\" in RECORDS.md");
  }

  /// The first cell of each row of the only table under a heading, without the table's head.
  private static List<String> firstCells(String page, String section) {
    return page.lines()
        .dropWhile(line -> !line.equals("## " + section))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("|"))
        .skip(2)
        .map(line -> line.substring(1, line.indexOf('|', 1)).strip())
        .toList();
  }

  private static TreeSet<String> names(java.util.Iterator<String> all) {
    var names = new TreeSet<String>();
    all.forEachRemaining(names::add);
    return names;
  }

  private static JsonNode schema(String name) throws IOException {
    try (var in = Main.class.getResourceAsStream(name + ".schema.json")) {
      return new ObjectMapper().readTree(in);
    }
  }
}
