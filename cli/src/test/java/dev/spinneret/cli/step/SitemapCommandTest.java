package dev.spinneret.cli.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.terminal.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SitemapCommandTest {
  private static final String SITEMAP =
      "<urlset><url><loc>https://a.example/1</loc><priority>0.5</priority></url>"
          + "<url><loc>/2</loc><lastmod>2026-02-03</lastmod></url></urlset>";

  private record Run(String out, String err) {}

  private static Run run(String body, String... args) {
    var command = new SitemapCommand(Typed.of("sitemap", args));
    var err = new StringWriter();
    command.err = new PrintWriter(err, true);
    var out = new ByteArrayOutputStream();
    try {
      assertEquals(0, command.run(body.getBytes(UTF_8), out));
      return new Run(out.toString(UTF_8), err.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void urlsAreListedOneALine() {
    assertEquals(
        new Run("https://a.example/1\nhttps://b.example/2\n", ""),
        run(SITEMAP, "--url", "https://b.example/sitemap.xml"));
  }

  @Test
  void relativeLocationsNeedTheSitemapsUrl() {
    assertEquals("https://a.example/1\n", run(SITEMAP).out());
    assertThrows(UsageException.class, () -> run(SITEMAP, "--url", "b.example"));
  }

  @Test
  void jsonTellsAll() {
    assertEquals(
        """
        {"kind":"urlset","entries":[\
        {"loc":"https://a.example/1","lastmod":null,"priority":0.5},\
        {"loc":"https://a.example/2","lastmod":"2026-02-03","priority":null}]}
        """,
        run(SITEMAP, "--json", "--url", "https://a.example/").out());
    assertTrue(run("<sitemapindex/>", "--json").out().startsWith("{\"kind\":\"index\""));
  }

  @Test
  void flawIsAWarning() {
    var run = run(SITEMAP.substring(0, 60), "--json");
    assertTrue(run.out().contains("\"loc\":\"https://a.example/1\""), run.out());
    assertTrue(run.out().contains("\"error\":\"line 1, column "), run.out());
    assertTrue(run.err().startsWith("-: line 1, column "), run.err());
  }

  @Test
  void whatIsNoSitemapIsRefused() {
    var failure = assertThrows(UsageException.class, () -> run("Not found"));
    assertEquals("-: no sitemap: neither XML nor URLs", failure.getMessage());
  }

  @Test
  void batchAnswersEveryRequest() {
    var requests =
        """
        {"url":"https://a.example/","body_b64":"%s"}
        {"url":"https://a.example/","body_b64":""}
        {"url":"a.example","body_b64":""}
        """
            .formatted(Base64.getEncoder().encodeToString("https://a.example/3".getBytes(UTF_8)));
    var out = new ByteArrayOutputStream();
    Batch.run(new ByteArrayInputStream(requests.getBytes(UTF_8)), out, SitemapCommand::answer);
    assertEquals(
        """
        {"kind":"text","entries":[{"loc":"https://a.example/3","lastmod":null,"priority":null}]}
        {"error":"no sitemap: neither XML nor URLs"}
        {"error":"\\"url\\" is not an http(s) URL"}
        """,
        out.toString(UTF_8));
  }
}
