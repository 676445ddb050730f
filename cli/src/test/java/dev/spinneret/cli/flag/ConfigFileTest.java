package dev.spinneret.cli.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  /// The user's own file; null for none.
  private @Nullable Path own;

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
  void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
    for (var text : List.of("\uFEFF# nightly\r\nmax-depth = 3\r\n", "\uFEFFmax-depth = 3")) {
      assertEquals(List.of("crawl", "--max-depth=3"), expand("crawl", "--config", file(text)));
    }
  }

  @Test
  void theFileOfTheUsersOwnComesFirst() throws IOException {
    var file = file("max-depth = 3\n");
    own = directory.resolve("crawl.conf");
    assertEquals(List.of("crawl", "--sample"), expand("crawl", "--sample"), "there is none");
    Files.writeString(own, "max-depth = 2\nlinks = true\n");
    assertEquals(
        List.of("crawl", "--max-depth=2", "--links", "--max-depth=3", "--sample"),
        expand("crawl", "--sample", "--config", file));
    assertEquals(
        List.of("crawl", "--max-depth=3", "--sample"),
        expand("crawl", "--sample", "--no-config", "--config", file));
    Files.writeString(own, "max-depth = deep\n");
    var error = assertThrows(UsageException.class, () -> expand("crawl"));
    assertEquals(
        own + " line 1: --max-depth: 'deep' is not a whole number, such as 10", error.getMessage());
  }

  @Test
  void itsPlaceIsThatOfTheSpecification() {
    assertEquals(
        Path.of("/home/me/.config/spinneret/crawl.conf"),
        ConfigFile.own("crawl", Map.of("HOME", "/home/me")));
    assertEquals(
        Path.of("/etc/me/spinneret/crawl.conf"),
        ConfigFile.own("crawl", Map.of("HOME", "/home/me", "XDG_CONFIG_HOME", "/etc/me")));
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

  private List<String> expand(String... words) {
    return ConfigFile.expand(List.of(words), name -> name.equals("crawl") ? CRAWL : null, own);
  }

  private String file(String text) throws IOException {
    var file = directory.resolve("spinneret.conf");
    Files.writeString(file, text);
    return file.toString();
  }
}
