package dev.spinneret.cli.expression;

import java.util.function.ToDoubleFunction;

/// A part of a condition. Conditions are 1 or 0; the parser keeps them apart from numbers.
sealed interface Node {
  /// Whether this part is true or false rather than a number.
  boolean isCondition();

  /// Works the part out.
  default double value(ToDoubleFunction<String> values) {
    return switch (this) {
      case Literal(var value) -> value;
      case Name(var name, _) -> values.applyAsDouble(name);
      case Negated(var inner) -> -inner.value(values);
      case Not(var inner) -> truth(inner.value(values) == 0);
      case Binary binary -> binary.work(values);
    };
  }

  private static double arithmetic(String operator, double left, double right) {
    return switch (operator) {
      case "==" -> truth(left == right);
      case "!=" -> truth(left != right);
      case "<" -> truth(left < right);
      case "<=" -> truth(left <= right);
      case ">" -> truth(left > right);
      case ">=" -> truth(left >= right);
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> right == 0 ? 0 : left / right;
      default -> throw new IllegalArgumentException("no operator: " + operator);
    };
  }

  private static double truth(boolean value) {
    return value ? 1 : 0;
  }

  /// A number as typed, in milliseconds where it was a time.
  record Literal(double value) implements Node {
    @Override
    public boolean isCondition() {
      return false;
    }
  }

  /// A value of the summary.
  record Name(String name, boolean isCondition) implements Node {}

  /// Unary minus.
  record Negated(Node inner) implements Node {
    @Override
    public boolean isCondition() {
      return false;
    }
  }

  /// The opposite of a condition.
  record Not(Node inner) implements Node {
    @Override
    public boolean isCondition() {
      return true;
    }
  }

  /// Two parts and an operator between them.
  record Binary(String operator, Node left, Node right) implements Node {
    private double work(ToDoubleFunction<String> values) {
      return switch (operator) {
        case "||" -> truth(left.value(values) != 0 || right.value(values) != 0);
        case "&&" -> truth(left.value(values) != 0 && right.value(values) != 0);
        default -> arithmetic(operator, left.value(values), right.value(values));
      };
    }

    @Override
    public boolean isCondition() {
      return !"+-*/".contains(operator);
    }
  }
}
