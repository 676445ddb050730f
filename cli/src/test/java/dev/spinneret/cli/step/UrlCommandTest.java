package dev.spinneret.cli.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.terminal.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class UrlCommandTest {
  private record Run(int code, String out, String err) {}

  private static Run run(String lines, String... args) {
    var command = new UrlCommand(Typed.of("url", args));
    var err = new StringWriter();
    command.err = new PrintWriter(err, true);
    var out = new ByteArrayOutputStream();
    try {
      var code = command.run(new ByteArrayInputStream(lines.getBytes(UTF_8)), out);
      return new Run(code, out.toString(UTF_8), err.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void linesAreResolvedAgainstTheBase() {
    assertEquals(
        new Run(0, "https://a.example/b?q\nmailto:x@y\nhttp://c.example/\n", ""),
        run("../b?q\nmailto:x@y\nHTTP://C.example:80\n", "https://a.example/d/e"));
  }

  @Test
  void whatIsNoUrlIsToldAndTheRestGoesOn() {
    assertEquals(
        new Run(3, "http://a.example/\n", "b is not a URL\n"), run("b\nhttp://a.example\n"));
    assertThrows(UsageException.class, () -> run("x", "nowhere"));
  }

  @Test
  void keysAreOfPagesOnly() {
    assertEquals(
        new Run(3, "http://a.example/~b\n", "tel:1 has no key\n"),
        run("http://A.example/%7eb#c\ntel:1\n", "--key"));
  }

  @Test
  void jsonTellsTheParts() {
    assertEquals(
        """
        {"url":"https://u:p@a.example:81/b?c#d","key":"https://u:p@a.example:81/b?c",\
        "scheme":"https","username":"u","password":"p","host":"a.example","port":81,"path":"/b",\
        "query":"c","fragment":"d"}
        {"url":"tel:1","scheme":"tel"}
        """,
        run("https://u:p@a.example:81/b?c#d\ntel:1\n", "--json").out());
  }

  @Test
  void batchAnswersWithUrlAndKeyOrError() throws IOException {
    assertEquals(
        "{\"url\":\"http://a/c#d\",\"key\":\"http://a/c\"}\n",
        batch("{\"input\":\"c#d\",\"base\":\"http://a/b\"}"));
    assertEquals("{\"url\":\"foo:x\"}\n", batch("{\"input\":\"foo:x\",\"base\":null}"));
    assertEquals("{\"error\":\"not a URL\"}\n", batch("{\"input\":\"x\",\"base\":null}"));
    assertEquals(
        "{\"error\":\"\\\"base\\\" is not a URL\"}\n", batch("{\"input\":\"\",\"base\":\"\"}"));
  }

  private static String batch(String line) throws IOException {
    return new String(Batch.answer(line, UrlCommand::answer), UTF_8);
  }
}
