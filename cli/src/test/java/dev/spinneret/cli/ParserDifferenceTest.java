package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.parse.html.ParserDifferenceException;
import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParserDifferenceTest {
  @TempDir Path directory;

  private final byte[] body = "<a href=x>".getBytes(StandardCharsets.UTF_8);

  private String told(Path where) {
    var url = WebUrl.parse("http://h.test/page", null);
    assertNotNull(url);
    var text = new StringWriter();
    var failure = new ParserDifferenceException(url, ContentType.HTML, body);
    assertEquals(
        ExitCode.SOFTWARE, Failures.difference(new PrintWriter(text, true), failure, where));
    return text.toString();
  }

  @Test
  void thePageIsSavedWhereTheMessageSays() throws IOException {
    var message = told(directory);
    assertTrue(message.contains("differ on http://h.test/page (text/html)"), message);
    var name = message.substring(message.indexOf("saved as ") + 9).strip();
    assertArrayEquals(body, Files.readAllBytes(Path.of(name)));
  }

  @Test
  void aPageThatCannotBeSavedIsStillTold() {
    var message = told(directory.resolve("missing"));
    assertTrue(message.contains("http://h.test/page"), message);
    assertTrue(message.contains("could not be saved"), message);
  }
}
