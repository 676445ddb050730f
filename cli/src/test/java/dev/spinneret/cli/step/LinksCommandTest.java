package dev.spinneret.cli.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.terminal.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class LinksCommandTest {
  private static final String PAGE =
      "<title>T</title><a href=x>x</a><a href=http://b.example/ rel=nofollow></a>"
          + "<img src=x><img src=y>";

  private static String run(String body, String... args) {
    var command = new LinksCommand(Typed.of("links", args));
    var out = new ByteArrayOutputStream();
    try {
      command.run(body.getBytes(UTF_8), out);
      return out.toString(UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void everyLinkIsListedOnce() {
    assertEquals(
        "http://a.example/x\nhttp://b.example/\nhttp://a.example/y\n",
        run(PAGE, "--url", "http://a.example/"));
  }

  @Test
  void relativeLinksNeedThePagesUrl() {
    assertEquals("http://b.example/\n", run(PAGE));
    assertEquals("http://c.example/x\n", run("<base href=http://c.example/><a href=x>"));
    assertThrows(UsageException.class, () -> run(PAGE, "--url", "a.example"));
  }

  @Test
  void kindsCanBeChosen() {
    assertEquals(
        "http://a.example/x\nhttp://a.example/y\n",
        run(PAGE, "--url", "http://a.example/", "--kind", "img,srcset"));
    assertThrows(UsageException.class, () -> run(PAGE, "--kind", "image"));
  }

  @Test
  void jsonIsWellFormedWhateverThePageRefersTo() {
    var json =
        run("<title>&#xD800;</title><a href=http://a.example/&#xDC00;>&#55357;x</a>", "--json");
    assertTrue(json.contains("\"title\":\"\ufffd\""), json);
    assertTrue(json.contains("\"text\":\"\ufffdx\""), json);
    assertTrue(json.contains("/%EF%BF%BD"), json);
  }

  @Test
  void jsonTellsThePage() {
    assertEquals(
        """
        {"charset":"KOI8-R","base":"http://a.example/","title":"T","noindex":false,\
        "nofollow":false,"canonical":null,\
        "links":[{"url":"http://a.example/x","kind":"a","nofollow":false,"text":"x"},\
        {"url":"http://b.example/","kind":"a","nofollow":true,"rel":"nofollow"}]}
        """,
        run(
            PAGE,
            "--json",
            "--url=http://a.example/",
            "--type=text/html;charset=koi8",
            "--kind=a"));
  }

  @Test
  void jsonHoldsWhatTheFlagsWantOfThePage() {
    var json =
        run(
            "<html lang=en><title>T</title><h1>One two</h1><a href=x>y</a>",
            "--json",
            "--url=http://a.example/",
            "--facts",
            "--text",
            "--extract=head=h1",
            "--extract=to=a@abs:href");
    assertTrue(json.contains("\"h1\":\"One two\""), json);
    assertTrue(json.contains("\"word_count\":3"), json);
    assertTrue(
        json.contains("\"extract\":{\"head\":\"One two\",\"to\":\"http://a.example/x\"}"), json);
    assertTrue(json.contains("\"text\":\"One two\\ny\""), json);
    assertEquals(json.indexOf("\"title\""), json.lastIndexOf("\"title\""), json);
    assertThrows(UsageException.class, () -> run(PAGE, "--facts"));
  }

  @Test
  void batchAnswersWithThePage() throws IOException {
    var body = Base64.getEncoder().encodeToString("<a href=x>".getBytes(UTF_8));
    assertEquals(
        """
        {"charset":"windows-1252","base":"http://a.example/","title":null,"noindex":false,\
        "nofollow":false,"canonical":null,\
        "links":[{"url":"http://a.example/x","kind":"a","nofollow":false}]}
        """,
        batch(
            "{\"url\":\"http://a.example/\",\"content_type\":null,\"body_b64\":\"%s\"}"
                .formatted(body)));
    assertEquals(
        "{\"error\":\"\\\"url\\\" is not an http(s) URL\"}\n",
        batch("{\"url\":\"ftp://a\",\"body_b64\":\"\"}"));
  }

  private static String batch(String line) throws IOException {
    return new String(
        Batch.answer(line, new LinksCommand(Typed.of("links", "--batch"))::answer), UTF_8);
  }
}
