package dev.spinneret.cli.record;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;

/// Makes zstd frames (RFC 8878) that say how long their content is and end in its checksum. Needs
/// [ZstdLibrary][dev.spinneret.fetch.coding.ZstdLibrary].
final class ZstdCompressor implements Compressor {
  private final ZstdCompressCtx zstd;

  /// @param level 1 to 19
  ZstdCompressor(int level) {
    zstd = new ZstdCompressCtx().setLevel(level).setChecksum(true);
  }

  @Override
  public void compress(byte[] bytes, int from, int count, ByteBuilder out) {
    var most = Math.toIntExact(Zstd.compressBound(count));
    var array = out.room(most);
    out.advance(zstd.compressByteArray(array, out.size(), most, bytes, from, count));
  }

  @Override
  public void close() {
    zstd.close();
  }
}
