package dev.spinneret.engine.crawl.frontier;

import dev.spinneret.engine.crawl.estimate.Lineage;
import dev.spinneret.engine.files.SpillFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// URLs of one host and depth that wait, first in, first out.
///
/// Millions may wait, so only the first is an object; the others are packed one behind the other
/// into chunks of octets: some 60 bytes for a URL of 60 characters, where objects take 170.
///
/// ```
/// flags 1 | fingerprint 8 | order | referrer's order | [hops | attempts | via] | length | text
/// ```
///
/// Numbers without a size have seven bits to the octet (LEB128). The text is what follows the
/// host's name. What URLs share, the page that named them and the fetches by which it was found,
/// stands in a queue of its own, once for neighbours that have the same; so does the redirect that
/// led to a URL, if one did.
final class UrlQueue {
  private static final int SMALLEST_CHUNK = 256;
  static final int LARGEST_CHUNK = 32 * 1024;

  /// The most that the fields before the text take.
  private static final int MOST_FIELD_BYTES = 1 + 8 + 6 * 10;

  private static final int SITEMAP = 1;
  private static final int PRIVATE_ALLOWED = 1 << 1;

  /// The text is the whole URL, since that does not begin with the host's name.
  private static final int WHOLE = 1 << 2;

  /// There are hops or attempts.
  private static final int AGAIN = 1 << 3;

  private static final int LINEAGE = 1 << 4;

  /// The referrer is not the page of the lineage.
  private static final int REFERRER = 1 << 5;

  /// Lineage and referrer are those of the URL before.
  private static final int SAME = 1 << 6;

  private static final int NO_REFERRER = 1 << 7;

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

  private final ArrayDeque<Object> shared = new ArrayDeque<>(1);
  private @Nullable Lineage writtenLineage;
  private @Nullable String writtenReferrer;
  private @Nullable Lineage readLineage;
  private @Nullable String readReferrer;

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

  private void pack(CrawlUrl url) {
    int flags = url.role() == CrawlUrl.Role.SITEMAP ? SITEMAP : 0;
    if (url.privateAllowed()) {
      flags |= PRIVATE_ALLOWED;
    }
    var text = url.href();
    if (text.startsWith(host)) {
      text = text.substring(host.length());
    } else {
      flags |= WHOLE;
    }
    var via = url.via();
    boolean again = url.hops() != 0 || url.attempts() != 0 || via != null;
    if (again) {
      flags |= AGAIN;
    }
    flags |= share(url.lineage(), url.referrer());
    if (via != null) {
      shared.addLast(via);
    }
    var octets = text.getBytes(StandardCharsets.UTF_8);
    var chunk = room(MOST_FIELD_BYTES + octets.length);
    chunk.put((byte) flags).putLong(url.fingerprint());
    putNumber(chunk, url.order());
    putNumber(chunk, url.referrerOrder() + 1);
    if (again) {
      putNumber(chunk, url.hops());
      putNumber(chunk, url.attempts());
      putNumber(chunk, via == null ? 0 : 1);
    }
    putNumber(chunk, octets.length);
    chunk.put(octets);
  }

  /// Keeps what the URL to be packed may share with the one before.
  ///
  /// @return the flags for it
  private int share(@Nullable Lineage lineage, @Nullable String referrer) {
    int flags = lineage == null ? 0 : LINEAGE;
    String own = null;
    if (referrer == null) {
      flags |= NO_REFERRER;
    } else if (lineage == null || !referrer.equals(lineage.href())) {
      flags |= REFERRER;
      own = referrer;
    }
    if (is(writtenLineage, lineage) && is(writtenReferrer, own)) {
      return flags | SAME;
    }
    if (lineage != null) {
      shared.addLast(lineage);
    }
    if (own != null) {
      shared.addLast(own);
    }
    writtenLineage = lineage;
    writtenReferrer = own;
    return flags;
  }

  @SuppressWarnings("ReferenceEquality") // This very object: it need not be kept again.
  private static boolean is(@Nullable Object one, @Nullable Object other) {
    return one == other;
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
    long referrerOrder = number(in) - 1;
    boolean again = (flags & AGAIN) != 0;
    int hops = again ? (int) number(in) : 0;
    int attempts = again ? (int) number(in) : 0;
    boolean redirected = again && number(in) == 1;
    int length = (int) number(in);
    int textAt = in.arrayOffset() + in.position();
    var text = new String(in.array(), textAt, length, StandardCharsets.UTF_8);
    readAt = in.position() + length;
    if (readAt == chunk.position()) {
      chunks.removeFirst();
      file.inMemory(-chunk.capacity());
      readAt = 0;
    }
    if ((flags & SAME) == 0) {
      readLineage = (flags & LINEAGE) == 0 ? null : (Lineage) shared.removeFirst();
      readReferrer = (flags & REFERRER) == 0 ? null : (String) shared.removeFirst();
    }
    var via = redirected ? (CrawlUrl.Redirect) shared.removeFirst() : null;
    return new CrawlUrl(
        (flags & WHOLE) == 0 ? host.concat(text) : text,
        fingerprint,
        host,
        depth,
        hops,
        attempts,
        (flags & PRIVATE_ALLOWED) != 0,
        (flags & SITEMAP) == 0 ? CrawlUrl.Role.PAGE : CrawlUrl.Role.SITEMAP,
        referrer(flags),
        referrerOrder,
        order,
        readLineage,
        via);
  }

  private @Nullable String referrer(int flags) {
    if ((flags & NO_REFERRER) != 0) {
      return null;
    }
    return readReferrer == null && readLineage != null ? readLineage.href() : readReferrer;
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
