package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
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
    assertArrayEquals(
        new String[] {
          "crawl", "--max-depth=3", "--links", "--exclude=*.pdf", "http://h/", "--max-depth", "1"
        },
        ConfigFile.expand(
            new String[] {"crawl", "http://h/", "--config", file, "--max-depth", "1"}));
  }

  @Test
  void withoutAFileNothingChanges() {
    var args = new String[] {"crawl", "--sample"};
    assertArrayEquals(args, ConfigFile.expand(args));
    assertEquals(0, ConfigFile.expand(new String[0]).length);
  }

  @Test
  void whatTheFileSaysWrongIsNamedWithItsLine() throws IOException {
    assertError("links = maybe", "line 1: links is true or false, not 'maybe'");
    assertError(
        "\n\ndepth = 3", "line 3: 'depth' is no flag of crawl; see --help for what is allowed");
    var error =
        assertThrows(
            UsageException.class,
            () -> ConfigFile.expand(new String[] {"crawl", "--config", "/nonexistent"}));
    assertEquals("--config /nonexistent: it or its directory does not exist", error.getMessage());
    assertThrows(UsageException.class, () -> ConfigFile.expand(new String[] {"crawl", "--config"}));
    assertThrows(
        UsageException.class, () -> ConfigFile.expand(new String[] {"--config=x", "crawl"}));
  }

  private void assertError(String text, String part) throws IOException {
    var file = file(text);
    var error =
        assertThrows(
            UsageException.class,
            () -> ConfigFile.expand(new String[] {"crawl", "--config=" + file}));
    assertEquals("--config " + file + " " + part, error.getMessage());
  }

  private String file(String text) throws IOException {
    var file = directory.resolve("spinneret.conf");
    Files.writeString(file, text);
    return file.toString();
  }
}
