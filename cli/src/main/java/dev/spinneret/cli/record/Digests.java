package dev.spinneret.cli.record;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Digests as text.
public final class Digests {
  private static final HexFormat HEX = HexFormat.of();

  private Digests() {}

  /// A 64-bit digest.
  ///
  /// @param digest any value
  /// @return 16 hexadecimal digits
  static String hex(long digest) {
    return HEX.toHexDigits(digest);
  }

  /// The SHA-256 of a body.
  ///
  /// @param body any bytes
  /// @return 64 hexadecimal digits
  public static String sha256(byte[] body) {
    return HEX.formatHex(digest("SHA-256", body));
  }

  /// A digest of the JDK's.
  ///
  /// @param algorithm one that every Java has
  /// @param body any bytes
  /// @return its bytes
  static byte[] digest(String algorithm, byte[] body) {
    return of(algorithm).digest(body);
  }

  /// A digest of the JDK's, to be fed piece by piece.
  static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
