package dev.spinneret.cli.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTextTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "example.org, http://example.org/",
    "localhost:8080/a?b, http://localhost:8080/a?b",
    "127.0.0.1, http://127.0.0.1/",
    "[::1]:81/, http://[::1]:81/",
    "//example.org/x, http://example.org/x",
    "\uFEFFhttps://example.org/, https://example.org/",
    "\uFEFFexample.org, http://example.org/",
    "HTTP://EXAMPLE.org, http://example.org/",
  })
  void whatHasNoSchemeIsAnHttpUrl(String text, String href) {
    assertEquals(href, Objects.requireNonNull(SeedText.parse(text)).href());
    assertEquals(!text.toLowerCase(java.util.Locale.ROOT).contains("http"), lacksScheme(text));
  }

  private static boolean lacksScheme(String text) {
    return SeedText.lacksScheme(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://h/",
        "mailto:a@b.test",
        "tel:555",
        "two words",
        "me@h",
        "http://",
        "h:99999",
        "/etc/hosts",
        "./index.html",
        "../x",
        ".",
        "C:\\site\\index.html",
        "C:/site/",
        "~/site",
        ";comment",
        "\"http://h/\"",
        "-x",
        "10",
        "\u2014quiet"
      })
  void whatIsNoHostEitherIsRefused(String text) {
    assertNull(SeedText.parse(text), text);
  }

  @Test
  void blankLinesAndCommentsSayNothing() {
    for (var line : List.of("", "  ", "# x", "\uFEFF# x", "\uFEFF")) {
      assertNull(SeedText.content(line), line);
    }
    assertEquals("a b", SeedText.content(" a b\r"));
    assertEquals("http://h/a#b", SeedText.content("http://h/a#b # the page\r"));
    assertEquals("http://h/", SeedText.content("http://h/\tnutch.score=10"), "a column");
  }

  @Test
  void listsOfAllEncodingsAreRead() throws IOException {
    var text = "http://h/ü\r\n# comment\r\n\r\nhost:81\n";
    var file = directory.resolve("list");
    for (var charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Files.write(file, ("\uFEFF" + text).getBytes(charset));
      var assumed = new ArrayList<String>();

      var seeds = Seeds.of(List.of(), List.of(file.toString()), assumed::add);

      assertEquals("http://h/%C3%BC", seeds.getFirst().href(), charset.name());
      assertEquals("http://host:81/", seeds.getLast().href());
      assertEquals(2, seeds.size());
      assertEquals(List.of("host:81"), assumed);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "@urls.txt | '***@urls.txt' is not an http or https URL; --seeds FILE reads URLs from a"
            + " file",
        "file:///x | 'file:///x' is not an http or https URL; files are crawled where a server"
            + " serves them",
        "/ | '/' is not an http or https URL; files are crawled where a server serves them",
        "ftp://h/ | 'ftp://h/' is not an http or https URL",
      })
  void aTypedTextThatIsNoUrlIsRefusedWithWhatToDo(String text, String message) {
    var failure = assertThrows(UsageException.class, () -> Seeds.url(text));
    assertEquals(message, failure.getMessage());
  }

  @Test
  void aBadLineOfAFileIsNamedByItsNumber() throws IOException {
    var file = directory.resolve("list");
    Files.writeString(file, "h\n\nftp://h/\n");

    var failure =
        assertThrows(
            UsageException.class, () -> Seeds.of(List.of(), List.of(file.toString()), _ -> {}));

    assertTrue(
        String.valueOf(failure.getMessage())
            .endsWith("line 3: 'ftp://h/' is not an http or https URL"),
        failure.getMessage());
    assertFalse(String.valueOf(failure.getMessage()).contains("\n"));
  }

  @Test
  void noMoreIsReadThanAPersonHasTyped() throws IOException {
    var lines =
        SeedText.lines(
            new ByteArrayInputStream("\u00fe".getBytes(StandardCharsets.ISO_8859_1)),
            CodingErrorAction.REPLACE);

    assertEquals("\uFFFD", lines.readLine());
    assertNull(lines.readLine());
  }
}
