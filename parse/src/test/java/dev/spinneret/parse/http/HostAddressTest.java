package dev.spinneret.parse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.url.WebUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostAddressTest {
  private static String host(String typed) {
    return Objects.requireNonNull(WebUrl.parse("http://" + typed + "/", null), typed).host();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost.",
        "a.localhost",
        "a.b.localhost.",
        "127.0.0.1",
        "127.9.9.9.",
        "0x7f.1",
        "2130706433",
        "[::1]",
        "[0:0::1]",
        "[::ffff:127.0.0.1]",
      })
  void thisMachineIsKnownByItsAddressesAndNames(String typed) {
    assertTrue(HostAddress.isLoopback(host(typed)), typed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1.evil.test",
        "localhost.test",
        "notlocalhost",
        "localhost..",
        "10.0.0.1",
        "128.0.0.1",
        "[::2]",
        "[::127.0.0.1]",
        "127.host",
      })
  void otherHostsAreNotThisMachine(String typed) {
    assertFalse(HostAddress.isLoopback(host(typed)), typed);
  }

  @Test
  void theAddressOfAHostIsRead() throws UnknownHostException {
    for (var typed : new String[] {"192.0.2.1", "192.0.2.1.", "0xc0000201"}) {
      assertEquals(InetAddress.getByName("192.0.2.1"), HostAddress.of(host(typed)), typed);
      assertTrue(HostAddress.isAddress(host(typed)), typed);
    }
    for (var text : new String[] {"[2001:db8::1]", "2001:db8::1"}) {
      assertEquals(InetAddress.getByName("2001:db8::1"), HostAddress.of(text), text);
    }
    assertTrue(HostAddress.isAddress("[2001:db8::1]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.org", "1.example", "host1", "a.host1", "x.3com", "a.b-1"})
  void aNameIsNoAddress(String name) {
    assertNull(HostAddress.of(host(name)), name);
    assertFalse(HostAddress.isAddress(host(name)), name);
  }
}
