package dev.spinneret.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
  @Test
  void harmlessTextIsLeftAlone() {
    var text = "http://example.org/a?b=ä 日本 🙂";
    assertSame(text, TerminalText.of(text));
  }

  @Test
  void linesStayLines() {
    var text = "a\tb\n\udb40\udc41\u001b🙂".getBytes(StandardCharsets.UTF_8);
    assertEquals("a\tb\n��🙂", new String(TerminalText.of(text), StandardCharsets.UTF_8));
  }

  @Test
  void whatATerminalWouldObeyOrHideIsReplaced() {
    assertEquals("�[31mred�[0m", TerminalText.of("\u001b[31mred\u001b[0m"));
    assertEquals("a�b�c�", TerminalText.of("a\nb\rc\u007f"));
    assertEquals("�2J", TerminalText.of("\u009b2J"));
    assertEquals("abc�txt", TerminalText.of("abc\u202etxt"));
    assertEquals("a�b�", TerminalText.of("a\u200bb\u2028"));
    assertEquals("a�b", TerminalText.of("a\udb40\udc41b"), "a tag character");
    assertEquals("a�b", TerminalText.of("a\ud800b"), "half a character");
    assertEquals("a��b", TerminalText.of("a\u3164\u115fb"), "letters without ink");
    assertEquals("a�b", TerminalText.of("a\u2066b"));
    assertEquals("❤\ufe0f", TerminalText.of("❤\ufe0f"), "how an emoji looks");
  }
}
