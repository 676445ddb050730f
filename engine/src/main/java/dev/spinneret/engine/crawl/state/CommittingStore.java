package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A store that collects the changes of a crawl and commits them from time to time, together with
/// the lengths of the outputs at that moment. Its subclass decides when to commit, and to what.
///
/// ```
/// crawl ──▶ changes ──┐
///                     ├─ cut ──▶ writer: force the outputs, write the changes, commit
/// outputs ─▶ marks ───┘
/// ```
///
/// A cut is consistent: it is taken in one step of the loop, and never between [#hold()] and
/// [#release()]. The frontier keeps the heads of the queues in memory; the rest is read back with
/// [#next].
public abstract class CommittingStore extends RecordingStore implements AutoCloseable {
  private final Set<Future<?>> unfinished = new HashSet<>();
  private final CommittedOutputs outputs;
  private final Writer writer;
  private UnwrittenChanges changes = new UnwrittenChanges(Long.MAX_VALUE);
  private @Nullable EventLoop loop;
  private @Nullable DurableFrontier frontier;
  private Session session = () -> null;
  private Runnable wake = () -> {};
  private @Nullable RuntimeException failure;
  private boolean held;
  private boolean commitDue;

  /// Creates a store.
  ///
  /// @param outputs the outputs whose lengths are committed
  /// @param writer runs the work on files and databases; ended by the subclass
  protected CommittingStore(CommittedOutputs outputs, Writer writer) {
    this.outputs = outputs;
    this.writer = writer;
  }

  /// Schedules a commit, since something has changed. On the loop's thread.
  protected abstract void commitSoon();

  /// Begins a commit of all changes, with [#cut] and [#submit]. On the loop's thread, and not while
  /// the store is held.
  ///
  /// @return done when it is committed
  /// @throws OutputFailedException if an output cannot be written
  protected abstract Future<Boolean> commit();

  /// Applies changes without committing them, and reads the next waiting URLs of a host. On the
  /// writer's thread.
  ///
  /// @param before the changes that are not written yet, which may add URLs to the queue
  /// @param host the host queue
  /// @param afterDepth with `afterOrder`, a place in the queue
  /// @param afterOrder see [CrawlUrl#order()]
  /// @param atMost how many
  /// @return in the order of depth and discovery; none at the end
  /// @throws Exception if that fails
  protected abstract List<CrawlUrl> next(
      List<Change> before, String host, int afterDepth, long afterOrder, int atMost)
      throws Exception;

  /// The exception for a queue with fewer URLs than were counted.
  ///
  /// @param how what is missing
  /// @return an exception that names the store
  protected abstract RuntimeException damaged(String how);

  /// Stores a session, which is committed together with the crawl. Call before the crawl.
  ///
  /// @param kept the session
  /// @return its lines in an earlier run; empty when there was none
  public abstract List<String> keep(Session kept);

  /// Closes the store; uncommitted changes are dropped.
  @Override
  public abstract void close();

  /// Sets the session whose lines are committed with the changes.
  ///
  /// @param kept the session
  protected final void session(Session kept) {
    session = kept;
  }

  @Override
  public Frontier begin(EventLoop crawlLoop, CrawlOptions options, Runnable crawlWake) {
    loop = crawlLoop;
    wake = crawlWake;
    boolean levelByLevel = options.scope().maxDepth() != Integer.MAX_VALUE;
    long maxBytes = options.resources().queueBytes();
    changes = new UnwrittenChanges(maxBytes);
    frontier = new DurableFrontier(levelByLevel, maxBytes, this);
    return frontier;
  }

  @Override
  public void hold() {
    held = true;
  }

  @Override
  public void release() {
    held = false;
    if (commitDue) {
      commitDue = false;
      commitInTime();
    }
  }

  @Override
  public void abandon(Throwable thrown) {
    changes.take();
    fail(thrown);
  }

  @Override
  public boolean isBehind() {
    throwFailure();
    if (changes.areMany() && !held) {
      commit();
    }
    return changes.areBehind();
  }

  @Override
  public boolean keepsRest() {
    return true;
  }

  @Override
  public void finish() {
    throwFailure();
    commit().await();
    throwFailure();
  }

  /// Commits immediately, or as soon as the store is no longer held.
  protected final void commitInTime() {
    try {
      if (held) {
        commitDue = true;
      } else if (failure == null) {
        commit();
      }
    } catch (OutputFailedException _) {
      // Stored as the failure that the crawl's next call throws.
    }
  }

  /// What one commit holds.
  ///
  /// @param changes in order
  /// @param sessionLines all lines of the session; null when they are as committed before
  /// @param marks where the outputs end, by name
  protected record Cut(
      List<Change> changes,
      @Nullable List<String> sessionLines,
      Map<String, DurableOutput.Mark> marks) {
    /// Forces the outputs to the disk up to their marks. On the writer's thread.
    ///
    /// @return their lengths there, by name
    /// @throws OutputFailedException if one cannot be written
    public Map<String, Long> force() {
      return CommittedOutputs.force(marks);
    }
  }

  /// Writes a cut. On the writer's thread.
  ///
  /// @param <T> the type of the result
  @FunctionalInterface
  protected interface Writing<T> {
    /// Writes a cut and commits it.
    ///
    /// @param cut what to write
    /// @return any result
    /// @throws Exception if that fails
    T write(Cut cut) throws Exception;
  }

  /// Takes a consistent cut of outputs and changes, and submits it for writing.
  ///
  /// @param writing writes it, on the writer's thread
  /// @param <T> the type of the result
  /// @return the result
  /// @throws OutputFailedException if an output cannot be written
  protected final <T> Future<T> cut(Writing<T> writing) {
    Map<String, DurableOutput.Mark> marks;
    try {
      marks = outputs.mark();
    } catch (OutputFailedException e) {
      fail(e);
      throw e;
    }
    var commit = changes.commit();
    var cut = new Cut(commit.changes(), session.changedLines(), marks);
    Future<T> written = submit(() -> writing.write(cut));
    written.addDoneCallback(_ -> {
      changes.committed(commit);
      wake.run();
    });
    return written;
  }

  /// Submits work to the writer, which runs it after everything that was submitted before. If it
  /// throws, the store has failed.
  ///
  /// @param work on the writer's thread
  /// @param <T> the type of the result
  /// @return the result
  protected final <T> Future<T> submit(Callable<T> work) {
    Future<T> future = writer.submit(loop(), work);
    unfinished.add(future);
    future.addDoneCallback(done -> {
      unfinished.remove(done);
      var thrown = done.isCancelled() ? null : done.exception();
      if (thrown != null) {
        fail(thrown);
      }
    });
    return future;
  }

  /// Cancels the futures of what the writer has not finished; the writer itself goes on.
  @Override
  public final void left() {
    List.copyOf(unfinished).forEach(Future::cancel);
  }

  @Override
  protected final void add(Change change) {
    changes.add(change);
    commitSoon();
  }

  /// Whether the store has failed: nothing more is committed.
  ///
  /// @return true when the crawl's next call throws
  protected final boolean hasFailed() {
    return failure != null;
  }

  /// Throws the failure, if there is one.
  protected final void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  /// The crawl's loop.
  ///
  /// @return the loop
  /// @throws IllegalStateException before a crawl has begun
  protected final EventLoop loop() {
    if (loop == null) {
      throw new IllegalStateException("the state belongs to no crawl yet");
    }
    return loop;
  }

  /// Whether changes must not be committed at present.
  ///
  /// @return true between [#hold()] and [#release()]
  protected final boolean isHeld() {
    return held;
  }

  /// The crawl's frontier.
  ///
  /// @return the frontier that [#begin] has returned
  protected final DurableFrontier frontier() {
    return Objects.requireNonNull(frontier, "no crawl yet");
  }

  /// Writes the changes so far, without committing them, if they are enough to be worth it.
  final void writeEnough(WithChanges<?> writing) {
    if (changes.areEnough()) {
      withChanges(writing);
    }
  }

  /// The next waiting URLs of a host, read after all earlier changes are applied.
  Future<List<CrawlUrl>> next(String host, int afterDepth, long afterOrder, int atMost) {
    return withChanges(before -> next(before, host, afterDepth, afterOrder, atMost));
  }

  /// Work on changes that are not committed. On the writer's thread.
  @FunctionalInterface
  interface WithChanges<T> {
    T run(List<Change> changes) throws Exception;
  }

  private <T> Future<T> withChanges(WithChanges<T> work) {
    var portion = changes.take();
    Future<T> done = submit(() -> work.run(portion.changes()));
    done.addDoneCallback(_ -> {
      if (changes.written(portion)) {
        wake.run();
      }
    });
    return done;
  }

  /// Wakes the crawl, since it may be able to continue.
  protected final void wake() {
    wake.run();
  }

  /// Fails the store: the crawl's next call throws. Of several failures, the first is thrown.
  ///
  /// @param thrown what failed
  protected final void fail(Throwable thrown) {
    if (failure == null) {
      failure =
          thrown instanceof RuntimeException e
              ? e
              : new IllegalStateException("the state cannot be kept: " + thrown, thrown);
    }
    wake.run();
  }
}
