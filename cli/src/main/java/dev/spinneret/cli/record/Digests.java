package dev.spinneret.cli.record;

import java.util.HexFormat;

/// Digests as text.
public final class Digests {
  private static final HexFormat HEX = HexFormat.of();

  private Digests() {}

  /// A 64-bit digest.
  ///
  /// @return 16 hexadecimal digits
  static String hex(long digest) {
    return HEX.toHexDigits(digest);
  }

  /// The SHA-256 of a body.
  ///
  /// @param body any bytes
  /// @return 64 hexadecimal digits
  public static String sha256(byte[] body) {
    return HEX.formatHex(Sha.SHA_256.of(body));
  }
}
