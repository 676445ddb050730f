package dev.spinneret.engine.crawl.seen;

import dev.spinneret.engine.files.SpillFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first page with each content: from the digests of bodies to URLs.
///
/// A page takes the octets of its URL and some 20 bytes of tables. The URLs are packed one behind
/// the other into chunks, which go to a temporary file when memory is short: they are read only to
/// name the original of a duplicate.
///
/// The tables are open-addressed, 256 by the top bits of the digests, and each grows alone, so that
/// no page has to wait for a large one to be copied. Not thread-safe: the loop's thread only.
public final class Originals {
  private static final int SEGMENT_BITS = 8;
  private static final int SMALLEST = 8;

  /// URLs begin at multiples of this, so that an `int` addresses 32 GB of them.
  private static final int ALIGNMENT = 8;

  private static final int CHUNK_BYTES = 4096;

  private final long[][] digests = new long[1 << SEGMENT_BITS][];
  private final int[][] places = new int[1 << SEGMENT_BITS][];
  private final int[] counts = new int[1 << SEGMENT_BITS];

  /// A [ByteBuffer] each in memory, a [SpillFile.Slot] each in the file; a longer URL has several
  /// places of which only the first is used.
  private final List<@Nullable Object> chunks = new ArrayList<>();

  private final SpillFile file;
  private @Nullable ByteBuffer last;
  private int lastIndex;

  /// Creates an empty table.
  ///
  /// @param maxBytes how much the URLs may take in memory
  public Originals(long maxBytes) {
    this.file = new SpillFile(maxBytes, CHUNK_BYTES);
  }

  /// Finds the first page with a content, and adds this one if there is none.
  ///
  /// @param digest of the body, not 0
  /// @param href the page's URL
  /// @return the URL that was added with this digest; null when there was none
  public @Nullable String firstOr(long digest, String href) {
    int s = (int) (digest >>> (Long.SIZE - SEGMENT_BITS));
    if (digests[s] == null) {
      digests[s] = new long[SMALLEST];
      places[s] = new int[SMALLEST];
    }
    int at = slot(digests[s], digest);
    if (digests[s][at] == digest) {
      return hrefAt(places[s][at]);
    }
    digests[s][at] = digest;
    places[s][at] = keep(href);
    counts[s]++;
    if (counts[s] > digests[s].length * 3 / 4) {
      grow(s);
    }
    return null;
  }

  /// The slot of a digest, or the empty one where it belongs.
  private static int slot(long[] table, long digest) {
    long scale = (digest << SEGMENT_BITS) >>> 32;
    int at = (int) ((scale * table.length) >>> 32);
    while (table[at] != 0 && table[at] != digest) {
      at = at + 1 == table.length ? 0 : at + 1;
    }
    return at;
  }

  private void grow(int s) {
    var oldDigests = digests[s];
    var oldPlaces = places[s];
    var largerDigests = new long[oldDigests.length * 3 / 2];
    var largerPlaces = new int[largerDigests.length];
    for (int i = 0; i < oldDigests.length; i++) {
      if (oldDigests[i] != 0) {
        int at = slot(largerDigests, oldDigests[i]);
        largerDigests[at] = oldDigests[i];
        largerPlaces[at] = oldPlaces[i];
      }
    }
    digests[s] = largerDigests;
    places[s] = largerPlaces;
  }

  /// Packs a URL.
  ///
  /// @return its place, in units of [#ALIGNMENT]
  private int keep(String href) {
    var octets = href.getBytes(StandardCharsets.UTF_8);
    var chunk = room(Integer.BYTES + octets.length);
    long place = (long) lastIndex * CHUNK_BYTES + chunk.position();
    chunk.putInt(octets.length).put(octets);
    int over = chunk.position() % ALIGNMENT;
    chunk.position(Math.min(chunk.limit(), chunk.position() + (over == 0 ? 0 : ALIGNMENT - over)));
    return (int) (place / ALIGNMENT);
  }

  /// The last chunk, with room for so many octets.
  private ByteBuffer room(int bytes) {
    var chunk = last;
    if (chunk != null && chunk.remaining() >= bytes) {
      return chunk;
    }
    if (chunk != null && file.isWanted()) {
      putAway(chunk);
    }
    var added = ByteBuffer.allocate(Math.max(bytes, CHUNK_BYTES));
    file.inMemory(added.capacity());
    lastIndex = chunks.size();
    chunks.add(added);
    for (int i = 1; i * CHUNK_BYTES < added.capacity(); i++) {
      chunks.add(null);
    }
    last = added;
    return added;
  }

  private void putAway(ByteBuffer chunk) {
    var slot = file.write(chunk);
    if (slot != null) {
      chunks.set(lastIndex, slot);
      file.inMemory(-chunk.capacity());
    }
  }

  private String hrefAt(int place) {
    long at = Integer.toUnsignedLong(place) * ALIGNMENT;
    var chunk = chunks.get((int) (at / CHUNK_BYTES));
    var buffer = chunk instanceof SpillFile.Slot slot ? file.peek(slot) : (ByteBuffer) chunk;
    if (buffer == null) {
      throw new IllegalStateException("no URL begins at " + at);
    }
    int from = (int) (at % CHUNK_BYTES);
    var octets = new byte[buffer.getInt(from)];
    buffer.get(from + Integer.BYTES, octets);
    return new String(octets, StandardCharsets.UTF_8);
  }
}
