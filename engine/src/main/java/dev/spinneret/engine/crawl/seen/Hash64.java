package dev.spinneret.engine.crawl.seen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/// Fast 64-bit hashes: the fingerprint of a canonical key and the digest of a body.
///
/// Neither is a cryptographic hash: someone who tries can make collisions. Fingerprints take a
/// random seed for each crawl, so that a site cannot prepare any. Digests take none, so that two
/// crawls can be compared; a forged one makes a page a duplicate in the records, and nothing is
/// lost by it.
///
/// With a good 64-bit hash the chance that any two of n values collide is about n² / 2⁶⁵: one in
/// thirty million for a million URLs.
///
/// Both are chosen for what the JVM does well before it optimises: the first compiler tier knows
/// the processor's instructions for checksums, but not the 64 × 64 → 128 bit multiplication.
public final class Hash64 {
  /// The digest of an empty body.
  public static final long OF_EMPTY = ofBytes(new byte[0]);

  private static final long MULTIPLIER = 0x880355f21e6d1965L;
  private static final long MIXER = 0x2127599bf4325c37L;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Hash64() {}

  /// The hash of a text of ASCII characters, as canonical keys are: fasthash64 (Tan 2012), which
  /// takes eight at a time.
  ///
  /// @param text a character beyond Latin-1 counts as a question mark
  /// @param seed selects one of 2⁶⁴ hash functions
  /// @return never 0, so that 0 can mean "none"
  public static long ofAscii(String text, long seed) {
    // The bytes as they are; any other encoding would look at each of them first.
    return ofOctets(text.getBytes(StandardCharsets.ISO_8859_1), seed);
  }

  /// The hash of any text, in UTF-8. The one of an ASCII text is that of [#ofAscii].
  ///
  /// @param text may have any characters
  /// @param seed selects one of 2⁶⁴ hash functions
  /// @return never 0, so that 0 can mean "none"
  public static long ofText(String text, long seed) {
    return ofOctets(text.getBytes(StandardCharsets.UTF_8), seed);
  }

  private static long ofOctets(byte[] bytes, long seed) {
    int length = bytes.length;
    long hash = seed ^ (length * MULTIPLIER);
    int i = 0;
    for (; i + 8 <= length; i += 8) {
      hash = mix(hash, (long) LONGS.get(bytes, i));
    }
    if (i < length) {
      long rest = 0;
      for (int shift = 0; i < length; i++, shift += 8) {
        rest |= (bytes[i] & 0xffL) << shift;
      }
      hash = mix(hash, rest);
    }
    return nonZero(spread(hash));
  }

  /// The hash of a byte array, the digest of a body: its CRC-32C and its CRC-32, side by side.
  /// Their polynomials have no factor in common, so together they are a CRC of degree 64.
  ///
  /// @param bytes the bytes
  /// @return never 0
  public static long ofBytes(byte[] bytes) {
    var castagnoli = new CRC32C();
    castagnoli.update(bytes, 0, bytes.length);
    var ethernet = new CRC32();
    ethernet.update(bytes, 0, bytes.length);
    return nonZero((castagnoli.getValue() << 32) | ethernet.getValue());
  }

  /// Folds one more value into a hash.
  ///
  /// @param hash the hash so far
  /// @param value the value
  /// @return the new hash
  public static long mix(long hash, long value) {
    return (hash ^ spread(value)) * MULTIPLIER;
  }

  private static long spread(long value) {
    long spread = (value ^ (value >>> 23)) * MIXER;
    return spread ^ (spread >>> 47);
  }

  private static long nonZero(long hash) {
    return hash == 0 ? MIXER : hash;
  }
}
