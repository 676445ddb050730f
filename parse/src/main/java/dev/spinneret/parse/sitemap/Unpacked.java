package dev.spinneret.parse.sitemap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The octets of a body, unpacked from gzip where necessary and bounded by
/// [SitemapParser#MAX_BYTES].
final class Unpacked {
  /// A `.gz` file that was sent with a content coding that was not decoded is gzip in gzip.
  private static final int MAX_LAYERS = 2;

  private final byte[] octets;
  private final @Nullable String flaw;

  private Unpacked(byte[] octets, @Nullable String flaw) {
    this.octets = octets;
    this.flaw = flaw;
  }

  /// Unpacks `body`. Of a broken gzip stream, what precedes the break is kept.
  static Unpacked of(byte[] body) {
    var unpacked = bounded(body);
    for (int layer = 0; layer < MAX_LAYERS && isGzip(unpacked.octets); layer++) {
      var inner = gunzip(unpacked.octets);
      unpacked = new Unpacked(inner.octets, unpacked.flaw == null ? inner.flaw : unpacked.flaw);
    }
    return unpacked;
  }

  byte[] octets() {
    return octets;
  }

  @Nullable String flaw() {
    return flaw;
  }

  private static Unpacked bounded(byte[] body) {
    return body.length <= SitemapParser.MAX_BYTES
        ? new Unpacked(body, null)
        : new Unpacked(Arrays.copyOf(body, SitemapParser.MAX_BYTES), tooLong());
  }

  private static boolean isGzip(byte[] octets) {
    return octets.length > 2 && octets[0] == 0x1F && octets[1] == (byte) 0x8B;
  }

  private static Unpacked gunzip(byte[] packed) {
    var out = new ByteArrayOutputStream();
    var buffer = new byte[1 << 16];
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed), 1 << 16)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        int room = SitemapParser.MAX_BYTES - out.size();
        out.write(buffer, 0, Math.min(n, room));
        if (n > room) {
          return new Unpacked(out.toByteArray(), tooLong());
        }
      }
      return new Unpacked(out.toByteArray(), null);
    } catch (IOException e) {
      return new Unpacked(out.toByteArray(), "broken gzip: " + e.getMessage());
    }
  }

  private static String tooLong() {
    return "more than " + SitemapParser.MAX_BYTES + " bytes";
  }
}
