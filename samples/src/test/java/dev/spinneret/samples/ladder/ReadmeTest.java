package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/spinneret/samples/ladder");
  private static final Path TESTS = Path.of("src/test/java/dev/spinneret/samples/ladder");

  @Test
  void theTableHasEveryProgramOnceAndNoOther() throws IOException {
    var named = ReadmeRow.all().stream().map(ReadmeRow::program).sorted().toList();
    var programs = new TreeSet<String>();
    try (var files = Files.list(SOURCES)) {
      for (var file : files.toList()) {
        if (Files.readString(file).contains("static void main(")) {
          programs.add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
    assertEquals(List.copyOf(programs), named);
    var readme = Files.readString(Path.of("README.md"));
    assertTrue(readme.contains("dev.spinneret.samples.ladder.TaskFetch"));
  }

  @Test
  void everyProgramHasItsTest() throws IOException {
    for (var row : ReadmeRow.all()) {
      var test = Files.readString(TESTS.resolve(row.test() + ".java"));
      assertTrue(test.contains("@Test") || test.contains("@ParameterizedTest"), row.test());
      assertTrue(test.contains(row.program() + "."), row.test() + " does not use " + row.program());
    }
  }

  @Test
  void noRowIsMalformed() throws IOException {
    var rows =
        Files.readString(Path.of("README.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("| program of the seeds"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .collect(Collectors.toList());
    assertEquals(rows.size(), ReadmeRow.all().size());
    assertTrue(rows.size() >= 25, rows.size() + " rows");
  }
}
