package dev.spinneret.fetch.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every case is read whole, byte by byte, and in every two-way split, with the same outcome.
class ReplyReaderTest {

  /// `\r`, `\n`, `\t`, `\0` and `\v` in a wire column stand for themselves; the outcome names the
  /// version, the status, the fields, the body, and then the failure or whether to keep the
  /// connection. The peer closes after the bytes.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '`',
      textBlock =
          """
          # -- the end of the body, RFC 9112 §6.3
          length                        ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\n\\r\\nabc            ¦ 1_1 200 {Content-Length=3} 'abc' keep
          length zero                   ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n               ¦ 1_1 200 {Content-Length=0} '' keep
          length is cut short           ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 4\\r\\n\\r\\nabc            ¦ 1_1 200 {Content-Length=4} 'abc' CLOSED_EARLY
          length, more bytes follow     ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nabc            ¦ 1_1 200 {Content-Length=2} 'ab' keep
          until close                   ¦ HTTP/1.1 200 OK\\r\\n\\r\\nabc                                   ¦ 1_1 200 {} 'abc' close
          until close, nothing          ¦ HTTP/1.0 200 OK\\r\\n\\r\\n                                      ¦ 1_0 200 {} '' close
          equal lengths in two fields   ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\nContent-Length: 3\\r\\n\\r\\nabc ¦ 1_1 200 {Content-Length=3|Content-Length=3} 'abc' keep
          equal lengths in a list       ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 3 , 03\\r\\n\\r\\nabc       ¦ 1_1 200 {Content-Length=3 , 03} 'abc' keep
          conflicting lengths           ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 3\\r\\nContent-Length: 2\\r\\n\\r\\nabc ¦ '' BAD_MESSAGE
          conflicting list              ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 3, 2\\r\\n\\r\\nabc         ¦ '' BAD_MESSAGE
          length with sign              ¦ HTTP/1.1 200 OK\\r\\nContent-Length: +3\\r\\n\\r\\nabc           ¦ '' BAD_MESSAGE
          negative length               ¦ HTTP/1.1 200 OK\\r\\nContent-Length: -3\\r\\n\\r\\nabc           ¦ '' BAD_MESSAGE
          empty length                  ¦ HTTP/1.1 200 OK\\r\\nContent-Length:\\r\\n\\r\\nabc              ¦ '' BAD_MESSAGE
          length of 20 digits           ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\nabc ¦ '' BAD_MESSAGE
          length with unit              ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 3b\\r\\n\\r\\nabc           ¦ '' BAD_MESSAGE
          204 has no body               ¦ HTTP/1.1 204 No Content\\r\\nContent-Length: 3\\r\\n\\r\\nabc    ¦ 1_1 204 {Content-Length=3} '' keep
          304 has no body               ¦ HTTP/1.1 304 Not Modified\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n ¦ 1_1 304 {Transfer-Encoding=chunked} '' keep
          nothing at all                ¦ ``                                                               ¦ '' CLOSED_EARLY
          head is cut short             ¦ HTTP/1.1 200 OK\\r\\nA: b\\r\\n                                  ¦ '' CLOSED_EARLY
          status line is cut short      ¦ HTTP/1.1 20                                                      ¦ '' CLOSED_EARLY
          # -- chunks, RFC 9112 §7.1
          chunks                        ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nabc\\r\\n2\\r\\nde\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} 'abcde' keep
          chunk sizes in both cases     ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: Chunked\\r\\n\\r\\nA\\r\\n0123456789\\r\\na\\r\\n0123456789\\r\\n000\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=Chunked} '01234567890123456789' keep
          extensions and trailers       ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3;a=b;c="d;e"\\r\\nabc\\r\\n0;x\\r\\nT: u\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} 'abc' keep
          blanks after the size         ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3  \\r\\nabc\\r\\n0 ;x\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} 'abc' keep
          lone LF in chunks             ¦ HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\n3\\nabc\\n0\\n\\n ¦ 1_1 200 {Transfer-Encoding=chunked} 'abc' keep
          lone LF after an extension    ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3;a\\nabc\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} '' BAD_MESSAGE
          extension with an open quote  ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3;a="b\\r\\nabc\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} '' BAD_MESSAGE
          no last chunk                 ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nabc\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} 'abc' CLOSED_EARLY
          no end after the last chunk   ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nabc\\r\\n0\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} 'abc' close
          chunk longer than its size    ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n3\\r\\nabcd\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} 'abc' BAD_MESSAGE
          size is no number             ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n  ¦ 1_1 200 {Transfer-Encoding=chunked} '' BAD_MESSAGE
          size with prefix              ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0x3\\r\\nabc\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} '' BAD_MESSAGE
          size with sign                ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-3\\r\\nabc\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} '' BAD_MESSAGE
          empty size                    ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n\\r\\nabc ¦ 1_1 200 {Transfer-Encoding=chunked} '' BAD_MESSAGE
          size beyond 63 bits           ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n10000000000000003\\r\\nabc\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked} '' BAD_MESSAGE
          # -- Transfer-Encoding, RFC 9112 §6.1
          chunks override a length      ¦ HTTP/1.1 200 OK\\r\\nContent-Length: 99\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\na\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Content-Length=99|Transfer-Encoding=chunked} 'a' close
          chunks in a 1.0 reply         ¦ HTTP/1.0 200 OK\\r\\nConnection: keep-alive\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\na\\r\\n0\\r\\n\\r\\n ¦ 1_0 200 {Connection=keep-alive|Transfer-Encoding=chunked} 'a' close
          chunked said twice            ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\na\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=chunked|Transfer-Encoding=chunked} 'a' keep
          chunked before another        ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked, gzip\\r\\n\\r\\n1\\r\\na\\r\\n0\\r\\n\\r\\n ¦ '' BAD_MESSAGE
          another before chunked        ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n1\\r\\na\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=gzip, chunked} 'a' keep
          another alone                 ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip\\r\\nContent-Length: 1\\r\\n\\r\\nabc ¦ 1_1 200 {Transfer-Encoding=gzip|Content-Length=1} 'abc' close
          a name that is no coding      ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: 8bit\\r\\nContent-Length: 2\\r\\n\\r\\nabc ¦ 1_1 200 {Transfer-Encoding=8bit|Content-Length=2} 'ab' close
          another that is none          ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: none, chunked\\r\\n\\r\\n1\\r\\na\\r\\n0\\r\\n\\r\\n ¦ 1_1 200 {Transfer-Encoding=none, chunked} 'a' keep
          identity is none              ¦ HTTP/1.1 200 OK\\r\\nTransfer-Encoding: identity\\r\\nContent-Length: 2\\r\\n\\r\\nabc ¦ 1_1 200 {Transfer-Encoding=identity|Content-Length=2} 'ab' close
          # -- the status line, RFC 9112 §4
          no reason                     ¦ HTTP/1.1 200 \\r\\nContent-Length: 0\\r\\n\\r\\n                 ¦ 1_1 200 {Content-Length=0} '' keep
          no blank before the reason    ¦ HTTP/1.1 200\\r\\nContent-Length: 0\\r\\n\\r\\n                  ¦ 1_1 200 {Content-Length=0} '' keep
          no blank but a reason         ¦ HTTP/1.1 404Not Found\\r\\nContent-Length: 0\\r\\n\\r\\n         ¦ 1_1 404 {Content-Length=0} '' keep
          more blanks                   ¦ HTTP/1.1 \\t200  OK\\r\\nContent-Length: 0\\r\\n\\r\\n           ¦ 1_1 200 {Content-Length=0} '' keep
          higher minor version          ¦ HTTP/1.9 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n               ¦ 1_1 200 {Content-Length=0} '' keep
          higher major version          ¦ HTTP/2.0 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n               ¦ 1_1 200 {Content-Length=0} '' keep
          no minor version              ¦ HTTP/1 200 OK\\r\\n\\r\\n                                        ¦ '' BAD_MESSAGE
          version that is none          ¦ HTTP/5.6 200 OK\\r\\n\\r\\n                                      ¦ '' BAD_MESSAGE
          HTTP/2 in the grammar of 1.1  ¦ HTTP/2 200\\r\\nContent-Length: 0\\r\\n\\r\\n                      ¦ 1_1 200 {Content-Length=0} '' keep
          no version                    ¦ HTTP/ 200 OK\\r\\n\\r\\n                                         ¦ '' BAD_MESSAGE
          version of two digits         ¦ HTTP/1.10 200 OK\\r\\n\\r\\n                                     ¦ '' BAD_MESSAGE
          status of four digits         ¦ HTTP/1.1 2000 OK\\r\\n\\r\\n                                     ¦ '' BAD_MESSAGE
          status of two digits          ¦ HTTP/1.1 20 OK\\r\\n\\r\\n                                       ¦ '' BAD_MESSAGE
          status below 100              ¦ HTTP/1.1 099 OK\\r\\n\\r\\n                                      ¦ '' BAD_MESSAGE
          status above 599              ¦ HTTP/1.1 999 Denied\\r\\nContent-Length: 0\\r\\n\\r\\n           ¦ 1_1 999 {Content-Length=0} '' keep
          status is no number           ¦ HTTP/1.1 abc OK\\r\\n\\r\\n                                      ¦ '' BAD_MESSAGE
          no status                     ¦ HTTP/1.1\\r\\n\\r\\n                                             ¦ '' BAD_MESSAGE
          name in lower case            ¦ http/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n                ¦ 1_1 200 {Content-Length=0} '' keep
          line ends before it           ¦ \\r\\n\\nHTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n        ¦ 1_1 200 {Content-Length=0} '' keep
          byte order mark before it     ¦ ï»¿HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n          ¦ 1_1 200 {Content-Length=0} '' keep
          blank before it               ¦ \\tHTTP/1.1 200 OK\\r\\n\\r\\n                                 ¦ 0_9 200 {} '\\tHTTP/1.1 200 OK\\r\\n\\r\\n' close
          part of a mark before it      ¦ ï»HTTP/1.1 200 OK\\r\\n\\r\\n                                ¦ 0_9 200 {} 'ï»HTTP/1.1 200 OK\\r\\n\\r\\n' close
          bare CR before it             ¦ \\rHTTP/1.1 200 OK\\r\\n\\r\\n                                    ¦ '' BAD_MESSAGE
          bare CR in the status line    ¦ HTTP/1.1 200\\rOK\\r\\n\\r\\n                                    ¦ '' BAD_MESSAGE
          # -- HTTP/0.9, RFC 1945 §6
          no head                       ¦ <p>old</p>                                                       ¦ 0_9 200 {} '<p>old</p>' close
          another protocol              ¦ HTTQ/1.1 200 OK\\r\\n\\r\\n                                      ¦ 0_9 200 {} 'HTTQ/1.1 200 OK\\r\\n\\r\\n' close
          no text                       ¦ \\0\\v                                                          ¦ '' BAD_MESSAGE
          too short to tell             ¦ HTT                                                              ¦ '' CLOSED_EARLY
          # -- fields, RFC 9112 §5
          lone LF                       ¦ HTTP/1.1 200 OK\\nA: b\\nContent-Length: 1\\n\\nx                ¦ 1_1 200 {A=b|Content-Length=1} 'x' keep
          blanks around the value       ¦ HTTP/1.1 200 OK\\r\\nA: \\t b c \\t\\r\\nContent-Length:1\\r\\n\\r\\nx ¦ 1_1 200 {A=b c|Content-Length=1} 'x' keep
          blank before the colon        ¦ HTTP/1.1 200 OK\\r\\nContent-Length : 1\\r\\n\\r\\nxy            ¦ 1_1 200 {Content-Length=1} 'x' close
          folded                        ¦ HTTP/1.1 200 OK\\r\\nA: b\\r\\n  c\\r\\n\\td\\r\\nContent-Length:\\r\\n 1\\r\\n\\r\\nx ¦ 1_1 200 {A=b c d|Content-Length=1} 'x' keep
          fold after the status line    ¦ HTTP/1.1 200 OK\\r\\n Content-Length: 5\\r\\nContent-Length: 1\\r\\n\\r\\nx ¦ 1_1 200 {Content-Length=1} 'x' close
          line without colon            ¦ HTTP/1.1 200 OK\\r\\nwarning in line 3\\r\\n and 4\\r\\nContent-Length: 1\\r\\n\\r\\nx ¦ 1_1 200 {Content-Length=1} 'x' close
          name that is none             ¦ HTTP/1.1 200 OK\\r\\nA B: c\\r\\n: d\\r\\nContent-Length: 1\\r\\n\\r\\nx ¦ 1_1 200 {Content-Length=1} 'x' close
          bare CR in a value            ¦ HTTP/1.1 200 OK\\r\\nA: b\\rC: d\\r\\nContent-Length: 1\\r\\n\\r\\nx ¦ 1_1 200 {A=b C: d|Content-Length=1} 'x' close
          CR CR LF                      ¦ HTTP/1.1 200 OK\\r\\r\\nContent-Length: 1\\r\\r\\n\\r\\r\\nx      ¦ 1_1 200 {Content-Length=1} 'x' keep
          NUL in a value                ¦ HTTP/1.1 200 OK\\r\\nA: b\\0\\r\\n\\r\\n                         ¦ '' BAD_MESSAGE
          UTF-8 in a value              ¦ HTTP/1.1 200 OK\\r\\nA: Ã¼\\r\\nContent-Length: 0\\r\\n\\r\\n     ¦ 1_1 200 {A=ü|Content-Length=0} '' keep
          Latin-1 in a value            ¦ HTTP/1.1 200 OK\\r\\nA: ü\\r\\nContent-Length: 0\\r\\n\\r\\n      ¦ 1_1 200 {A=ü|Content-Length=0} '' keep
          empty value                   ¦ HTTP/1.1 200 OK\\r\\nA:\\r\\nContent-Length: 0\\r\\n\\r\\n       ¦ 1_1 200 {A=|Content-Length=0} '' keep
          more fields than the limit    ¦ HTTP/1.1 200 OK\\r\\na:\\r\\nb:\\r\\nc:\\r\\nd:\\r\\ne:\\r\\nf:\\r\\ng:\\r\\nh:\\r\\ni:\\r\\nj:\\r\\nk:\\r\\nl:\\r\\nm:\\r\\n\\r\\n ¦ '' HEADERS_TOO_LARGE
          # -- interim replies, RFC 9110 §15.2
          interim replies               ¦ HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 103 Early Hints\\r\\nContent-Length: 9\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\n\\r\\nx ¦ 1xx 1xx 1_1 200 {Content-Length=1} 'x' keep
          interim, then no status line  ¦ HTTP/1.1 100 Continue\\r\\n\\r\\nhello                           ¦ 1xx '' BAD_MESSAGE
          switching protocols unasked   ¦ HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: x\\r\\n\\r\\nabc  ¦ 1_1 101 {Upgrade=x} '' close
          # -- persistence, RFC 9112 §9.3
          1.1 says close                ¦ HTTP/1.1 200 OK\\r\\nConnection: foo, Close\\r\\nContent-Length: 0\\r\\n\\r\\n ¦ 1_1 200 {Connection=foo, Close|Content-Length=0} '' close
          1.0 says nothing              ¦ HTTP/1.0 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n               ¦ 1_0 200 {Content-Length=0} '' close
          1.0 says keep-alive           ¦ HTTP/1.0 200 OK\\r\\nConnection: Keep-Alive\\r\\nContent-Length: 0\\r\\n\\r\\n ¦ 1_0 200 {Connection=Keep-Alive|Content-Length=0} '' keep
          close wins over keep-alive    ¦ HTTP/1.1 200 OK\\r\\nConnection: keep-alive\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n ¦ 1_1 200 {Connection=keep-alive|Connection=close|Content-Length=0} '' close
          """)
  void readsTheSameHoweverItIsCut(String name, String wire, String outcome) {
    var bytes = unescape(wire);
    var expected = unescape(outcome);
    assertEquals(expected, Trace.of(bytes, true), "whole");
    var each = IntStream.range(1, Math.max(1, bytes.length())).toArray();
    assertEquals(expected, Trace.of(bytes, true, each), "byte by byte");
    for (var cut = 1; cut < bytes.length(); cut++) {
      assertEquals(expected, Trace.of(bytes, true, cut), "cut at " + cut);
    }
  }

  @Test
  void aReplyThatSaysItsEndEndsWithoutTheConnectionsEnd() {
    var length = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";
    assertEquals("1_1 200 {Content-Length=1} 'x' keep", Trace.of(length, false));
    var chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";
    assertEquals("1_1 200 {Transfer-Encoding=chunked} 'x' keep", Trace.of(chunks, false));
    var none = "HTTP/1.1 204 No Content\r\n\r\n";
    assertEquals("1_1 204 {} '' keep", Trace.of(none, false));
    var open = "HTTP/1.1 200 OK\r\n\r\nx";
    assertEquals("1_1 200 {} …x", Trace.of(open, false));
  }

  @Test
  void repliesFollowEachOtherOnOneConnection() {
    var reader = new ReplyReader(HeadLimits.DEFAULT);
    var wire =
        Trace.bytes(
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
                + "\r\nHTTP/1.1 404 No\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n");
    reader.start(HttpVersion.HTTP_1_1, false);
    var one = new Trace(reader);
    one.feed(wire, 0, wire.length);
    assertEquals("1_1 200 {Content-Length=1} 'a' keep", one.toString());
    reader.start(HttpVersion.HTTP_1_1, false);
    var two = new Trace(reader);
    two.feed(wire, wire.length - one.left(), wire.length);
    assertEquals("1_1 404 {Transfer-Encoding=chunked} 'b' keep", two.toString());
    assertEquals(0, two.left());
  }

  @Test
  void bytesWithoutAHeadAreRefusedOnAUsedConnection() {
    var reader = new ReplyReader(HeadLimits.DEFAULT);
    reader.start(HttpVersion.HTTP_1_1, false);
    var one = new Trace(reader);
    var wire = Trace.bytes("HTTP/1.1 204 No\r\n\r\nstray");
    one.feed(wire, 0, wire.length);
    reader.start(HttpVersion.HTTP_1_1, false);
    var two = new Trace(reader);
    two.feed(wire, wire.length - one.left(), wire.length);
    assertEquals("'' BAD_MESSAGE", two.toString());
  }

  @Test
  void theReplyToHeadHasNoBody() {
    var reader = new ReplyReader(HeadLimits.DEFAULT);
    reader.start(HttpVersion.HTTP_1_1, true);
    var trace = new Trace(reader);
    var wire = Trace.bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
    trace.feed(wire, 0, wire.length);
    assertEquals("1_1 200 {Content-Length=9} '' keep", trace.toString());
  }

  @Test
  void aReplyInOneDotOneToAOneDotZeroRequestKeepsOnlyWhenItSaysSo() {
    var reader = new ReplyReader(HeadLimits.DEFAULT);
    reader.start(HttpVersion.HTTP_1_0, false);
    var trace = new Trace(reader);
    var wire = Trace.bytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    trace.feed(wire, 0, wire.length);
    assertEquals("1_1 200 {Content-Length=0} '' close", trace.toString());
  }

  @Test
  void anEndlessHeadEndsAtTheLimit() {
    var head = "HTTP/1.1 200 OK\r\nA: " + "b".repeat(1000);
    assertEquals("'' HEADERS_TOO_LARGE", Trace.of(head, false));
    assertEquals("'' HEADERS_TOO_LARGE", Trace.of(head, false, 100, 200, 300, 399, 400));
    var interim = "HTTP/1.1 100 Continue\r\n\r\n".repeat(17);
    assertEquals("1xx ".repeat(16) + "'' HEADERS_TOO_LARGE", Trace.of(interim, false));
  }

  @Test
  void endlessTrailersAndExtensionsEndAtTheLimit() {
    var head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    var heading = "1_1 200 {Transfer-Encoding=chunked} ";
    var trailers = head + "0\r\n" + "A: b\r\n".repeat(100);
    assertEquals(heading + "'' HEADERS_TOO_LARGE", Trace.of(trailers, false));
    var extensions = head + "1;abcdefgh\r\nx\r\n".repeat(100);
    var read = "x".repeat(44);
    assertEquals(heading + "'" + read + "' HEADERS_TOO_LARGE", Trace.of(extensions, false));
    var size = head + "1;" + "a".repeat(20_000);
    assertEquals(heading + "'' BAD_MESSAGE", Trace.of(size, false));
  }

  @Test
  void aReplyMustEndBeforeTheNextStarts() {
    var reader = new ReplyReader(HeadLimits.DEFAULT);
    reader.start(HttpVersion.HTTP_1_1, false);
    assertThrows(IllegalStateException.class, () -> reader.start(HttpVersion.HTTP_1_1, false));
    assertThrows(IllegalStateException.class, reader::head);
    assertThrows(IllegalStateException.class, reader::broken);
  }

  private static String unescape(String text) {
    return text.replace("\\r", "\r")
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\0", "\0")
        .replace("\\v", "\u000b");
  }
}
