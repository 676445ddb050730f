package dev.spinneret.samples.site;

import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.io.TransportUpgrade;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A [SampleSite] on a loop and a daemon thread of its own, for programs and tests that have their
/// own loop, or none. Usable from any thread.
public final class SiteThread implements AutoCloseable {
  private final Thread thread;
  private final EventLoop loop;
  private final SampleSite site;
  private final Future<@Nullable Void> end;

  private SiteThread(Thread thread, EventLoop loop, SampleSite site, Future<@Nullable Void> end) {
    this.thread = thread;
    this.loop = loop;
    this.site = site;
    this.end = end;
  }

  /// Starts a site. Returns when it listens.
  ///
  /// @param options what the web looks like
  /// @return the running site, which the caller closes
  /// @throws IOException if a port is taken
  public static SiteThread start(SiteOptions options) throws IOException {
    return start(loop -> SampleSite.start(loop, Network.of(loop), options));
  }

  /// Starts a site over TLS. Returns when it listens.
  ///
  /// @param options what the web looks like
  /// @param security makes the TLS of a host, given its number from 0; used on the site's thread
  /// @return the running site, which the caller closes
  /// @throws IOException if a port is taken
  public static SiteThread startSecured(
      SiteOptions options, IntFunction<? extends TransportUpgrade> security) throws IOException {
    return start(loop -> SampleSite.startSecured(loop, options, security));
  }

  private static SiteThread start(Start site) throws IOException {
    var started = new CompletableFuture<SiteThread>();
    Thread.ofPlatform().daemon().name("sample-web").start(() -> run(site, started));
    try {
      return started.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static void run(Start start, CompletableFuture<SiteThread> started) {
    var thread = Thread.currentThread();
    try {
      EventLoop.<@Nullable Void>run(() -> {
        var loop = EventLoop.current();
        Future<@Nullable Void> end = loop.createFuture();
        try (var site = start.on(loop)) {
          started.complete(new SiteThread(thread, loop, site, end));
          return end.await();
        }
      });
    } catch (Throwable t) {
      started.completeExceptionally(t);
    }
  }

  @FunctionalInterface
  private interface Start {
    SampleSite on(EventLoop loop) throws IOException;
  }

  /// The site.
  ///
  /// @return its addresses, plan and statistics
  public SampleSite site() {
    return site;
  }

  /// Ends the site and waits until its sockets are closed. A second call does nothing.
  @Override
  public void close() {
    if (thread.isAlive()) {
      loop.callSoonThreadsafe(() -> {
        if (!end.isDone()) {
          end.setResult(null);
        }
      });
    }
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
