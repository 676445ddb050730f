package dev.spinneret.fetch;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Tells addresses of the public internet from all others: a page out there must not send us to a
/// machine in here, by its name or by a redirect.
///
/// The blocks are those that the registries of RFC 6890 do not call globally reachable.
final class AddressGuard {
  private static final List<IpSubnetFilterRule> SPECIAL =
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
          .map(AddressGuard::rule)
          .toList();

  private static final IpSubnetFilterRule NAT64 = rule("64:ff9b::/96");
  private static final IpSubnetFilterRule SIX_TO_FOUR = rule("2002::/16");
  private static final int SIX_TO_FOUR_OFFSET = 2;
  private static final int NAT64_OFFSET = 12;
  private static final int IPV4_BYTES = 4;

  private AddressGuard() {}

  /// Whether an address belongs to the public internet. An IPv6 address that carries an IPv4 one is
  /// judged by that (RFC 6052, RFC 3056).
  static boolean isPublic(InetAddress address) {
    var socketAddress = new InetSocketAddress(address, 0);
    if (address instanceof Inet6Address) {
      if (NAT64.matches(socketAddress)) {
        return isPublic(carried(address, NAT64_OFFSET));
      }
      if (SIX_TO_FOUR.matches(socketAddress)) {
        return isPublic(carried(address, SIX_TO_FOUR_OFFSET));
      }
    }
    return SPECIAL.stream().noneMatch(block -> block.matches(socketAddress));
  }

  private static InetAddress carried(InetAddress address, int offset) {
    try {
      return InetAddress.getByAddress(
          Arrays.copyOfRange(address.getAddress(), offset, offset + IPV4_BYTES));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static IpSubnetFilterRule rule(String block) {
    return new IpSubnetFilterRule(block, IpFilterRuleType.REJECT);
  }
}
