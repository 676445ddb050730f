package dev.spinneret.fetch.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Handshakes with every reply whole, byte by byte, and split in two everywhere.
class HandshakeTest {
  private static final Proxy OPEN = Proxy.parse("socks5://p:1");
  private static final Proxy LOGIN = Proxy.parse("socks5://me:pw@p:1");

  @Test
  void socksWithoutALogin() {
    assertTalk(
        () -> Socks5Handshake.to(OPEN, InetAddress.ofLiteral("192.0.2.1"), 443),
        "0500 05000001c00002010050",
        "send 050100, send 05010001c000020101bb, done");
    assertTalk(
        () -> Socks5Handshake.to(OPEN, InetAddress.ofLiteral("2001:db8::1"), 80),
        "0500 0500000420010db80000000000000000000000010050",
        "send 050100, send 0501000420010db80000000000000000000000010050, done");
    assertTalk(
        () -> Socks5Handshake.to(OPEN, "a.b", 80),
        "0500 0500000303612e620050",
        "send 050100, send 0501000303612e620050, done");
    assertTalk(
        () -> Socks5Handshake.to(OPEN, "[2001:db8::1]", 80),
        "0500 05000003000000",
        "send 050100, send 0501000420010db80000000000000000000000010050, done");
  }

  @Test
  void socksWithALogin() {
    assertTalk(
        () -> Socks5Handshake.to(LOGIN, "a.b", 80),
        "0502 0100 05000001c00002010050",
        "send 05020002, send 01026d65027077, send 0501000303612e620050, done");
    assertTalk(
        () -> Socks5Handshake.to(LOGIN, "a.b", 80),
        "0500 05000001c00002010050",
        "send 05020002, send 0501000303612e620050, done");
    assertTalk(
        () -> Socks5Handshake.to(LOGIN, "a.b", 80),
        "0502 0500",
        "send 05020002, send 01026d65027077, it answers the password in version 5, not 1");
  }

  @Test
  void socks4WithAnAddress() {
    var user = Proxy.parse("socks4://me@p:1");
    assertTalk(
        () -> Socks4Handshake.to(user, InetAddress.ofLiteral("192.0.2.1"), 443),
        "005a000000000000",
        "send 040101bbc00002016d6500, done");
    assertTalk(
        () -> Socks4Handshake.to(user, InetAddress.ofLiteral("192.0.2.1"), 443),
        "005b",
        "send 040101bbc00002016d6500, it refuses the connection, or could not make it (91)");
    assertTalk(
        () -> Socks4Handshake.to(user, InetAddress.ofLiteral("192.0.2.1"), 443),
        "05",
        "send 040101bbc00002016d6500, it speaks no SOCKS 4: its answer begins with 5");
    assertThrows(
        IllegalArgumentException.class,
        () -> Socks4Handshake.to(user, InetAddress.ofLiteral("2001:db8::1"), 443));
  }

  @Test
  void socks4aWithAName() {
    var open = Proxy.parse("socks4a://p:1");
    assertTalk(
        () -> Socks4Handshake.to(open, "a.b", 80),
        "005a000000000000",
        "send 0401005000000001" + "00" + "612e6200, done");
    assertTalk(
        () -> Socks4Handshake.to(open, "192.0.2.1", 80),
        "005a000000000000",
        "send 04010050c000020100, done");
  }

  @Test
  void socksRefusesWhatDoesNotFit() {
    var name = "a".repeat(256);
    assertThrows(IllegalArgumentException.class, () -> Socks5Handshake.to(OPEN, name, 80));
    var long1 = Proxy.parse("socks5://" + name + ":pw@p:1");
    assertThrows(IllegalArgumentException.class, () -> Socks5Handshake.to(long1, "a", 80));
  }

  @Test
  void aTunnelIsAskedFor() {
    var request = "CONNECT a.b:443 HTTP/1.1\r\nHost: a.b:443\r\nUser-Agent: b/1\r\n\r\n";
    for (var reply :
        List.of(
            "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.0 200 Connection established\r\nContent-Length: 7\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204\nTransfer-Encoding: chunked\n\n")) {
      assertTalk(
          () -> new ConnectHandshake(Proxy.parse("p"), "a.b", 443, "b/1", 1_000, 10),
          hex(reply),
          "send " + hex(request) + ", done");
    }
    assertTalk(
        () -> new ConnectHandshake(Proxy.parse("p"), "a.b", 443, "b/1", 1_000, 10),
        hex("HTTP/1.1 503 Not now\r\n\r\n"),
        "send " + hex(request) + ", it answers CONNECT with 503 Not now");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p | Basic realm=\"x\" | it wants a user and a password (407)",
        "me@p | Negotiate, Basic realm=\"x\" | it refuses the user or the password (407)",
        "me@p | NTLM | it wants another authentication than Basic (407): NTLM",
      })
  void aRefusalSaysWhatTheProxyWants(String proxy, String challenge, String why) {
    var handshake = new ConnectHandshake(Proxy.parse(proxy), "a.b", 443, "", 1_000, 10);
    var reply = "HTTP/1.1 407 x\r\nProxy-Authenticate: " + challenge + "\r\n\r\n";
    var bytes = reply.getBytes(ISO_8859_1);
    var told = talk(handshake, bytes, bytes.length, bytes.length);
    assertTrue(told.endsWith(why), told);
  }

  private static void assertTalk(Supplier<Handshake> handshake, String reply, String expected) {
    var bytes = HexFormat.of().parseHex(reply.replace(" ", ""));
    assertEquals(expected, talk(handshake.get(), bytes, bytes.length, bytes.length));
    assertEquals(expected, talk(handshake.get(), bytes, 0, 1));
    for (var split = 1; split < bytes.length; split++) {
      assertEquals(expected, talk(handshake.get(), bytes, split, bytes.length), "at " + split);
    }
  }

  /// Gives the first piece, and then pieces of the other size; tells what the handshake does.
  private static String talk(Handshake handshake, byte[] bytes, int first, int then) {
    var told = new StringBuilder();
    var in = ByteBuffer.wrap(bytes).limit(Math.min(first, bytes.length));
    while (true) {
      switch (handshake.next(in)) {
        case Handshake.Step.Send(var out) -> {
          var sent = new byte[out.remaining()];
          out.get(sent);
          told.append("send ").append(HexFormat.of().formatHex(sent)).append(", ");
        }
        case Handshake.Step.NeedData() -> {
          if (in.limit() == bytes.length) {
            return told + "needs more";
          }
          in.limit(Math.min(bytes.length, in.limit() + then));
        }
        case Handshake.Step.Refused(var why) -> {
          return told + why;
        }
        case Handshake.Step.Done() -> {
          return told + "done";
        }
      }
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(ISO_8859_1));
  }
}
