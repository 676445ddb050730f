package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.CrawlStore;
import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.frontier.MemoryFrontier;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.TimerHandle;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A crawl kept in one SQLite file: URLs, verdicts, referrers, hosts, robots.txt, and the committed
/// length of every output.
///
/// The loop collects changes. Once a second, or when there are many, it marks where the outputs end
/// and hands both to the writer's thread, which forces the outputs to the disk and commits
/// everything in one transaction. After kill -9 at any moment the file holds the last commit: the
/// outputs are cut back to its lengths, and what had no verdict then is fetched again. So no record
/// is lost, doubled or torn.
///
/// What a later run needs to act as this one would have acted is in the file, too: attempts in
/// vain, until when a host is to be left alone, why it was given up, what was spent of budgets, and
/// what looked like a trap. Not kept, because it is found again soon: adaptive limits, how long a
/// single URL still had to wait for its next attempt, failures of a host in a row, and time, whose
/// budget is each run's own.
///
/// In memory stay 12 bytes for each URL seen and 12 for each different page (the seen set and the
/// digests, see `FingerprintSet`), something for each host, and the heads of the queues: at most
/// some 200,000 waiting URLs and 16 a host. The rest of the queues, URLs, referrers and verdicts is
/// in the file alone.
///
/// One process at a time; a second one is told so. Close it after the crawl.
public final class SqliteState implements CrawlStore, AutoCloseable {
  /// How often is committed when nobody says otherwise: what a crash repeats.
  public static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

  private final Path file;
  private final Connection connection;
  private final StateWriter writer;
  private final SessionTable sessionTable;
  private final CommittedOutputs outputs;
  private final WriterThread thread;
  private UnwrittenChanges changes = new UnwrittenChanges(Long.MAX_VALUE);
  private @Nullable EventLoop loop;
  private @Nullable DurableFrontier frontier;
  private Session session = () -> null;
  private Runnable wake = () -> {};
  private @Nullable TimerHandle commitTimer;
  private @Nullable RuntimeException failure;
  private boolean held;
  private int deepAt;
  private boolean commitDue;
  private Duration commitEvery = COMMIT_EVERY;
  private boolean retryFailed;

  private SqliteState(Path file, Connection connection, CommittedOutputs outputs)
      throws SQLException {
    this.file = file;
    this.connection = connection;
    this.writer = new StateWriter(connection, file);
    this.sessionTable = new SessionTable(connection);
    this.outputs = outputs;
    this.thread = new WriterThread(file);
  }

  /// Opens a state file, or makes one, and cuts the outputs back to its last commit.
  ///
  /// @param file the state file
  /// @param settings what must be the same in every run of this crawl, name by name: the command
  ///   line without what has no influence on the result
  /// @param outputs the outputs whose lengths are committed with the state
  /// @return the open state
  /// @throws StateException if the file is damaged, of a newer version, in use, not writable, not
  ///   made by this program, or belongs to another command line, or an output is shorter than at
  ///   the last commit
  /// @throws OutputFailedException if an output cannot be cut back
  public static SqliteState open(
      Path file, Map<String, String> settings, List<? extends DurableOutput> outputs) {
    return open(file, settings, () -> outputs);
  }

  /// Opens a state file as [#open(Path, Map, List)] does, and the outputs once the file is locked:
  /// whoever is refused because another process has it touches none of that one's outputs.
  ///
  /// @param file the state file
  /// @param settings what must be the same in every run of this crawl, name by name
  /// @param open opens the outputs; called at most once
  /// @return the open state
  /// @throws StateException as in the other form
  /// @throws OutputFailedException if an output cannot be cut back
  public static SqliteState open(
      Path file,
      Map<String, String> settings,
      Supplier<? extends List<? extends DurableOutput>> open) {
    var connection = StateFile.openForCrawl(file, settings);
    try {
      var outputs = new CommittedOutputs(List.copyOf(open.get()));
      outputs.cut(connection, file);
      return new SqliteState(file, connection, outputs);
    } catch (SQLException e) {
      closeQuietly(connection, e);
      throw new StateException(file, e);
    } catch (RuntimeException e) {
      closeQuietly(connection, e);
      throw e;
    }
  }

  /// Sets how often is committed. Call before the crawl.
  ///
  /// @param interval more than 0; [#COMMIT_EVERY] by default
  public void commitEvery(Duration interval) {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("commit interval " + interval + ": more than 0");
    }
    commitEvery = interval;
  }

  /// Keeps a session beside the crawl, committed with it. Call before the crawl.
  ///
  /// @param kept whose lines are kept
  /// @return its lines in an earlier run; empty when there was none
  public List<String> keep(Session kept) {
    session = kept;
    return sessionTable.read();
  }

  /// Has the next run ask again for what failed in earlier ones: failures but for references that
  /// are no URLs, statuses of 5xx, 408, 425 and 429, and what was left because a host or its
  /// robots.txt failed. Call before the crawl.
  public void retryFailed() {
    retryFailed = true;
  }

  @Override
  public Frontier begin(EventLoop crawlLoop, CrawlOptions options, Runnable crawlWake) {
    loop = crawlLoop;
    wake = crawlWake;
    boolean levelByLevel = options.scope().maxDepth() != Integer.MAX_VALUE;
    deepAt = options.traps().staleDepth();
    long maxBytes = options.resources().queueBytes();
    changes = new UnwrittenChanges(maxBytes);
    frontier = new DurableFrontier(new MemoryFrontier(levelByLevel, maxBytes), levelByLevel, this);
    return frontier;
  }

  @Override
  public void restore(Restored into) {
    try {
      var reader = new StateReader(connection);
      if (retryFailed) {
        reader.retryFailed();
      }
      reader.restore(into, Objects.requireNonNull(frontier, "no crawl yet"), deepAt);
    } catch (SQLException e) {
      throw new StateException(file, e);
    }
  }

  @Override
  public void discovered(CrawlUrl url, @Nullable Verdict verdict) {
    add(new Change.Discovered(url, verdict));
  }

  @Override
  public void reopened(long fingerprint) {
    add(new Change.Reopened(fingerprint));
  }

  @Override
  public void reasked(CrawlUrl url) {
    add(new Change.Reasked(url));
  }

  @Override
  public void ended(CrawlUrl url, Verdict verdict, @Nullable PageRecord page) {
    add(new Change.Ended(url.order(), verdict, page == null ? null : Change.Asked.of(page)));
  }

  @Override
  public void scopeWidened(String held) {
    add(new Change.ScopeWidened(held));
  }

  @Override
  public void robotsFetched(String host, byte[] body, Instant at) {
    add(new Change.Robots(host, new Change.Bytes(body), at));
  }

  @Override
  public void retried(CrawlUrl url) {
    add(new Change.Retried(url.order(), url.attempts()));
  }

  @Override
  public void hostDelayed(String host, Instant until) {
    add(new Change.HostDelayed(host, until));
  }

  @Override
  public void hostClosed(String host, Verdict why) {
    add(new Change.HostClosed(host, why));
  }

  @Override
  public void suspectRead(long words, String template, int staleCount) {
    add(new Change.SuspectRead(words, template, staleCount));
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

  /// Closes the file; what is not committed is dropped.
  @Override
  public void close() {
    if (commitTimer != null) {
      commitTimer.cancel();
    }
    try {
      if (thread.end()) {
        connection.close();
      }
    } catch (SQLException e) {
      throw new StateException(file, e);
    }
  }

  /// The next waiting URLs of a host, after all that was told before.
  Future<List<CrawlUrl>> next(String host, int afterDepth, long afterOrder, int atMost) {
    var before = changes.take();
    return submit(() -> {
      writer.apply(before);
      return writer.next(host, afterDepth, afterOrder, atMost);
    });
  }

  Future<Boolean> newFuture() {
    return loop().createFuture();
  }

  void wake() {
    wake.run();
  }

  private void add(Change change) {
    changes.add(change);
    if (commitTimer == null) {
      commitTimer =
          loop()
              .callLater(
                  commitEvery,
                  () -> {
                    commitTimer = null;
                    commitInTime();
                  });
    }
  }

  private void commitInTime() {
    try {
      if (held) {
        commitDue = true;
      } else if (failure == null) {
        commit();
      }
    } catch (OutputFailedException _) {
      // Kept as the failure that the crawl's next call throws.
    }
  }

  /// Takes a consistent cut of outputs and changes, and has it written.
  private Future<Boolean> commit() {
    Map<String, DurableOutput.Mark> marks;
    try {
      marks = outputs.mark();
    } catch (OutputFailedException e) {
      fail(e);
      throw e;
    }
    var commit = changes.commit();
    var sessionLines = session.changedLines();
    var written =
        submit(() -> {
          writer.apply(commit.changes());
          if (sessionLines != null) {
            sessionTable.write(sessionLines);
          }
          writer.commit(CommittedOutputs.force(marks));
          return true;
        });
    written.addDoneCallback(_ -> {
      changes.ended(commit);
      wake.run();
    });
    return written;
  }

  private <T> Future<T> submit(Callable<T> work) {
    Future<T> future = thread.submit(loop(), work);
    future.addDoneCallback(done -> {
      var thrown = done.isCancelled() ? null : done.exception();
      if (thrown != null) {
        fail(thrown);
      }
    });
    return future;
  }

  /// Ends the crawl: its next call throws. The first failure is the one that is told.
  void fail(Throwable thrown) {
    if (failure == null) {
      failure =
          thrown instanceof RuntimeException e
              ? e
              : new IllegalStateException("the state " + file + " cannot be kept", thrown);
    }
    wake.run();
  }

  StateException damaged(String how) {
    return new StateException(file, "damaged: " + how);
  }

  private void throwFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  private EventLoop loop() {
    if (loop == null) {
      throw new IllegalStateException("the state belongs to no crawl yet");
    }
    return loop;
  }

  private static void closeQuietly(Connection connection, Exception because) {
    try {
      connection.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
