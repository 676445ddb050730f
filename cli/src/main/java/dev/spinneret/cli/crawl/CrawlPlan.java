package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.Engine;
import dev.spinneret.cli.client.Identity;
import dev.spinneret.cli.expression.Expression;
import dev.spinneret.cli.frontier.SharedPlan;
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.record.Packing;
import dev.spinneret.cli.record.RecordChoice;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.state.Repeat;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.fetch.options.FetchOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A crawl as it is meant: everything checked, nothing opened yet.
///
/// @param crawl how to crawl; the seeds are not in it yet when the sample web gives them
/// @param fetch how to fetch
/// @param identity what servers get to know about us
/// @param trust how far seeds are trusted
/// @param poller how the loop waits for sockets
/// @param state a file that the crawl is kept in
/// @param trustsState whether the file may be another user's
/// @param shared with whom the crawl is shared; null when it is not
/// @param retryFailed whether what failed in earlier runs is requested again
/// @param repeat how a finished crawl is repeated; null to leave it finished
/// @param commitInterval how often the state commits
/// @param settings what must be the same when the crawl is resumed
/// @param engine what runs the fetches
/// @param threads size of the pool of `Engine.THREADS`
/// @param loops event loops of `Engine.LOOP`; of several, the first crawls and the others fetch
/// @param sample whether the seed is the built-in sample web
/// @param readsSeeds whether seeds come from standard input while the crawl goes on
/// @param outputs where records go; none when a person watches
/// @param choice what goes into the records
/// @param summaryJson a file for the summary
/// @param failIf the condition that makes the run fail
/// @param quiet whether there is neither progress nor a summary
/// @param command the program and its arguments, as typed
/// @param logLevel the least important level that is logged
/// @param display what is shown while it runs
record CrawlPlan(
    CrawlOptions crawl,
    FetchOptions fetch,
    Identity identity,
    SeedTrust trust,
    PollerKind poller,
    @Nullable String state,
    @Nullable SharedPlan shared,
    boolean retryFailed,
    boolean trustsState,
    @Nullable Repeat repeat,
    Duration commitInterval,
    Map<String, String> settings,
    Engine engine,
    int threads,
    int loops,
    boolean sample,
    boolean readsSeeds,
    List<Target> outputs,
    RecordChoice choice,
    @Nullable String summaryJson,
    @Nullable Expression failIf,
    boolean quiet,
    List<String> command,
    LogLevel logLevel,
    Display display) {

  /// What messages begin with.
  ///
  /// @return the name of the program and its command, such as `spinneret crawl`
  String messageName() {
    return "spinneret " + (command.size() > 1 ? command.get(1) : "crawl");
  }

  /// One output.
  ///
  /// @param name a file, or `-` for standard output
  /// @param format that the name implies
  /// @param packing how the records are compressed
  record Target(String name, OutputFormat format, Packing packing) {
    boolean isStandardOutput() {
      return name.equals("-");
    }
  }
}
