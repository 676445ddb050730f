package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/spinneret/samples/ladder");

  @Test
  void theStoryNamesEveryProgramAndNoOther() throws IOException {
    var readme = Files.readString(Path.of("README.md"));
    var rung = Pattern.compile("^[0-9]+\\. `([A-Za-z]+)`", Pattern.MULTILINE);
    var told =
        rung.matcher(readme)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    var programs = new TreeSet<String>();
    try (var files = Files.list(SOURCES)) {
      for (var file : files.toList()) {
        if (Files.readString(file).contains("static void main(")) {
          programs.add(file.getFileName().toString().replace(".java", ""));
        }
      }
    }
    assertEquals(programs, told);
    assertTrue(readme.contains("dev.spinneret.samples.ladder.TaskFetch"));
  }
}
