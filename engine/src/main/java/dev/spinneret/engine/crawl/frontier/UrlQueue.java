package dev.spinneret.engine.crawl.frontier;

import dev.spinneret.engine.files.SpillFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// URLs of one host and depth that wait, first in, first out.
///
/// Millions may wait, so only the first is an object; the others are packed one behind the other
/// into chunks of octets: some 60 bytes for a URL of 60 characters, where objects take 170.
///
/// ```
/// flags 1 | fingerprint 8 | order | [hops | attempts] | length | text
/// ```
///
/// Numbers without a size have seven bits to the octet (LEB128). The text is what follows the
/// host's name. How URLs were found stands in a queue of its own, once for neighbours that share
/// it.
final class UrlQueue {
  private static final int SMALLEST_CHUNK = 256;
  static final int LARGEST_CHUNK = 32 * 1024;

  /// The most that the fields before the text take.
  private static final int MAX_FIELD_BYTES = 1 + 8 + 4 * 10;

  /// The text is the whole URL, since that does not begin with the host's name.
  private static final int WHOLE = 1;

  /// There are hops or attempts.
  private static final int AGAIN = 1 << 1;

  /// The URL was found as the one before.
  private static final int SAME = 1 << 2;

  private final String host;
  private final int depth;
  private int size;
  private @Nullable CrawlUrl head;

  /// URLs between the head and the chunks, which were put in front of others.
  private final ArrayDeque<CrawlUrl> next = new ArrayDeque<>(1);

  /// Packed URLs: a [ByteBuffer] each in memory, a [SpillFile.Slot] each in the file. The first and
  /// the last are in memory.
  private final ArrayDeque<Object> chunks = new ArrayDeque<>(1);

  private final SpillFile file;

  /// Where the first packed URL begins in the first chunk; each chunk's position is its end.
  private int readAt;

  private final ArrayDeque<Discovery> discoveries = new ArrayDeque<>(1);
  private @Nullable Discovery written;
  private @Nullable Discovery read;

  /// Creates an empty queue.
  ///
  /// @param host the host queue that its URLs belong to
  /// @param depth the depth that they have
  /// @param file takes packed URLs for which there is no room in memory
  UrlQueue(String host, int depth, SpillFile file) {
    this.file = file;
    this.host = host;
    this.depth = depth;
  }

  boolean isEmpty() {
    return head == null;
  }

  int size() {
    return size;
  }

  /// The URL that waits longest.
  ///
  /// @throws NoSuchElementException if none waits
  CrawlUrl getFirst() {
    var first = head;
    if (first == null) {
      throw new NoSuchElementException(host + " at depth " + depth);
    }
    return first;
  }

  void addLast(CrawlUrl url) {
    size++;
    if (head == null) {
      head = url;
    } else {
      pack(url);
    }
  }

  void addFirst(CrawlUrl url) {
    size++;
    if (head != null) {
      next.addFirst(head);
    }
    head = url;
  }

  /// Takes the URL that waits longest.
  ///
  /// @throws NoSuchElementException if none waits
  CrawlUrl removeFirst() {
    var first = getFirst();
    size--;
    head = next.isEmpty() ? unpack() : next.removeFirst();
    return first;
  }

  @SuppressWarnings("ReferenceEquality") // This very object: it need not be kept again.
  private void pack(CrawlUrl url) {
    int flags = 0;
    var text = url.href();
    if (text.startsWith(host)) {
      text = text.substring(host.length());
    } else {
      flags |= WHOLE;
    }
    boolean again = url.hops() != 0 || url.attempts() != 0;
    if (again) {
      flags |= AGAIN;
    }
    if (url.discovery() == written) {
      flags |= SAME;
    } else {
      written = url.discovery();
      discoveries.addLast(written);
    }
    var octets = text.getBytes(StandardCharsets.UTF_8);
    var chunk = room(MAX_FIELD_BYTES + octets.length);
    chunk.put((byte) flags).putLong(url.fingerprint());
    putNumber(chunk, url.order());
    if (again) {
      putNumber(chunk, url.hops());
      putNumber(chunk, url.attempts());
    }
    putNumber(chunk, octets.length);
    chunk.put(octets);
  }

  /// The last chunk, with room for so many bytes.
  private ByteBuffer room(int bytes) {
    var last = (ByteBuffer) chunks.peekLast();
    if (last == null || last.remaining() < bytes) {
      int usual = last == null ? SMALLEST_CHUNK : Math.min(2 * last.capacity(), LARGEST_CHUNK);
      if (last != null && chunks.size() > 1 && file.isWanted()) {
        spill(last);
      }
      last = ByteBuffer.allocate(Math.max(usual, bytes));
      file.inMemory(last.capacity());
      chunks.addLast(last);
    }
    return last;
  }

  /// Moves the last chunk to the file.
  private void spill(ByteBuffer last) {
    var slot = file.write(last);
    if (slot != null) {
      chunks.removeLast();
      chunks.addLast(slot);
      file.inMemory(-last.capacity());
    }
  }

  /// The first chunk, in memory.
  private @Nullable ByteBuffer first() {
    if (chunks.peekFirst() instanceof SpillFile.Slot slot) {
      var chunk = file.read(slot);
      file.inMemory(chunk.capacity());
      chunks.removeFirst();
      chunks.addFirst(chunk);
    }
    return (ByteBuffer) chunks.peekFirst();
  }

  /// Takes the first packed URL.
  ///
  /// @return null when there is none
  private @Nullable CrawlUrl unpack() {
    var chunk = first();
    if (chunk == null) {
      return null;
    }
    var in = chunk.duplicate().flip().position(readAt);
    int flags = in.get();
    long fingerprint = in.getLong();
    long order = number(in);
    boolean again = (flags & AGAIN) != 0;
    int hops = again ? (int) number(in) : 0;
    int attempts = again ? (int) number(in) : 0;
    int length = (int) number(in);
    int textAt = in.arrayOffset() + in.position();
    var text = new String(in.array(), textAt, length, StandardCharsets.UTF_8);
    readAt = in.position() + length;
    if (readAt == chunk.position()) {
      chunks.removeFirst();
      file.inMemory(-chunk.capacity());
      readAt = 0;
    }
    var discovery = (flags & SAME) == 0 ? discoveries.removeFirst() : read;
    read = Objects.requireNonNull(discovery);
    var href = (flags & WHOLE) == 0 ? host.concat(text) : text;
    return new CrawlUrl(href, fingerprint, host, order, hops, attempts, read);
  }

  private static void putNumber(ByteBuffer out, long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private static long number(ByteBuffer in) {
    long number = 0;
    for (int shift = 0; ; shift += 7) {
      byte octet = in.get();
      number |= (octet & 0x7FL) << shift;
      if (octet >= 0) {
        return number;
      }
    }
  }
}
