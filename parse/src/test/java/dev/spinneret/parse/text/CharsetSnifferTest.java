package dev.spinneret.parse.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.parse.http.ContentType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetSnifferTest {
  private static String sniff(String latin1, @Nullable String contentType) {
    return CharsetSniffer.sniff(
            latin1.getBytes(ISO_8859_1),
            contentType == null ? null : ContentType.parse(contentType))
        .encoding()
        .name();
  }

  @Test
  void markComesBeforeHeaderBeforeMeta() {
    var meta = "<meta charset=koi8-r>";
    assertEquals("UTF-8", sniff("\u00EF\u00BB\u00BF" + meta, "text/html; charset=big5"));
    assertEquals("UTF-16BE", sniff("\u00FE\u00FF" + meta, "text/html; charset=big5"));
    assertEquals("UTF-16LE", sniff("\u00FF\u00FE" + meta, null));
    assertEquals("Big5", sniff(meta, "text/html; charset=big5"));
    assertEquals("KOI8-R", sniff(meta, "text/html; charset=nonsense"));
    assertEquals("KOI8-R", sniff(meta, null));
    assertEquals("windows-1252", sniff("", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/html; charset=utf-8 | UTF-8",
        "text/html;CHARSET=\"utf\\-8\" | UTF-8",
        "text/html; charset= ; charset=koi8-r | KOI8-R",
        "text/html;charset;charset=koi8-r | KOI8-R",
        "text/html; x=\";charset=koi8-r\"; charset=gbk | GBK",
        "text/html; charset='utf-8' | windows-1252",
        "text/html; charset = utf-8 | windows-1252",
        "text/html | windows-1252",
      })
  void headerIsReadAsAMimeType(String contentType, String expected) {
    assertEquals(expected, sniff("", contentType));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta charset=koi8-r>",
        "<META CHARSET = \"KOI8-R\" >",
        "<meta/charset=' koi8-r '/>",
        "<!-- <meta charset=gbk> --><meta charset=koi8-r>",
        "<!--><meta charset=koi8-r>",
        "<!doctype html><html a='>'><head a=<meta ><meta charset=koi8-r>",
        "<?php <meta charset=gbk ?><meta charset=koi8-r>",
        "</x <meta charset=gbk><meta charset=koi8-r>",
        "<meta content='text/html; charset=koi8-r' http-equiv=Content-Type>",
        "<meta http-equiv=content-type content='charsetx charset = \"koi8-r\"'>",
        "<meta content='charset=koi8-r'><meta charset=koi8-r>",
        "<meta charset=nonsense><meta charset=koi8-r>",
        "<meta charset=koi8-r charset=gbk>",
        "<metacharset=gbk><meta charset=koi8-r>",
        "<script>'<meta charset=koi8-r>'</script>",
        "<?xml version='1.0' encoding='koi8-r'?>",
      })
  void metaIsFoundAsThePrescanDoes(String html) {
    assertEquals("KOI8-R", sniff(html, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta content='text/html; charset=koi8-r'>",
        "<meta charset=koi8-r",
        "<!-- <meta charset=koi8-r>",
        "<meta charset='koi8-r>",
        "<meta http-equiv=content-type content='charset=\"koi8-r'>",
        "<?xml encoding=koi8-r?>",
        "<? encoding='koi8-r'?>",
        "<meta",
        "<",
        "<!",
        "</",
        "<a",
        "<!--",
        "<meta ",
        "<meta charset",
        "<meta charset=",
      })
  void whatIsNotADeclarationIsNone(String html) {
    assertEquals("windows-1252", sniff(html, null));
    assertEquals("windows-1252", sniff(html + " ".repeat(2000), null));
  }

  @Test
  void onlyTheFirstKilobyteCounts() {
    var padding = " ".repeat(1024 - "<meta charset=gbk>".length());
    assertEquals("GBK", sniff(padding + "<meta charset=gbk>", null));
    assertEquals("windows-1252", sniff(padding + " <meta charset=gbk>", null));
  }

  @Test
  void whatIsWrittenInAsciiCannotBeUtf16() {
    assertEquals("UTF-8", sniff("<meta charset=utf-16be>", null));
    assertEquals("windows-1252", sniff("<meta charset=x-user-defined>", null));
    assertEquals("UTF-8", sniff("<?xml encoding='utf-16'?>", null));
    var xml = "<?xml version='1.0'?>".getBytes(UTF_16LE);
    assertEquals("UTF-16LE", CharsetSniffer.sniff(xml, null).encoding().name());
  }

  @Test
  void xmlIsUtf8UnlessDeclared() {
    assertEquals("UTF-8", sniff("<meta charset=gbk>", "application/xhtml+xml"));
    assertEquals("GBK", sniff("<?xml encoding='gbk'?>", "text/xml"));
    assertEquals("Big5", sniff("<?xml encoding='gbk'?>", "application/xml; charset=big5"));
  }
}
