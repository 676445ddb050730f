package dev.spinneret.cli.record;

import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.NativeMemory;
import dev.spinneret.engine.poll.SystemLibrary;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Makes gzip members (RFC 1952) with libdeflate, if the system has it: a page takes it a third of
/// the time that the JDK's zlib takes, for the same size.
///
/// It compresses a piece as a whole, from native memory that grows with the largest. Longer pieces
/// than [#LONGEST_BYTES] are left to another compressor.
final class LibdeflateCompressor implements Compressor {
  /// The longest piece that is compressed here.
  static final int LONGEST_BYTES = 1 << 20;

  private static final int FIRST_BYTES = 64 << 10;

  /// For each level of zlib from 1 on, the quickest of libdeflate's that compresses about as well.
  private static final int[] LEVELS = {1, 1, 1, 3, 5, 6, 7, 8, 9};

  private final Libc libc = new Libc();
  private final Functions functions;
  private final Compressor others;
  private final long compressor;
  private NativeMemory in = NativeMemory.allocate(0);
  private NativeMemory out = NativeMemory.allocate(0);

  private record Functions(
      MemorySegment create, MemorySegment bound, MemorySegment compress, MemorySegment free) {

    /// Loaded with the first compressor, in 1 ms.
    static final @Nullable Functions LOADED = load();

    private static @Nullable Functions load() {
      var library = SystemLibrary.load("libdeflate.so.0");
      return library == null
          ? null
          : new Functions(
              library.find("libdeflate_alloc_compressor"),
              library.find("libdeflate_gzip_compress_bound"),
              library.find("libdeflate_gzip_compress"),
              library.find("libdeflate_free_compressor"));
    }
  }

  private LibdeflateCompressor(Functions functions, int level, Compressor others) {
    this.functions = functions;
    this.others = others;
    this.compressor = libc.call(functions.create, LEVELS[level - 1], 0, 0, 0, 0, 0);
    if (compressor == 0) {
      throw new OutOfMemoryError("libdeflate has no memory for a compressor");
    }
  }

  /// Opens one.
  ///
  /// @param level of zlib, 1 to 9
  /// @param others compresses longer pieces; closed with this
  /// @return `others` if there is no such library
  static Compressor open(int level, Compressor others) {
    var functions = Functions.LOADED;
    return functions == null ? others : new LibdeflateCompressor(functions, level, others);
  }

  @Override
  public void compress(byte[] bytes, int from, int count, ByteBuilder to) {
    if (count > LONGEST_BYTES) {
      others.compress(bytes, from, count, to);
      return;
    }
    in = withRoom(in, count);
    in.bytes().put(0, bytes, from, count);
    var most = libc.call(functions.bound, compressor, count, 0, 0, 0, 0);
    out = withRoom(out, Math.toIntExact(most));
    var made =
        (int)
            libc.call(functions.compress, compressor, in.address(), count, out.address(), most, 0);
    if (made == 0) {
      throw new IllegalStateException("libdeflate made more than its own bound of " + most);
    }
    var array = to.room(made);
    out.bytes().get(0, array, to.size(), made);
    to.advance(made);
  }

  /// The memory, or a larger one.
  private static NativeMemory withRoom(NativeMemory memory, int byteCount) {
    var size = memory.bytes().capacity();
    return byteCount <= size
        ? memory
        : NativeMemory.allocate(Math.max(FIRST_BYTES, Math.max(byteCount, 2 * size)));
  }

  @Override
  public void close() {
    libc.call(functions.free, compressor, 0, 0, 0, 0, 0);
    others.close();
  }
}
