package dev.spinneret.cli.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
  private static final Map<String, Double> VALUES =
      Map.of("pages", 100.0, "broken", 2.0, "latency_ms.p90", 750.0, "ledger_balanced", 1.0);
  private static final Set<String> NAMES =
      Set.of("pages", "broken", "latency_ms.p90", "ledger_balanced", "verdicts.robots");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broken > 0",
        "broken/pages > 1%",
        "latency_ms.p90 > 0.7s",
        "latency_ms.p90 < 1m && latency_ms.p90 >= 750ms && latency_ms.p90 > 20us",
        "pages == 100 || pages == 50",
        "pages == 1 or broken == 2 and not (broken == 3)",
        "1 + 2 * 3 == 7",
        "(1 + 2) * 3 == 9",
        "10 - 2 - 3 == 5",
        "-broken < 0",
        "8 / 2 / 2 == 2",
        "ledger_balanced",
        "ledger_balanced == (pages > 1)",
        "!(pages != 100)",
        "verdicts.robots == 0",
        "pages / verdicts.robots == 0",
      })
  void theseHold(String text) throws ExpressionException {
    assertEquals(true, parse(text).holds(name -> VALUES.getOrDefault(name, 0.0)), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broken > 2",
        "pages <= 99.5",
        "!ledger_balanced",
        "pages == 100 && broken == 0",
        "broken / pages >= 3%",
      })
  void theseDoNotHold(String text) throws ExpressionException {
    assertEquals(false, parse(text).holds(name -> VALUES.getOrDefault(name, 0.0)), text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "broken > # 8 # a name or a number is missing here",
        "broken = 0 # 7 # equality is written ==",
        "brokn > 0 # 0 # the summary has no 'brokn'",
        "pages # 0 # a comparison is missing: this is a number",
        "pages > 1 && broken # 13 # a comparison is missing: this is a number",
        "pages > 1 | broken > 2 # 10 # write || for or, && for and",
        "(pages > 1 # 10 # a ) is missing here",
        "pages > 1 2 # 10 # an operator is missing before this",
        "pages > 1 > 2 # 10 # comparisons cannot be chained; join two with &&",
        "pages > 12q # 8 # a number may end in us, ms, s, m or %",
        "ledger_balanced > 1 # 16 # a number is compared with a condition",
        "ledger_balanced + 1 > 1 # 0 # a number is needed here",
        "ledger_balanced < ledger_balanced # 0 # conditions have no order",
        "pages > ; # 8 # unexpected character",
      })
  void aBadConditionIsMarkedAtItsPlace(String text, int position, String message) {
    var error = assertThrows(ExpressionException.class, () -> parse(text));
    assertEquals(message, error.getMessage());
    assertEquals("  " + text + "\n  " + " ".repeat(position) + "^", error.marked());
  }

  @Test
  void aConditionPrintsAsTyped() throws ExpressionException {
    assertEquals("pages>1", parse("pages>1").toString());
  }

  private static Expression parse(String text) throws ExpressionException {
    return Expression.parse(text, NAMES::contains, "ledger_balanced"::equals);
  }
}
