package dev.spinneret.parse.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "172.16.0.0/12, 172.31.255.255, true",
    "172.16.0.0/12, 172.32.0.0, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "192.0.2.7/32, 192.0.2.7, true",
    "0.0.0.0/0, 203.0.113.1, true",
    "0.0.0.0/0, ::1, false",
    "fe80::/10, febf::1, true",
    "fe80::/10, fec0::1, false",
    "[2001:db8::1]/128, 2001:db8::1, true",
  })
  void anAddressIsInABlockWhenItsFirstBitsAre(String block, String address, boolean isIn) {
    var parsed = AddressBlock.parse(block);
    assertNotNull(parsed, block);
    assertEquals(isIn, parsed.holds(Objects.requireNonNull(HostAddress.of(address))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "example.org", "10.0.0.0/", "10.0.0.0/33", "::/129", "::1/-1"})
  void otherTextIsNoBlock(String text) {
    assertNull(AddressBlock.parse(text), text);
  }
}
