package dev.spinneret.fetch.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/// Caches the addresses of names. At most one lookup of a name runs at a time: other callers that
/// need the name wait for the same answer.
///
/// Lookups run on threads of the cache, since `getaddrinfo` blocks in native code and would block
/// the loop. It does not report a TTL, so answers have a fixed lifetime: 60 s for addresses and 10
/// s for unknown names (RFC 2308 §5 requires a bound). A lookup without an answer is not
/// remembered.
///
/// The size is bounded: beyond it, the least recently used answer is evicted. Thread-safe.
public final class DnsCache implements AutoCloseable {
  /// How long addresses are kept.
  static final long FOUND_NANOS = TimeUnit.SECONDS.toNanos(60);

  /// How long an unknown name is remembered.
  static final long UNKNOWN_NANOS = TimeUnit.SECONDS.toNanos(10);

  /// How many lookups run at the same time.
  private static final int THREADS = 16;

  /// Looks up one name, blocking the thread.
  @FunctionalInterface
  public interface Lookup {
    /// Finds the addresses of a host.
    ///
    /// @param host a name
    /// @return at least one address, in the order to try
    /// @throws UnknownHostException if there is none
    /// @throws NoAnswerException if that is not known
    List<InetAddress> find(String host) throws UnknownHostException, NoAnswerException;
  }

  private final Lookup lookup;
  private final LongSupplier clock;
  private final int maxCount;

  /// All have one name: the JDK's numbers for names take 10 ms to begin.
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().name("dns").factory());

  /// In the order of their last use.
  private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /// An empty cache.
  ///
  /// @param lookup called on the cache's threads, for several names at the same time
  /// @param clock counts nanoseconds; read on any thread
  /// @param maxCount how many answers are kept
  public DnsCache(Lookup lookup, LongSupplier clock, int maxCount) {
    this.lookup = lookup;
    this.clock = clock;
    this.maxCount = maxCount;
  }

  /// The addresses of a name, from the cache or from a lookup. Blocks the calling thread; a task of
  /// a loop suspends.
  ///
  /// @param host a name, as spelled in a URL
  /// @param waitNanos how long to wait for the answer
  /// @return at least one address
  /// @throws UnknownHostException if the name has none
  /// @throws NoAnswerException if the lookup failed
  /// @throws TimeoutException if there is no answer in time; the lookup continues
  /// @throws InterruptedException if the thread is interrupted
  public List<InetAddress> resolve(String host, long waitNanos)
      throws UnknownHostException, NoAnswerException, TimeoutException, InterruptedException {
    var entry = enter(host);
    try {
      return entry
          .answer
          .get(Math.max(0, waitNanos), TimeUnit.NANOSECONDS)
          .orElseThrow(() -> new UnknownHostException(host));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NoAnswerException none) {
        throw none;
      }
      throw new IllegalStateException("resolving " + host, e.getCause());
    } catch (CancellationException _) {
      throw new InterruptedException("the cache is closed");
    } finally {
      leave(host, entry);
    }
  }

  @Override
  public synchronized void close() {
    // First: a lookup interrupted by the shutdown would otherwise report an unknown name.
    entries.values().forEach(entry -> entry.answer.cancel(false));
    entries.clear();
    threads.shutdownNow();
  }

  private synchronized Entry enter(String host) {
    var entry = entries.get(host);
    if (entry == null || entry.isStale(clock.getAsLong())) {
      var fresh = new Entry();
      entry = fresh;
      entries.put(host, fresh);
      shrink();
      threads.execute(() -> run(host, fresh));
    }
    entry.waiterCount++;
    return entry;
  }

  /// A lookup that has not begun is cancelled when its last caller stops waiting.
  private synchronized void leave(String host, Entry entry) {
    entry.waiterCount--;
    if (entry.waiterCount == 0 && !entry.begun) {
      entries.remove(host, entry);
    }
  }

  private void run(String host, Entry entry) {
    synchronized (this) {
      if (entry.waiterCount == 0) {
        return;
      }
      entry.begun = true;
    }
    try {
      var found = lookup.find(host);
      entry.keptUntilNanos = clock.getAsLong() + FOUND_NANOS;
      entry.answer.complete(Optional.of(found));
    } catch (UnknownHostException _) {
      entry.keptUntilNanos = clock.getAsLong() + UNKNOWN_NANOS;
      entry.answer.complete(Optional.empty());
    } catch (Throwable t) {
      entry.keptUntilNanos = clock.getAsLong();
      entry.answer.completeExceptionally(t);
    }
  }

  /// Running lookups stay: their number is bounded by their callers.
  private void shrink() {
    var eldest = entries.values().iterator();
    while (entries.size() > maxCount && eldest.hasNext()) {
      if (eldest.next().answer.isDone()) {
        eldest.remove();
      }
    }
  }

  private static final class Entry {
    final CompletableFuture<Optional<List<InetAddress>>> answer = new CompletableFuture<>();

    /// Written before the answer is complete, and read only after.
    private long keptUntilNanos;

    private int waiterCount;
    private boolean begun;

    boolean isStale(long nowNanos) {
      return answer.isDone() && nowNanos - keptUntilNanos >= 0;
    }
  }
}
