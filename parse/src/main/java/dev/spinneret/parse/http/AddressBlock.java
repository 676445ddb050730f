package dev.spinneret.parse.http;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Addresses of one family that share their first bits, such as `10.0.0.0/8` (RFC 4632 §3.1, RFC
/// 4291 §2.3).
public final class AddressBlock {
  private final byte[] first;
  private final int bitCount;

  private AddressBlock(byte[] first, int bitCount) {
    this.first = first;
    this.bitCount = bitCount;
  }

  /// Parses a block.
  ///
  /// @param text an address, or an address, a slash and the number of bits that count
  /// @return null when it is neither
  public static @Nullable AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    var address = HostAddress.of(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    var octets = address.getAddress();
    int maxBits = Byte.SIZE * octets.length;
    if (slash < 0) {
      return new AddressBlock(octets, maxBits);
    }
    var length = text.substring(slash + 1);
    if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > maxBits) {
      return null;
    }
    return new AddressBlock(octets, Integer.parseInt(length));
  }

  /// Whether an address is in the block.
  ///
  /// @param address any address
  /// @return false for one of the other family
  public boolean holds(InetAddress address) {
    return holds(address.getAddress());
  }

  boolean holds(byte[] address) {
    if (address.length != first.length) {
      return false;
    }
    int whole = bitCount / Byte.SIZE;
    if (Arrays.mismatch(address, 0, whole, first, 0, whole) >= 0) {
      return false;
    }
    int rest = Byte.SIZE - bitCount % Byte.SIZE;
    return rest == Byte.SIZE || (address[whole] & 0xff) >> rest == (first[whole] & 0xff) >> rest;
  }
}
