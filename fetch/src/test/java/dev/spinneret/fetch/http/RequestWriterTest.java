package dev.spinneret.fetch.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.http.Headers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestWriterTest {
  private static final byte[] NONE = new byte[0];

  @Test
  void aRequestIsOneLineAndItsFields() {
    var writer = new RequestWriter(List.of(new Headers.Field("User-Agent", "spider/1")));
    var more = RequestWriter.fieldLines(List.of(new Headers.Field("Cookie", "a=b")));
    assertEquals(
        "GET /x?y HTTP/1.1\r\nHost: h:81\r\nUser-Agent: spider/1\r\nCookie: a=b\r\n\r\n",
        write(writer, HttpVersion.HTTP_1_1, "/x?y", "h:81", more));
    assertEquals(
        "GET / HTTP/1.0\r\nHost: h\r\nUser-Agent: spider/1\r\n\r\n",
        write(writer, HttpVersion.HTTP_1_0, "/", "h", NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\0", "\t", " ", "\u007f", "ü", "č"})
  void targetAndAuthorityAreVisibleAscii(String bad) {
    var writer = new RequestWriter(List.of());
    var target = "/a" + bad + "b";
    assertThrows(
        IllegalArgumentException.class,
        () -> write(writer, HttpVersion.HTTP_1_1, target, "h", NONE));
    assertThrows(
        IllegalArgumentException.class,
        () -> write(writer, HttpVersion.HTTP_1_1, "/", "h" + bad, NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\0b", "č"})
  void aValueCannotEndItsLine(String bad) {
    var fields = List.of(new Headers.Field("X", bad));
    var refusal = assertThrows(IllegalArgumentException.class, () -> new RequestWriter(fields));
    assertTrue(refusal.getMessage().contains("field 'X'"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:b", "a\r", "ä", "č"})
  void aNameIsAToken(String bad) {
    var fields = List.of(new Headers.Field(bad, "v"));
    assertThrows(IllegalArgumentException.class, () -> RequestWriter.fieldLines(fields));
  }

  private static String write(
      RequestWriter writer, HttpVersion version, String target, String authority, byte[] more) {
    var out = ByteBuffer.allocate(writer.sizeBytes("GET", target, authority, more));
    writer.write(out, "GET", version, target, authority, more);
    return new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1);
  }
}
