package dev.spinneret.parse.html.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Searches for an octet eight octets at a time, which is faster even before the JVM optimises.
///
/// The trick is that of Mycroft (1987): subtracting one from every octet of a word borrows through
/// the high bit of exactly the lowest octet that is zero, and perhaps of some above it.
final class Words {
  /// How many octets a word has.
  static final int OCTETS = Long.BYTES;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  /// The word of which an octet is the first.
  static long at(byte[] octets, int index) {
    return (long) LONGS.get(octets, index);
  }

  /// A word of equal octets.
  static long of(byte octet) {
    return (octet & 0xFFL) * ONES;
  }

  /// Finds the octets that two words have in the same place.
  ///
  /// @return 0 when there is none; else the [first][#first(long)] is right, the others may not be
  static long matches(long word, long pattern) {
    var difference = word ^ pattern;
    return (difference - ONES) & ~difference & HIGH_BITS;
  }

  /// The place of the first octet that matches, from 0: how many octets lie below the lowest bit.
  ///
  /// That bit less one has a one in each of them and no other octet's lowest bit; the
  /// multiplication adds these ones up. (Counting zeros takes an instruction that only the
  /// optimising compiler uses.)
  static int first(long matches) {
    return (int) ((((matches - 1) & ~matches & ONES) * ONES) >>> (Long.SIZE - Byte.SIZE)) - 1;
  }

  /// Whether a word holds more than ASCII.
  static boolean isBeyondAscii(long word) {
    return (word & HIGH_BITS) != 0;
  }
}
