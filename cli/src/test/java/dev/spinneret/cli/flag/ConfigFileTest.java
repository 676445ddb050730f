package dev.spinneret.cli.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  private static final Command CRAWL =
      new Command(
          Table.of("crawl", "Crawls.")
              .withFlags(
                  Flag.of("--max-depth=N", Kind.INTEGER, "Depth."),
                  Flag.on("--links", "Links."),
                  Flag.on("-q, --quiet", "Quiet."),
                  Flag.many("--exclude=PATTERN", Kind.TEXT, "Excludes."),
                  ConfigFile.FLAG),
          _ -> 0);

  @TempDir Path directory;

  @Test
  void flagsOfTheFileComeBeforeWhatIsTyped() throws IOException {
    var file =
        file(
            """
            # nightly
            max-depth = 3
            links
            quiet = false
            exclude = *.pdf
            """);
    assertEquals(
        List.of(
            "crawl",
            "--max-depth=3",
            "--links",
            "--exclude=*.pdf",
            "http://h/",
            "--max-depth",
            "1"),
        expand("crawl", "http://h/", "--config", file, "--max-depth", "1"));
  }

  @Test
  void withoutAFileNothingChanges() {
    assertEquals(List.of("crawl", "--sample"), expand("crawl", "--sample"));
    assertEquals(List.of(), expand());
  }

  @Test
  void whatTheFileSaysWrongIsNamedWithItsLine() throws IOException {
    assertError("links = maybe", "line 1: --links: 'maybe' is neither true nor false");
    assertError(
        "\n\ndepth = 3", "line 3: 'depth' is not a flag of crawl; see --help for what is allowed");
    var error =
        assertThrows(UsageException.class, () -> expand("crawl", "--config", "/nonexistent"));
    assertEquals("--config /nonexistent: it or its directory does not exist", error.getMessage());
    assertThrows(UsageException.class, () -> expand("crawl", "--config"));
    assertThrows(UsageException.class, () -> expand("--config=x", "crawl"));
  }

  private void assertError(String text, String part) throws IOException {
    var file = file(text);
    var error = assertThrows(UsageException.class, () -> expand("crawl", "--config=" + file));
    assertEquals("--config " + file + " " + part, error.getMessage());
  }

  private static List<String> expand(String... words) {
    return ConfigFile.expand(List.of(words), name -> name.equals("crawl") ? CRAWL : null);
  }

  private String file(String text) throws IOException {
    var file = directory.resolve("spinneret.conf");
    Files.writeString(file, text);
    return file.toString();
  }
}
