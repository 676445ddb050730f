package dev.spinneret.engine.crawl;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A fast 64-bit hash of text and bytes that passes for random: the fingerprint of a canonical key
/// and the digest of a body.
///
/// The mixing step is the 64 × 64 → 128 bit multiplication, both halves folded, of wyhash. It is no
/// cryptographic hash: someone who knows the seed can make collisions, so fingerprints take a
/// random seed for each crawl. Digests take none, so that two crawls can be compared.
///
/// With a good 64-bit hash the chance that any two of n values collide is about n² / 2⁶⁵: one in
/// thirty million for a million URLs.
public final class Hash64 {
  private static final long P0 = 0xa0761d6478bd642fL;
  private static final long P1 = 0xe7037ed1a0b428dbL;
  private static final long P2 = 0x8ebc6af09c88c6e3L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Hash64() {}

  /// The hash of a text's UTF-16 units.
  ///
  /// @param text any text
  /// @param seed selects one of 2⁶⁴ hash functions
  /// @return never 0, so that 0 can mean "none"
  public static long ofText(CharSequence text, long seed) {
    int length = text.length();
    long state = seed ^ P0;
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      state = mix(fourChars(text, i) ^ P1, fourChars(text, i + 4) ^ state);
    }
    long a = 0;
    long b = 0;
    for (int shift = 0; i < length; i++, shift += 16) {
      if (shift < 64) {
        a |= (long) text.charAt(i) << shift;
      } else {
        b |= (long) text.charAt(i) << (shift - 64);
      }
    }
    return finish(mix(a ^ P1, b ^ state), length);
  }

  /// The hash of a byte array: the digest of a body.
  ///
  /// @param bytes the bytes
  /// @return never 0
  public static long ofBytes(byte[] bytes) {
    int length = bytes.length;
    long state = P0;
    int i = 0;
    for (; i + 16 <= length; i += 16) {
      state = mix((long) LONGS.get(bytes, i) ^ P1, (long) LONGS.get(bytes, i + 8) ^ state);
    }
    long a = 0;
    long b = 0;
    for (int shift = 0; i < length; i++, shift += 8) {
      if (shift < 64) {
        a |= (bytes[i] & 0xffL) << shift;
      } else {
        b |= (bytes[i] & 0xffL) << (shift - 64);
      }
    }
    return finish(mix(a ^ P1, b ^ state), length);
  }

  /// Folds one more value into a hash.
  ///
  /// @param state the hash so far
  /// @param value the value
  /// @return the new hash
  static long mix(long state, long value) {
    return state * value ^ Math.unsignedMultiplyHigh(state, value);
  }

  private static long fourChars(CharSequence text, int at) {
    return text.charAt(at)
        | (long) text.charAt(at + 1) << 16
        | (long) text.charAt(at + 2) << 32
        | (long) text.charAt(at + 3) << 48;
  }

  private static long finish(long state, int length) {
    long hash = mix(state ^ P2, length ^ P1);
    return hash == 0 ? P2 : hash;
  }
}
