package dev.spinneret.cli.expression;

import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// A condition over the numbers of a summary, such as `broken > 0 || latency_ms.p90 > 800ms`.
///
/// From weak to strong: `||`, `&&`, `!`, comparisons (`== != < <= > >=`), `+ -`, `* /`, unary `-`,
/// brackets; `or`, `and`, `not` are the same in words. Numbers may carry a unit: times (`us`, `ms`,
/// `s`, `m`) become milliseconds, `%` a hundredth. Names hold dots. A name whose thing never came
/// up is 0; a number divided by 0 is 0, so that an empty crawl makes no share infinite.
public final class Expression {
  private final String text;
  private final Node root;

  private Expression(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /// Reads a condition.
  ///
  /// @param isName whether a name is allowed
  /// @param isCondition whether a name stands for true or false
  /// @throws ExpressionException if it cannot be read, with the place
  public static Expression parse(
      String text, Predicate<String> isName, Predicate<String> isCondition)
      throws ExpressionException {
    return new Expression(text, new Parser(text, isName, isCondition).condition());
  }

  /// Whether the condition holds.
  ///
  /// @param values the number behind each name; true is 1, false is 0
  public boolean holds(ToDoubleFunction<String> values) {
    return root.value(values) != 0;
  }

  /// The condition as typed.
  @Override
  public String toString() {
    return text;
  }
}
