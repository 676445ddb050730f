package dev.spinneret.fetch.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Caches the addresses of names. At most one lookup of a name runs at a time: other callers that
/// need the name wait for the same answer.
///
/// Lookups run on threads of the cache, since `getaddrinfo` blocks in native code and would block
/// the loop. It does not report a TTL, so answers have a fixed lifetime: 60 s for addresses and 10
/// s for unknown names (RFC 2308 §5 requires a bound). A lookup without an answer is not
/// remembered; while no name server answers, addresses that were found earlier are used, for at
/// most a day more (RFC 8767).
///
/// A name whose servers are dead occupies a thread for ten seconds or more. So a lookup that has
/// waited for a thread for a second gets another one, up to [#MAX_THREADS]: a list of hosts of
/// which some are dead does not keep the others waiting.
///
/// The size is bounded: beyond it, the least recently used answer is evicted. Thread-safe.
public final class DnsCache implements AutoCloseable {
  /// How long addresses are kept.
  static final long FOUND_NANOS = TimeUnit.SECONDS.toNanos(60);

  /// How long an unknown name is remembered.
  static final long UNKNOWN_NANOS = TimeUnit.SECONDS.toNanos(10);

  /// How long expired addresses may be used while no name server answers.
  static final long STALE_NANOS = TimeUnit.DAYS.toNanos(1);

  /// How many lookups run at the same time, unless they take long.
  private static final int THREADS = 16;

  /// How many run at the same time if others take long; small resolvers take 150.
  static final int MAX_THREADS = 128;

  /// How long a lookup waits for a thread before it gets one of its own.
  private static final long MAX_QUEUED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long IDLE_THREAD_SECONDS = 10;

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
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_THREAD_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("dns").factory());

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
    threads.setMaximumPoolSize(MAX_THREADS);
    threads.allowCoreThreadTimeOut(true);
  }

  /// The addresses of a name, from the cache or from a lookup. Blocks the calling thread; a task of
  /// a loop suspends.
  ///
  /// @param host a name, as spelled in a URL
  /// @param waitNanos how long to wait for the answer
  /// @return at least one address
  /// @throws UnknownHostException if the name has none
  /// @throws NoAnswerException if the lookup failed
  /// @throws TimeoutException if there is no answer in time; the lookup continues. If it has not
  ///   even begun, a [LookupQueuedException]
  /// @throws InterruptedException if the thread is interrupted
  public List<InetAddress> resolve(String host, long waitNanos)
      throws UnknownHostException, NoAnswerException, TimeoutException, InterruptedException {
    var entry = enter(host);
    try {
      return await(entry, Math.max(0, waitNanos)).orElseThrow(() -> new UnknownHostException(host));
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

  private Optional<List<InetAddress>> await(Entry entry, long waitNanos)
      throws ExecutionException, TimeoutException, InterruptedException {
    long leftNanos = waitNanos;
    while (leftNanos > MAX_QUEUED_NANOS) {
      try {
        return entry.answer.get(MAX_QUEUED_NANOS, TimeUnit.NANOSECONDS);
      } catch (TimeoutException _) {
        leftNanos -= MAX_QUEUED_NANOS;
        addThread(entry);
      }
    }
    try {
      return entry.answer.get(leftNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      if (hasBegun(entry)) {
        throw e;
      }
      throw new LookupQueuedException(MAX_THREADS + " other lookups take too long");
    }
  }

  private synchronized boolean hasBegun(Entry entry) {
    return entry.begun;
  }

  /// Adds a thread for a lookup that waits for one. Setting the size starts it.
  private synchronized void addThread(Entry entry) {
    int count = threads.getCorePoolSize();
    if (!entry.begun && count < MAX_THREADS) {
      threads.setCorePoolSize(count + 1);
    }
  }

  private synchronized Entry enter(String host) {
    var entry = entries.get(host);
    long nowNanos = clock.getAsLong();
    if (entry == null || entry.isStale(nowNanos)) {
      var fresh = new Entry();
      if (entry != null) {
        fresh.inherit(entry, nowNanos);
      }
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
      entry.foundAtNanos = clock.getAsLong();
      entry.found = found;
      entry.keptUntilNanos = entry.foundAtNanos + FOUND_NANOS;
      entry.answer.complete(Optional.of(found));
    } catch (UnknownHostException _) {
      entry.keptUntilNanos = clock.getAsLong() + UNKNOWN_NANOS;
      entry.found = null;
      entry.answer.complete(Optional.empty());
    } catch (NoAnswerException e) {
      var stale = entry.found;
      entry.keptUntilNanos = clock.getAsLong() + (stale == null ? 0 : UNKNOWN_NANOS);
      if (stale == null) {
        entry.answer.completeExceptionally(e);
      } else {
        entry.answer.complete(Optional.of(stale));
      }
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

    /// What was found last, perhaps by an earlier lookup; null for nothing.
    private @Nullable List<InetAddress> found;

    private long foundAtNanos;
    private int waiterCount;
    private boolean begun;

    /// Takes over what an earlier lookup has found.
    void inherit(Entry earlier, long nowNanos) {
      if (nowNanos - earlier.foundAtNanos < FOUND_NANOS + STALE_NANOS) {
        found = earlier.found;
        foundAtNanos = earlier.foundAtNanos;
      }
    }

    boolean isStale(long nowNanos) {
      return answer.isDone() && nowNanos - keptUntilNanos >= 0;
    }
  }
}
