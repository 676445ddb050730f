package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.lastrun.LastRun;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.TimerHandle;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A crawl kept in one SQLite file: URLs, verdicts, referrers, hosts, robots.txt, and the committed
/// length of every output.
///
/// The loop passes changes to the writer's thread in portions. Once a second, or when there were
/// many, it marks where the outputs end; the thread then forces the outputs to the disk and commits
/// everything in one transaction. After kill -9 at any moment the file holds the last commit: the
/// outputs are cut back to its lengths, and URLs that had no verdict then are fetched again. So no
/// record is lost, duplicated or truncated.
///
/// The file also holds what a later run needs to continue as this one would have: failed attempts,
/// until when no requests are sent to a host, why a host was closed, how much of each budget was
/// spent, and what looked like a trap. Some things are not kept, since they are soon found again:
/// adaptive limits, how long a URL still had to wait for its next attempt, and how many requests to
/// a host failed in a row. The time budget is per run.
///
/// Memory holds 12 bytes for each URL seen and 12 for each different page (the seen set and the
/// digests, see `FingerprintSet`), a record for each host, and the heads of the queues: about
/// 200,000 waiting URLs, and 16 for each host beyond that. Everything else is only in the file: the
/// rest of the queues, and all URLs, referrers and verdicts.
///
/// Only one process can use a file at a time; another gets a [StateException]. Close it after the
/// crawl.
public final class SqliteState extends CommittingStore {
  /// The default time between two commits. After a crash, as much is repeated at most.
  public static final Duration COMMIT_EVERY = Duration.ofSeconds(1);

  private final Path file;
  private final Connection connection;
  private final StateWriter writer;
  private final SessionTable sessionTable;
  private final WriterThread thread;
  private final boolean wasFinished;
  private final boolean trustsLastmod;
  private final @Nullable LastRunTable lastRunTable;
  private @Nullable TimerHandle commitTimer;
  private int deepAt;
  private long queueBytes;
  private Duration commitEvery = COMMIT_EVERY;
  private boolean retryFailed;

  private SqliteState(
      Path file,
      OpenState opened,
      CommittedOutputs outputs,
      WriterThread thread,
      @Nullable Repeat repeat)
      throws SQLException {
    super(outputs, thread);
    this.file = file;
    this.connection = opened.connection();
    this.wasFinished = opened.wasFinished();
    this.trustsLastmod = repeat != null && repeat.trustsLastmod();
    this.lastRunTable = opened.repeats() ? new LastRunTable(connection, file, trustsLastmod) : null;
    this.writer = new StateWriter(connection, file);
    this.sessionTable = new SessionTable(connection);
    this.thread = thread;
  }

  /// Opens or creates a state file, and cuts the outputs back to its last commit.
  ///
  /// @param file the state file
  /// @param settings what must be the same in every run of this crawl, name by name: the command
  ///   line without the flags that do not affect the result
  /// @param outputs the outputs whose lengths are committed with the state
  /// @return the open state
  /// @throws StateException if the file is damaged, of a newer version, in use, not writable, not
  ///   made by this program, or belongs to another command line, or an output is shorter than at
  ///   the last commit
  /// @throws OutputFailedException if an output cannot be cut back
  public static SqliteState open(
      Path file, Map<String, String> settings, List<? extends DurableOutput> outputs) {
    return open(file, settings, () -> outputs, null);
  }

  /// Opens a state file as [#open(Path, Map, List)] does, and opens the outputs after the file is
  /// locked: if another process uses the file, its outputs are not touched. A finished crawl may be
  /// repeated: what it knows becomes the last run, and the outputs are truncated.
  ///
  /// @param file the state file
  /// @param settings what must be the same in every run of this crawl, name by name
  /// @param open opens the outputs; called at most once
  /// @param repeat how the crawl is repeated; null to leave it finished
  /// @return the open state
  /// @throws StateException as in the other form
  /// @throws OutputFailedException if an output cannot be cut back
  public static SqliteState open(
      Path file,
      Map<String, String> settings,
      Supplier<? extends List<? extends DurableOutput>> open,
      @Nullable Repeat repeat) {
    var opened = StateFile.openForCrawl(file, settings, repeat);
    var connection = opened.connection();
    try {
      var outputs = new CommittedOutputs(List.copyOf(open.get()));
      outputs.cut(StateFile.outputLengths(connection), what -> new StateException(file, what));
      return new SqliteState(file, opened, outputs, writerOf(file), repeat);
    } catch (SQLException e) {
      closeQuietly(connection, e);
      throw new StateException(file, e);
    } catch (RuntimeException e) {
      closeQuietly(connection, e);
      throw e;
    }
  }

  private static WriterThread writerOf(Path file) {
    return new WriterThread(
        what -> new StateException(file, what), thrown -> new StateException(file, thrown));
  }

  /// Sets the time between two commits. Call before the crawl.
  ///
  /// @param interval more than 0; [#COMMIT_EVERY] by default
  public void commitEvery(Duration interval) {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException("commit interval " + interval + ": more than 0");
    }
    commitEvery = interval;
  }

  @Override
  public List<String> keep(Session kept) {
    session(kept);
    return sessionTable.read();
  }

  /// Makes the next run request again what failed in earlier runs: failures except malformed
  /// references, replies with status 5xx, 408, 425 or 429, and URLs that were not requested because
  /// a host or its robots.txt failed. Call before the crawl.
  public void retryFailed() {
    retryFailed = true;
  }

  /// Whether the last run finished the crawl, so that nothing is left to do unless it is repeated.
  ///
  /// @return as it was when the file was opened
  public boolean wasFinished() {
    return wasFinished;
  }

  /// Whether this run repeats an earlier one; it may be new or resumed.
  ///
  /// @return false for a first run
  public boolean repeats() {
    return lastRunTable != null;
  }

  @Override
  public @Nullable LastRun lastRun() {
    return lastRunTable == null
        ? null
        : new StoredLastRun(this, lastRunTable, loop(), trustsLastmod, queueBytes);
  }

  @Override
  public void endedBy(EndedBy by) {
    var _ =
        submit(() -> {
          StateFile.ended(connection, by);
          if (by == EndedBy.DONE && lastRunTable != null) {
            lastRunTable.clear();
          }
          return true;
        });
  }

  @Override
  public Frontier begin(EventLoop crawlLoop, CrawlOptions options, Runnable crawlWake) {
    deepAt = options.traps().staleDepth();
    queueBytes = options.resources().queueBytes();
    return super.begin(crawlLoop, options, crawlWake);
  }

  @Override
  public void restore(Restored into) {
    try {
      var reader = new StateReader(connection, file);
      if (retryFailed) {
        reader.retryFailed();
      }
      reader.restore(into, frontier(), deepAt);
    } catch (SQLException e) {
      throw new StateException(file, e);
    }
  }

  @Override
  protected void commitSoon() {
    writeEnough(changes -> {
      writer.apply(changes);
      return true;
    });
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

  @Override
  protected Future<Boolean> commit() {
    return cut(cut -> {
      writer.apply(cut.changes());
      if (cut.sessionLines() != null) {
        sessionTable.write(cut.sessionLines());
      }
      writer.commit(cut.force());
      return true;
    });
  }

  @Override
  protected List<CrawlUrl> next(
      List<Change> before, String host, int afterDepth, long afterOrder, int atMost)
      throws SQLException {
    writer.apply(before);
    return writer.next(host, afterDepth, afterOrder, atMost);
  }

  @Override
  protected StateException damaged(String how) {
    return new StateException(file, "damaged: " + how);
  }

  /// Closes the file; what is not committed is dropped.
  @Override
  public void close() {
    if (commitTimer != null) {
      commitTimer.cancel();
    }
    try {
      thread.end();
      connection.close();
    } catch (SQLException e) {
      throw new StateException(file, e);
    }
  }

  private static void closeQuietly(Connection connection, Exception because) {
    try {
      connection.close();
    } catch (SQLException e) {
      because.addSuppressed(e);
    }
  }
}
