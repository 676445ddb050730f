package dev.spinneret.engine.crawl.options;

import dev.spinneret.engine.crawl.frontier.Shard;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import java.util.List;

/// Which URLs belong to a crawl.
///
/// @param mode how far from its seeds the crawl goes
/// @param rules include and exclude rules, numbered from 1 in verdicts
/// @param maxDepth the largest number of links between a seed and a page, at least 0;
///   `Integer.MAX_VALUE` for no limit
/// @param shard which part of a crawl this is, if several processes share it
public record ScopeOptions(ScopeMode mode, List<ScopeRule> rules, int maxDepth, Shard shard) {
  /// All pages of the seeds' hosts.
  public static final ScopeOptions DEFAULT =
      new ScopeOptions(ScopeMode.HOST, List.of(), Integer.MAX_VALUE, Shard.ALL);

  /// Checks the depth and copies the rules.
  ///
  /// @throws IllegalArgumentException if `maxDepth` is negative
  public ScopeOptions {
    if (maxDepth < 0) {
      throw new IllegalArgumentException("depth " + maxDepth + ": at least 0");
    }
    rules = List.copyOf(rules);
  }

  /// The same options with another mode.
  ///
  /// @param newMode how far from its seeds the crawl goes
  /// @return a copy
  public ScopeOptions withMode(ScopeMode newMode) {
    return new ScopeOptions(newMode, rules, maxDepth, shard);
  }

  /// The same options with other rules.
  ///
  /// @param newRules include and exclude rules
  /// @return a copy
  public ScopeOptions withRules(List<ScopeRule> newRules) {
    return new ScopeOptions(mode, newRules, maxDepth, shard);
  }

  /// The same options with another depth.
  ///
  /// @param newMaxDepth the largest number of links between a seed and a page
  /// @return a copy
  public ScopeOptions withMaxDepth(int newMaxDepth) {
    return new ScopeOptions(mode, rules, newMaxDepth, shard);
  }

  /// The same options for another part of the crawl.
  ///
  /// @param newShard which part this is
  /// @return a copy
  public ScopeOptions withShard(Shard newShard) {
    return new ScopeOptions(mode, rules, maxDepth, newShard);
  }
}
