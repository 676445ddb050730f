package dev.spinneret.engine.loop;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;

/// Reports the failures of one loop that no caller gets to the exception handler.
///
/// A future that fails is watched until its failure is retrieved. If it is garbage-collected
/// before, or the loop is closed, the failure is reported once.
final class Failures {
  private final EventLoop loop;
  private final ReferenceQueue<Future<?>> collected = new ReferenceQueue<>();
  private final Set<Unseen> unseen = new LinkedHashSet<>();
  private BiConsumer<? super FailureContext, ? super Throwable> handler =
      Failures::printToStandardError;

  Failures(EventLoop loop) {
    this.loop = loop;
  }

  /// A failure that has not been retrieved so far. Holds no reference to its future.
  static final class Unseen extends PhantomReference<Future<?>> {
    private final Failures failures;
    private final String description;
    private final Throwable failure;

    private Unseen(Failures failures, Future<?> future, Throwable failure) {
      super(future, failures.collected);
      this.failures = failures;
      this.description = future.toString();
      this.failure = failure;
    }

    /// The failure was retrieved.
    void retrieve() {
      failures.unseen.remove(this);
    }
  }

  void setHandler(BiConsumer<? super FailureContext, ? super Throwable> newHandler) {
    handler = newHandler;
  }

  Unseen watch(Future<?> future, Throwable failure) {
    var watched = new Unseen(this, future, failure);
    unseen.add(watched);
    return watched;
  }

  /// Reports the failures whose futures were garbage-collected since the last call.
  void reportCollected() {
    if (unseen.isEmpty()) {
      return;
    }
    for (var taken = collected.poll(); taken != null; taken = collected.poll()) {
      if (taken instanceof Unseen failure && unseen.remove(failure)) {
        report(failure);
      }
    }
  }

  /// Reports every failure that was not retrieved.
  void reportAll() {
    var left = Set.copyOf(unseen);
    unseen.clear();
    left.forEach(this::report);
  }

  private void report(Unseen failure) {
    report(failure.description + " failed, and its failure was never retrieved", failure.failure);
  }

  /// Calls the handler. If it throws, both failures are printed.
  void report(String message, Throwable failure) {
    var context = new FailureContext(message, loop);
    try {
      handler.accept(context, failure);
    } catch (Exception | Cancelled e) {
      printToStandardError(context, failure);
      printToStandardError(
          new FailureContext("the exception handler of the event loop failed", loop), e);
    }
  }

  private static void printToStandardError(FailureContext context, Throwable failure) {
    System.err.println(context.message());
    failure.printStackTrace();
  }
}
