package dev.spinneret.parse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/html | text/html |",
        "TEXT/HTML;charset=UTF-8 | text/html | UTF-8",
        "text/html ; Charset = x ; charset=utf-8 | text/html | utf-8",
        "text/html; charset=\"utf-8\"; x=y | text/html | utf-8",
        "text/html;charset=\"a\\\"b\" | text/html | a\"b",
        "text/html; charset=koi8-r ; charset=utf-8 | text/html | koi8-r",
        "text/html;; ; charset=x | text/html | x",
        "text/html; charset | text/html |",
        "application/xhtml+xml | application/xhtml+xml |",
      })
  void essenceAndCharsetAreRead(String value, String essence, String charset) {
    assertEquals(new ContentType(essence, charset), ContentType.parse(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "html", "text/", "/html", "text html", "te xt/html", "text/ht(ml"})
  void whatIsNoMediaTypeIsNone(String value) {
    assertNull(ContentType.parse(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "text/plain ^ text/html | text/html |",
        "text/plain, text/html | text/html |",
        "text/html ^ nonsense | text/html |",
        "text/html;charset=gbk ^ text/html | text/html | gbk",
        "text/html;charset=gbk, text/html;x=\",text/plain\" | text/html | gbk",
        "text/html;charset=gbk ^ text/html;charset=utf-8 | text/html | utf-8",
        "text/html;charset=gbk ^ text/plain ^ text/html | text/html |",
        "text/html ^ */* | text/html |",
        ", text/html, | text/html |"
      })
  void lastValidFieldCounts(String values, String essence, String charset) {
    assertEquals(
        new ContentType(essence, charset),
        ContentType.extract(Arrays.asList(values.split(" \\^ "))));
  }

  @Test
  void fieldsThatSayNothingGiveNoType() {
    assertNull(ContentType.extract(List.of()));
    assertNull(ContentType.extract(List.of("", "*/*", "nonsense")));
  }

  @Test
  void xmlTypesAreThoseOfTheStandard() {
    for (var type : List.of("text/xml", "application/xml", "image/svg+xml", "a/b+xml")) {
      assertTrue(Objects.requireNonNull(ContentType.parse(type)).isXml(), type);
    }
    for (var type : List.of("text/html", "text/xmlx", "application/xml-dtd")) {
      assertFalse(Objects.requireNonNull(ContentType.parse(type)).isXml(), type);
    }
  }
}
