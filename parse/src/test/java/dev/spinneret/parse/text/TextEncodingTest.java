package dev.spinneret.parse.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextEncodingTest {
  private static TextEncoding encoding(String label) {
    var encoding = TextEncoding.forLabel(label);
    assertNotNull(encoding, label);
    return encoding;
  }

  private static String decode(String label, int... octets) {
    var body = new byte[octets.length];
    for (var i = 0; i < octets.length; i++) {
      body[i] = (byte) octets[i];
    }
    return encoding(label).decode(body, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "Latin1, windows-1252",
    "'  UTF8\t', UTF-8",
    "ISO-8859-9, windows-1254",
    "tis-620, windows-874",
    "gb2312, GBK",
    "iso-8859-8-i, ISO-8859-8-I",
    "ks_c_5601-1987, EUC-KR",
    "hz-gb-2312, replacement",
    "unicode, UTF-16LE",
  })
  void labelsAreThoseOfTheStandard(String label, String name) {
    assertEquals(name, encoding(label).name());
  }

  @Test
  void unknownLabelHasNoEncoding() {
    assertNull(TextEncoding.forLabel("utf-7"));
    assertNull(TextEncoding.forLabel(""));
    assertNull(TextEncoding.forLabel("utf\u20138"));
  }

  @Test
  void everyEncodingDecodesAndEncodes() {
    var encodings = Set.copyOf(EncodingTable.byLabel().values());
    assertEquals(40, encodings.size());
    var others = new TreeSet<String>();
    for (var encoding : encodings) {
      if (!encoding.decode(new byte[] {'a', 'b', 'c'}, 0).equals("abc")) {
        others.add(encoding.name());
      }
      var query = encoding.queryEncoding();
      if (query != null) {
        assertEquals("a=b", query.toAscii("a=b"), encoding.name());
      }
    }
    assertEquals(Set.of("UTF-16BE", "UTF-16LE", "replacement"), others);
  }

  @Test
  void constantsAreWhatTheirLabelsFind() {
    assertSame(TextEncoding.UTF_8, encoding("utf8"));
    assertSame(TextEncoding.UTF_8, encoding("UTF-8"));
    assertSame(TextEncoding.WINDOWS_1252, encoding("latin1"));
    assertSame(TextEncoding.UTF_16LE, encoding("utf-16"));
    assertSame(TextEncoding.UTF_16BE, encoding("utf-16be"));
  }

  @Test
  void singleByteTablesAreThoseOfTheStandard() {
    assertEquals("€\u0081Œ\u009DŸ", decode("latin1", 0x80, 0x81, 0x8C, 0x9D, 0x9F));
    assertEquals("\uFFFD\u0098", decode("windows-1253", 0xAA, 0x98));
    assertEquals("ĄĒ\u0080ð", decode("iso-8859-10", 0xA1, 0xA2, 0x80, 0xF0));
    assertEquals("Ḃŵ\u009F", decode("iso-8859-14", 0xA1, 0xF0, 0x9F));
    assertEquals("\uF780\uF7FFA", decode("x-user-defined", 0x80, 0xFF, 0x41));
    assertEquals("ґўЎ", decode("koi8-u", 0xAD, 0xAE, 0xBE));
    assertEquals("\u05BA", decode("windows-1255", 0xCA));
    assertEquals("я€", decode("x-mac-cyrillic", 0xDF, 0xFF));
    assertEquals("plain", decode("ibm866", 'p', 'l', 'a', 'i', 'n'));
  }

  @Test
  void multiByteAndReplacementDecode() {
    assertEquals("日①", decode("shift_jis", 0x93, 0xFA, 0x87, 0x40));
    assertEquals(
        "日①ｱ丂～",
        decode("euc-jp", 0xC6, 0xFC, 0xAD, 0xA1, 0x8E, 0xB1, 0x8F, 0xB0, 0xA1, 0xA1, 0xC1));
    assertEquals("\uFFFDa\uFFFD\uFFFD", decode("euc-jp", 0xC6, 'a', 0x80, 0xFE));
    assertEquals("€日€😀", decode("gbk", 0x80, 0xC8, 0xD5, 0x80, 0x94, 0x39, 0xFC, 0x36));
    assertEquals("€\uFFFD", decode("gb18030", 0x80, 0xFF));
    assertEquals("한", decode("euc-kr", 0xC7, 0xD1));
    assertEquals("日", decode("iso-2022-jp", 0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42));
    assertEquals("A\uFFFD", decode("utf-8", 'A', 0xFF));
    assertEquals("\uFFFD", decode("replacement", 'a', 'b'));
    assertEquals("", decode("replacement"));
  }

  @Test
  void loneSurrogateTakesNothingWithIt() {
    assertEquals("a\uFFFD<😀", decode("utf-16be", 0, 'a', 0xD8, 0, 0, '<', 0xD8, 0x3D, 0xDE, 0));
    assertEquals("\uFFFDb\uFFFD", decode("utf-16le", 0, 0xDC, 'b', 0, 'c'));
  }

  @Test
  void octetsThatAreNoCharacterSwallowNoAscii() {
    for (var label : new String[] {"gbk", "gb18030", "big5", "euc-kr", "shift_jis", "euc-jp"}) {
      assertEquals("\uFFFD\">", decode(label, 0xF3, '"', '>'), label);
      assertEquals("a\uFFFD", decode(label, 'a', 0xF3), label);
    }
    assertEquals("\uFFFD9\uFFFD<", decode("gb18030", 0xFE, '9', 0xFE, '<'));
    assertEquals("\u0080\uFFFD", decode("shift_jis", 0x80, 0xFF));
    assertEquals("\uFFFD\uFFFD", decode("big5", 0x80, 0xFF));
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1252, é€漢, %E9%80%26%2328450%3B",
    "iso-8859-14, ḃ, %A2",
    "shift_jis, 日é−¥‾, %93%FA%26%23233%3B%81|\\~",
    "gbk, 日€😀, %C8%D5%80%26%23128512%3B",
    "gb18030, 😀, %949%FC6",
    "euc-kr, 한, %C7%D1",
    "big5, 日, %A4%E9",
    "euc-jp, 日①ｱ¥é－, %C6%FC%AD%A1%8E%B1\\%26%23233%3B%A1%DD",
    "iso-2022-jp, a日b, a\u001B$BF|\u001B(Bb",
    "x-user-defined, \uF7C1, %C1",
    "koi8-r, \uD83D, %26%2365533%3B",
  })
  void queriesAreWrittenInTheEncoding(String label, String query, String ascii) {
    var queryEncoding = encoding(label).queryEncoding();
    assertNotNull(queryEncoding);
    assertEquals(ascii, queryEncoding.toAscii(query));
  }

  @Test
  void queriesInUtf8NeedNoEncoding() {
    for (var label : new String[] {"utf-8", "utf-16le", "utf-16be", "replacement"}) {
      assertNull(encoding(label).queryEncoding(), label);
    }
  }
}
