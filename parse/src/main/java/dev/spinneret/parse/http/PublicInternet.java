package dev.spinneret.parse.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Distinguishes addresses of the public internet from all others: a page out there must not send
/// us to a machine in here, by its name, by a link or by a redirect.
///
/// The blocks are those that the registries of RFC 6890 do not mark as globally reachable, and the
/// addresses that translators inside a network use (RFC 7915: `::ffff:0:a.b.c.d`). An IPv6 address
/// that embeds an IPv4 one for a tunnel or translator (NAT64, 6to4, ISATAP) is classified by that;
/// Teredo is excluded.
public final class PublicInternet {
  private static final List<AddressBlock> SPECIAL =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "::ffff:0:0:0/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(PublicInternet::block)
          .toList();

  private static final AddressBlock NAT64 = block("64:ff9b::/96");
  private static final AddressBlock SIX_TO_FOUR = block("2002::/16");
  private static final int SIX_TO_FOUR_OFFSET = 2;
  private static final int NAT64_OFFSET = 12;
  private static final int ISATAP_OFFSET = 12;
  private static final int IPV4_BYTES = 4;

  private PublicInternet() {}

  private static AddressBlock block(String text) {
    return Objects.requireNonNull(AddressBlock.parse(text), text);
  }

  /// Whether an address belongs to the public internet. An IPv6 address that embeds an IPv4 one is
  /// classified by that (RFC 6052, RFC 3056, RFC 5214).
  ///
  /// @param address any address; null when it is not known
  /// @return false for null: an unknown address is not trusted
  public static boolean holds(@Nullable InetAddress address) {
    if (address == null) {
      return false;
    }
    var bytes = address.getAddress();
    if (address instanceof Inet6Address) {
      if (NAT64.holds(bytes)) {
        return holds(carried(bytes, NAT64_OFFSET));
      }
      if (SIX_TO_FOUR.holds(bytes) && !holds(carried(bytes, SIX_TO_FOUR_OFFSET))) {
        return false;
      }
      if (isIsatap(bytes) && !holds(carried(bytes, ISATAP_OFFSET))) {
        return false;
      }
    }
    for (var block : SPECIAL) {
      if (block.holds(bytes)) {
        return false;
      }
    }
    return true;
  }

  /// RFC 5214 §6.1: an interface identifier `0:5efe` or `200:5efe` before the IPv4 address.
  private static boolean isIsatap(byte[] bytes) {
    return (bytes[8] & ~0x02) == 0
        && bytes[9] == 0
        && bytes[10] == 0x5e
        && bytes[11] == (byte) 0xfe;
  }

  private static InetAddress carried(byte[] bytes, int offset) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, offset, offset + IPV4_BYTES));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
