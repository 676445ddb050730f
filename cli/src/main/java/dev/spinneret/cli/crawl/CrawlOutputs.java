package dev.spinneret.cli.crawl;

import dev.spinneret.cli.frontier.SharedPlan;
import dev.spinneret.cli.input.Spool;
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.record.OutputThread;
import dev.spinneret.cli.record.RecordOutput;
import dev.spinneret.cli.report.CrawlStatistics;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.postgresql.PostgresCrawl;
import dev.spinneret.engine.crawl.shared.SharedException;
import dev.spinneret.engine.crawl.state.CommittingStore;
import dev.spinneret.engine.crawl.state.OutputFailedException;
import dev.spinneret.engine.crawl.state.SqliteState;
import dev.spinneret.engine.crawl.state.StateException;
import dev.spinneret.engine.crawl.state.StateOwner;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Everything that takes a crawl's records: the outputs and the statistics.
///
/// The first output that fails ends the crawl: `onFailure` runs, later records go nowhere, and
/// [#close] says what happened.
final class CrawlOutputs implements Sink, AutoCloseable {
  private record Open(String name, OutputThread thread, RecordOutput output) {
    RuntimeException failed(IOException thrown) {
      return name.equals("standard output")
          ? OutputException.standardOutput(thrown)
          : new OutputException(name, thrown);
    }
  }

  private final CrawlStatistics statistics = new CrawlStatistics();
  private final List<Open> outputs = new CopyOnWriteArrayList<>();
  private final Runnable onFailure;
  private volatile @Nullable RuntimeException failure;
  private int waitingCount;
  private long waitingSinceNanos;
  private long waitedNanos;
  private @Nullable CommittingStore state;

  private CrawlOutputs(Runnable onFailure) {
    this.onFailure = onFailure;
  }

  /// Opens all outputs of a plan, or none; with a state, each goes on where the state knows it
  /// ended.
  ///
  /// @param plan names them
  /// @param onFailure runs when one fails, on any thread
  /// @throws UsageException if one cannot be opened
  static CrawlOutputs open(CrawlPlan plan, Runnable onFailure) {
    var outputs = new CrawlOutputs(onFailure);
    var files = new LinkedHashMap<String, OutputFile>();
    try {
      outputs.cut(plan, () -> openFiles(plan, files));
      for (var target : plan.output().targets()) {
        outputs.add(target, files.get(target.name()), plan);
      }
      return outputs;
    } catch (RuntimeException e) {
      outputs.closeAll();
      files.values().forEach(OutputFile::abandon);
      throw e;
    }
  }

  /// No outputs, only statistics.
  static CrawlOutputs none() {
    return new CrawlOutputs(() -> {});
  }

  private static List<OutputFile> openFiles(CrawlPlan plan, Map<String, OutputFile> files) {
    for (var target : plan.output().targets()) {
      if (!target.isStandardOutput()) {
        files.put(target.name(), open(target.name()));
      }
    }
    return List.copyOf(files.values());
  }

  private static OutputFile open(String name) {
    try {
      return OutputFile.open(name);
    } catch (IOException e) {
      throw new UsageException("-o %s: cannot be written: %s".formatted(name, Failures.reason(e)));
    }
  }

  /// Opens the files and cuts them to their length: with a state only once it is ours, since its
  /// files are then ours, too.
  private void cut(CrawlPlan plan, Supplier<List<OutputFile>> files) {
    var stateFile = plan.state().file();
    if (stateFile != null) {
      try {
        if (!stateFile.isTrusted()) {
          StateOwner.check(Path.of(stateFile.name()));
        }
        var kept =
            SqliteState.open(
                Path.of(stateFile.name()), plan.state().settings(), files, stateFile.repeat());
        kept.commitEvery(stateFile.commitInterval());
        if (stateFile.retriesFailed()) {
          kept.retryFailed();
        }
        state = kept;
        KeptCookies.in(kept, plan.identity().cookies());
        return;
      } catch (StateException e) {
        throw new UsageException("--state: " + e.getMessage());
      } catch (OutputFailedException e) {
        throw new OutputException(e.output(), e.failure());
      }
    }
    var shared = plan.state().shared();
    if (shared != null) {
      join(plan, shared, files);
      return;
    }
    for (var file : files.get()) {
      try {
        file.cutTo(0);
      } catch (IOException e) {
        throw new OutputException(file.name(), e);
      }
    }
  }

  private void join(CrawlPlan plan, SharedPlan shared, Supplier<List<OutputFile>> files) {
    var options = plan.crawl();
    var seeds = options.seeds();
    boolean hasSeeds =
        plan.seeds().readsInput() || !seeds.urls().isEmpty() || !seeds.sitemaps().isEmpty();
    try {
      var place =
          PostgresCrawl.join(
              shared.address(),
              new PostgresCrawl.Joiner(
                  shared.crawler(), hasSeeds, plan.state().settings(), shared.lease()));
      try {
        state = place.takePart(options, files.get());
      } catch (RuntimeException e) {
        place.close();
        throw e;
      }
      KeptCookies.in(state, plan.identity().cookies());
    } catch (SharedException e) {
      throw new UsageException("--frontier: " + e.getMessage());
    } catch (OutputFailedException e) {
      throw new OutputException(e.output(), e.failure());
    }
  }

  private void add(OutputPlan.Target target, @Nullable OutputFile file, CrawlPlan plan) {
    var name = file == null ? "standard output" : file.name();
    try {
      outputs.add(
          file != null && target.format() == OutputFormat.HTML
              ? report(target, file, plan)
              : records(name, target, file, plan));
    } catch (IOException e) {
      throw new OutputException(name, e);
    }
  }

  private Open records(
      String name, OutputPlan.Target target, @Nullable OutputFile file, CrawlPlan plan)
      throws IOException {
    var thread =
        file == null
            ? new OutputThread(name, StandardOutput.open(), onFailure)
            : file.start(target.packing(), onFailure);
    var resumed = file != null && file.isResumed();
    var choice = plan.output().choice();
    var chosen = file != null && file.isRegular() ? choice.forFile() : choice;
    var crawler = plan.fetch().request().userAgent();
    return new Open(name, thread, target.format().open(thread, chosen, crawler, resumed));
  }

  /// The thread writes the records to a spool; the file gets the page at the end.
  private Open report(OutputPlan.Target target, OutputFile file, CrawlPlan plan)
      throws IOException {
    var spool = Spool.create(null);
    var thread = new OutputThread(file.name(), spool.output(), onFailure);
    var choice = plan.output().choice().forReport();
    var records = target.format().open(thread, choice, plan.fetch().request().userAgent(), false);
    return new Open(file.name(), thread, new PageOutput(records, spool, file.stream()));
  }

  /// Keeps the crawl; null when nothing is kept.
  @Nullable CommittingStore state() {
    return state;
  }

  @Override
  public void accept(PageRecord page) {
    statistics.add(page);
    for (var open : outputs) {
      try {
        open.output.accept(page);
      } catch (IOException e) {
        fail(open, e);
        return;
      }
    }
    awaitRoom();
  }

  /// What accepted records still have to be written, for the person: empty when none have.
  String unwritten() {
    var behind = new StringJoiner(", ");
    for (var open : outputs) {
      long bytes = open.thread.waitingBytes();
      if (bytes > 0) {
        behind.add(String.format(Locale.ROOT, "%s (%,d bytes)", open.name, bytes));
      }
    }
    return behind.toString();
  }

  /// Waits, when an output is behind, until it has caught up. Only after every output has got the
  /// record: while this task is suspended, others bring theirs.
  private void awaitRoom() {
    for (var open : outputs) {
      if (!open.thread.hasRoom()) {
        awaitRoom(open);
      }
    }
  }

  private void awaitRoom(Open open) {
    if (waitingCount++ == 0) {
      waitingSinceNanos = System.nanoTime();
    }
    try {
      open.thread.awaitRoom();
    } catch (InterruptedIOException _) {
      // The task was cancelled; what it brought is on its way.
    } catch (IOException e) {
      fail(open, e);
    } finally {
      if (--waitingCount == 0) {
        waitedNanos += System.nanoTime() - waitingSinceNanos;
      }
    }
  }

  /// How long at least one page has waited for an output to catch up.
  Duration waited() {
    return Duration.ofNanos(waitedNanos);
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
    if (verdict instanceof Verdict.Failed failed) {
      statistics.addFailed(href, referrer, failed.cause());
    }
    for (var open : outputs) {
      try {
        open.output.skipped(href, depth, referrer, verdict);
      } catch (IOException e) {
        fail(open, e);
        return;
      }
    }
  }

  private void fail(Open open, IOException thrown) {
    if (failure == null) {
      failure = open.failed(thrown);
      var kept = state;
      if (kept != null) {
        kept.abandon(open.failed(thrown)); // or a later run would take the record for written
      }
      onFailure.run();
    }
  }

  /// The statistics of the records so far.
  CrawlStatistics statistics() {
    return statistics;
  }

  /// Writes out what is left.
  ///
  /// @throws OutputException if an output has failed
  /// @throws ClosedPipeException if the reader of standard output has left
  @Override
  public void close() {
    closeAll();
    var thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }

  private void closeAll() {
    var kept = state;
    state = null;
    try {
      if (kept != null) {
        kept.close();
      }
    } finally {
      closeOutputs();
    }
  }

  private void closeOutputs() {
    for (var open : outputs) {
      try {
        open.output.close();
      } catch (IOException e) {
        fail(open, e);
      }
    }
    outputs.clear();
  }
}
