package dev.spinneret.parse.octets;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Searches for an octet eight octets at a time, which is faster even before the JVM optimises.
///
/// The trick is that of Mycroft (1987): subtracting one from every octet of a word borrows through
/// the high bit of exactly the lowest octet that is zero, and perhaps of some above it.
public final class Words {
  /// How many octets a word has.
  public static final int OCTETS = Long.BYTES;

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  /// The word of which an octet is the first.
  ///
  /// @param octets where it stands
  /// @param index of the octet; [#OCTETS] less than the length at most
  /// @return the octets, the first one lowest
  public static long at(byte[] octets, int index) {
    return (long) LONGS.get(octets, index);
  }

  /// A word of equal octets.
  ///
  /// @param octet the octet
  /// @return the word, to compare others with
  public static long of(byte octet) {
    return (octet & 0xFFL) * ONES;
  }

  /// Finds the octets that two words have in the same place.
  ///
  /// @param word a word
  /// @param pattern another
  /// @return 0 when there is none; else the [first][#first(long)] is right, the others may not be
  public static long matches(long word, long pattern) {
    var difference = word ^ pattern;
    return (difference - ONES) & ~difference & HIGH_BITS;
  }

  /// The place of the first octet that matches, from 0: how many octets lie below the lowest bit.
  ///
  /// That bit less one has a one in each of them and no other octet's lowest bit; the
  /// multiplication adds these ones up. (Counting zeros takes an instruction that only the
  /// optimising compiler uses.)
  ///
  /// @param matches as [#matches] returns it, not 0
  /// @return 0 to 7
  public static int first(long matches) {
    return (int) ((((matches - 1) & ~matches & ONES) * ONES) >>> (Long.SIZE - Byte.SIZE)) - 1;
  }

  /// Whether a word holds more than ASCII.
  ///
  /// @param word a word
  /// @return true if an octet is 0x80 or more
  public static boolean isBeyondAscii(long word) {
    return (word & HIGH_BITS) != 0;
  }

  /// The octets of a word of ASCII that are neither blanks nor control characters.
  ///
  /// @param word a word that is not [beyond ASCII][#isBeyondAscii(long)]
  /// @return the high bits of these octets; DEL counts as one of them
  public static long aboveBlank(long word) {
    // 0x21 and above, and no others, carry into the high bit.
    return (word + (0x7F - ' ') * ONES) & HIGH_BITS;
  }

  /// Where runs of octets begin.
  ///
  /// @param octets the high bits of the octets of runs
  /// @param before whether the octet before the word is in a run
  /// @return the high bits of the first octet of each run that begins in the word
  public static long starts(long octets, boolean before) {
    return octets & ~((octets << Byte.SIZE) | (before ? 0x80 : 0));
  }

  /// How many octets are marked.
  ///
  /// @param octets their high bits
  /// @return 0 to 8
  public static int count(long octets) {
    return (int) (((octets >>> (Byte.SIZE - 1)) * ONES) >>> (Long.SIZE - Byte.SIZE));
  }
}
