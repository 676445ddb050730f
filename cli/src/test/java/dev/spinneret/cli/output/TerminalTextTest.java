package dev.spinneret.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class TerminalTextTest {
  @Test
  void harmlessTextIsLeftAlone() {
    var text = "http://example.org/a?b=ä 日本 🙂";
    assertSame(text, TerminalText.of(text));
  }

  @Test
  void whatATerminalWouldObeyOrHideIsReplaced() {
    assertEquals("�[31mred�[0m", TerminalText.of("\u001b[31mred\u001b[0m"));
    assertEquals("a�b�c�", TerminalText.of("a\nb\rc\u007f"));
    assertEquals("�2J", TerminalText.of("\u009b2J"));
    assertEquals("abc�txt", TerminalText.of("abc\u202etxt"));
    assertEquals("a�b�", TerminalText.of("a\u200bb\u2028"));
  }
}
