package dev.spinneret.engine.crawl.options;

import java.util.function.UnaryOperator;

/// How a crawl goes about its work, grouped by subject.
///
/// A value is changed through its group: `CrawlOptions.DEFAULT.withPace(pace ->
/// pace.withPerHost(2))`.
///
/// @param seeds where the crawl starts
/// @param scope which URLs belong to it
/// @param links what it does with links
/// @param pace how fast it sends requests
/// @param robots how it treats the rules that sites have for robots
/// @param budget what it may spend
/// @param retry when a URL is requested again, and a host given up
/// @param traps what it takes for a trap
/// @param resources how much time and memory it may take
/// @param run what it works with: page reader, random seed, clock
public record CrawlOptions(
    SeedOptions seeds,
    ScopeOptions scope,
    LinkOptions links,
    PaceOptions pace,
    RobotsOptions robots,
    Budget budget,
    RetryRule retry,
    TrapLimits traps,
    Resources resources,
    RunOptions run) {
  /// Values that are polite to the web and do not slow a loopback host. There are no seeds.
  public static final CrawlOptions DEFAULT =
      new CrawlOptions(
          SeedOptions.DEFAULT,
          ScopeOptions.DEFAULT,
          LinkOptions.DEFAULT,
          PaceOptions.DEFAULT,
          RobotsOptions.DEFAULT,
          Budget.UNLIMITED,
          RetryRule.DEFAULT,
          TrapLimits.DEFAULT,
          Resources.UNLIMITED,
          RunOptions.DEFAULT);

  /// The same options with other seeds.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public CrawlOptions withSeeds(UnaryOperator<SeedOptions> change) {
    return new CrawlOptions(
        change.apply(seeds), scope, links, pace, robots, budget, retry, traps, resources, run);
  }

  /// The same options with another scope.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public CrawlOptions withScope(UnaryOperator<ScopeOptions> change) {
    return new CrawlOptions(
        seeds, change.apply(scope), links, pace, robots, budget, retry, traps, resources, run);
  }

  /// The same options with other treatment of links.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public CrawlOptions withLinks(UnaryOperator<LinkOptions> change) {
    return new CrawlOptions(
        seeds, scope, change.apply(links), pace, robots, budget, retry, traps, resources, run);
  }

  /// The same options with another pace.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public CrawlOptions withPace(UnaryOperator<PaceOptions> change) {
    return new CrawlOptions(
        seeds, scope, links, change.apply(pace), robots, budget, retry, traps, resources, run);
  }

  /// The same options with another treatment of robots.txt.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public CrawlOptions withRobots(UnaryOperator<RobotsOptions> change) {
    return new CrawlOptions(
        seeds, scope, links, pace, change.apply(robots), budget, retry, traps, resources, run);
  }

  /// The same options with another budget.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public CrawlOptions withBudget(UnaryOperator<Budget> change) {
    return new CrawlOptions(
        seeds, scope, links, pace, robots, change.apply(budget), retry, traps, resources, run);
  }

  /// The same options with another rule for retries.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public CrawlOptions withRetry(UnaryOperator<RetryRule> change) {
    return new CrawlOptions(
        seeds, scope, links, pace, robots, budget, change.apply(retry), traps, resources, run);
  }

  /// The same options with other limits for traps.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public CrawlOptions withTraps(UnaryOperator<TrapLimits> change) {
    return new CrawlOptions(
        seeds, scope, links, pace, robots, budget, retry, change.apply(traps), resources, run);
  }

  /// The same options with other resources.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public CrawlOptions withResources(UnaryOperator<Resources> change) {
    return new CrawlOptions(
        seeds, scope, links, pace, robots, budget, retry, traps, change.apply(resources), run);
  }

  /// The same options with another page reader, random seed or clock.
  ///
  /// @param change returns the new values for the present ones
  /// @return a copy
  public CrawlOptions withRun(UnaryOperator<RunOptions> change) {
    return new CrawlOptions(
        seeds, scope, links, pace, robots, budget, retry, traps, resources, change.apply(run));
  }
}
