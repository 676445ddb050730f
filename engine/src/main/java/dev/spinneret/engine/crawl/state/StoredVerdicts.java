package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.BudgetKind;
import dev.spinneret.engine.crawl.Shard;
import dev.spinneret.engine.crawl.TrapKind;
import dev.spinneret.engine.crawl.Verdict;
import dev.spinneret.engine.crawl.port.FailureCause;
import java.util.List;

/// The verdicts that a state file may hold, one example of each. A test says which one is missing.
final class StoredVerdicts {
  static final List<Verdict> EXAMPLES =
      List.of(
          new Verdict.Fetched(200),
          new Verdict.Redirected(301, ""),
          new Verdict.Duplicate(200, 0),
          new Verdict.NoIndex(200),
          new Verdict.OutOfScope(0, ""),
          new Verdict.OtherShard(Shard.ALL),
          new Verdict.RobotsForbidden(0),
          new Verdict.TooDeep(0),
          new Verdict.Trapped(TrapKind.LONG_URL),
          new Verdict.OverBudget(BudgetKind.HOST_PAGES),
          new Verdict.Failed(FailureCause.RESET, ""),
          new Verdict.LeftOver(""));

  static final List<String> NAMES = EXAMPLES.stream().map(Verdict::name).toList();

  private StoredVerdicts() {}
}
