package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.text.CharsetSniffer;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {
  private static final WebUrl URL = PageParserTest.url("http://h.test/");

  private static ParsedPage read(PageReader reader, String html, String contentType) {
    return reader.read(html.getBytes(StandardCharsets.UTF_8), ContentType.parse(contentType), URL);
  }

  @Test
  void theScannerSettlesPlainPagesAndJsoupTheRest() {
    var plain = "<p><a href=x>x</a>";
    var reader = new PageReader(ParserKind.SCANNER, 1);
    assertTrue(read(reader, plain, "text/html").withoutTree());
    assertFalse(read(reader, "<template>" + plain, "text/html").withoutTree());
    var xhtml = "<html xmlns='http://www.w3.org/1999/xhtml'>" + plain + "</html>";
    assertFalse(read(reader, xhtml, "application/xhtml+xml").withoutTree());
    var jsoup = new PageReader(ParserKind.JSOUP, 0);
    assertFalse(read(jsoup, plain, "text/html").withoutTree());
    assertEquals(read(jsoup, plain, "text/html").page(), read(reader, plain, "text/html").page());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html xmlns='http://www.w3.org/1999/xhtml'><title/><a href='/x'>a</a></html>",
        "<!doctype html><html><body><br>&nbsp;<a href='/x'>a</a></body></html>",
        "<!doctype html><title>t</title><a href=/x>a",
        "<html><body><a href='/x'>a</a></body></html>",
      })
  void whatCallsItselfXhtmlIsReadAsWhatItIs(String text) {
    for (var kind : ParserKind.values()) {
      var page = read(new PageReader(kind, 0), text, "application/xhtml+xml").page();
      assertEquals(
          List.of("/x"), page.links().stream().map(link -> link.url().path()).toList(), text);
    }
  }

  @Test
  void aShareOfThePagesIsChecked() {
    for (var share : new double[] {0, 0.25, 1}) {
      var reader = new PageReader(ParserKind.SCANNER, share);
      var checked =
          IntStream.range(0, 10_000)
              .filter(i -> reader.isChecked(PageParserTest.url("http://h.test/page-" + i)))
              .count();
      assertEquals(share, checked / 10_000.0, share == 0.25 ? 0.03 : 0);
    }
  }

  @Test
  void anotherAnswerThanJsoupsIsAnError() {
    var body = "<a href=x>".getBytes(StandardCharsets.UTF_8);
    var sniffed = CharsetSniffer.sniff(body, null);
    var right = TreeParser.parse(body, sniffed, false, URL, PageReader.DEFAULT, Effort.unlimited());
    PageReader.DEFAULT.check(right, body, sniffed, null, URL);
    var wrong = PageParser.parse(new byte[0], null, URL);
    var failure =
        assertThrows(
            ParserDifferenceException.class,
            () -> PageReader.DEFAULT.check(wrong, body, sniffed, null, URL));
    assertEquals(body, failure.body());
    assertTrue(String.valueOf(failure.getMessage()).contains("http://h.test/"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void aShareIsFromZeroToOne(double share) {
    assertThrows(IllegalArgumentException.class, () -> new PageReader(ParserKind.SCANNER, share));
  }
}
