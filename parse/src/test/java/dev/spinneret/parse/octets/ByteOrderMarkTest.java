package dev.spinneret.parse.octets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ByteOrderMarkTest {
  @ParameterizedTest
  @EnumSource
  void aMarkIsTheCharacterFeffInItsEncoding(ByteOrderMark mark) {
    var text = "\uFEFFa".getBytes(charset(mark));
    assertEquals(mark, ByteOrderMark.of(text));
    assertEquals("a", new String(text, mark.length(), text.length - mark.length(), charset(mark)));
  }

  @ParameterizedTest
  @EnumSource
  void aMarkThatIsCutIsNone(ByteOrderMark mark) {
    var text = "\uFEFF".getBytes(charset(mark));
    assertNull(ByteOrderMark.of(Arrays.copyOf(text, text.length - 1)));
    assertNull(ByteOrderMark.of(new byte[0]));
  }

  private static Charset charset(ByteOrderMark mark) {
    return switch (mark) {
      case UTF_8 -> StandardCharsets.UTF_8;
      case UTF_16BE -> StandardCharsets.UTF_16BE;
      case UTF_16LE -> StandardCharsets.UTF_16LE;
    };
  }
}
