package dev.spinneret.engine.crawl.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.engine.crawl.frontier.Shard;
import dev.spinneret.engine.crawl.port.FailureCause;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VerdictKindTest {
  private static final List<Verdict> EXAMPLES =
      List.of(
          new Verdict.Fetched(200),
          new Verdict.Redirected(301, ""),
          new Verdict.Duplicate("http://h.test/"),
          new Verdict.NoIndex(200),
          new Verdict.OutOfScope(0, ""),
          new Verdict.OtherShard(Shard.ALL),
          new Verdict.RobotsForbidden(0),
          new Verdict.TooDeep(0),
          new Verdict.Trapped(TrapKind.LONG_URL),
          new Verdict.OverBudget(BudgetKind.HOST_PAGES),
          new Verdict.Failed(FailureCause.RESET, ""),
          new Verdict.LeftOver(""),
          new Verdict.Unmodified("2026-01-01T00:00:00Z"));

  @Test
  void everyVerdictHasAKindOfItsOwn() {
    assertEquals(
        Set.of(Objects.requireNonNull(Verdict.class.getPermittedSubclasses())),
        EXAMPLES.stream().map(Verdict::getClass).collect(Collectors.toSet()),
        "add an example of what is missing");
    assertEquals(
        List.of(VerdictKind.values()), EXAMPLES.stream().map(Verdict::kind).sorted().toList());
  }

  /// State files and users' scripts hold them.
  @Test
  void theLabelsAreStable() {
    assertEquals(
        List.of(
            "budget",
            "depth",
            "duplicate",
            "failed",
            "fetched",
            "left_over",
            "noindex",
            "other_shard",
            "out_of_scope",
            "redirected",
            "robots",
            "trap",
            "unmodified"),
        Arrays.stream(VerdictKind.values()).map(VerdictKind::label).toList());
    for (var cause : FailureCause.values()) {
      assertEquals(cause.name().toLowerCase(Locale.ROOT), cause.label());
    }
  }

  @Test
  void aLabelLeadsBackToItsConstantAndAnotherWordToNone() {
    for (var kind : VerdictKind.values()) {
      assertSame(kind, VerdictKind.ofLabel(kind.label()));
    }
    for (var cause : FailureCause.values()) {
      assertSame(cause, FailureCause.ofLabel(cause.label()));
    }
    assertThrows(IllegalArgumentException.class, () -> VerdictKind.ofLabel("whim"));
    assertThrows(IllegalArgumentException.class, () -> FailureCause.ofLabel("whim"));
  }
}
