package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.Identity;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.fetch.options.FetchOptions;
import java.util.List;

/// A crawl as it is meant: everything checked, nothing opened yet.
///
/// @param crawl how to crawl; the seeds are not in it yet when the sample site gives them
/// @param fetch how to fetch
/// @param identity what servers get to know about us
/// @param seeds where it starts
/// @param engine what runs the fetches
/// @param state where the crawl is kept
/// @param output what it leaves behind
/// @param display what is shown while it runs
/// @param command the program and its arguments, as typed
record CrawlPlan(
    CrawlOptions crawl,
    FetchOptions fetch,
    Identity identity,
    SeedPlan seeds,
    EnginePlan engine,
    StatePlan state,
    OutputPlan output,
    Display display,
    List<String> command) {

  /// What messages begin with.
  ///
  /// @return the name of the program and its command, such as `spinneret crawl`
  String messageName() {
    return "spinneret " + (command.size() > 1 ? command.get(1) : "crawl");
  }
}
