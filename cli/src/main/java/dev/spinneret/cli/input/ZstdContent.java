package dev.spinneret.cli.input;

import com.github.luben.zstd.ZstdInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The content of a zstd file, all of it up to where the file was cut off: by itself, the library
/// fails there with what it has not returned yet.
final class ZstdContent extends FilterInputStream {
  private final ZstdInputStream zstd;

  ZstdContent(InputStream packed) throws IOException {
    this(new ZstdInputStream(packed).setContinuous(true));
  }

  private ZstdContent(ZstdInputStream zstd) {
    super(zstd);
    this.zstd = zstd;
  }

  /// @throws IOException if the content is corrupt, or ends early
  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    int count = zstd.read(to, from, length);
    if (count >= 0) {
      return count;
    }
    zstd.setContinuous(false);
    return zstd.read(to, from, length);
  }
}
