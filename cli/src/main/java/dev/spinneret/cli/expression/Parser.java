package dev.spinneret.cli.expression;

import java.util.List;
import java.util.function.Predicate;

/// Builds the tree of a condition, by recursive descent: one method for each strength of binding.
final class Parser {
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

  private final String text;
  private final Predicate<String> isName;
  private final Predicate<String> isCondition;
  private final List<Token> tokens;
  private int next;

  Parser(String text, Predicate<String> isName, Predicate<String> isCondition)
      throws ExpressionException {
    this.text = text;
    this.isName = isName;
    this.isCondition = isCondition;
    this.tokens = Tokens.of(text);
  }

  /// The whole text as one condition.
  Node condition() throws ExpressionException {
    var start = token();
    var node = or();
    if (token().kind() != Token.Kind.END) {
      throw error("an operator is missing before this", token());
    }
    return needCondition(node, start);
  }

  private Node or() throws ExpressionException {
    return logical("||");
  }

  private Node logical(String operator) throws ExpressionException {
    var start = token();
    var left = operator.equals("||") ? logical("&&") : not();
    while (token().is(operator)) {
      needCondition(left, start);
      next++;
      var rightStart = token();
      var right = operator.equals("||") ? logical("&&") : not();
      left = new Node.Binary(operator, left, needCondition(right, rightStart));
    }
    return left;
  }

  private Node not() throws ExpressionException {
    if (!token().is("!")) {
      return comparison();
    }
    next++;
    var start = token();
    return new Node.Not(needCondition(not(), start));
  }

  private Node comparison() throws ExpressionException {
    var start = token();
    var left = sum();
    if (token().kind() != Token.Kind.OPERATOR || !COMPARISONS.contains(token().text())) {
      return left;
    }
    var operator = tokens.get(next++);
    var right = sum();
    if (left.isCondition() != right.isCondition()) {
      throw error("a number is compared with a condition", operator);
    }
    if (left.isCondition() && !operator.text().equals("==") && !operator.text().equals("!=")) {
      throw error("conditions have no order", start);
    }
    if (token().kind() == Token.Kind.OPERATOR && COMPARISONS.contains(token().text())) {
      throw error("comparisons cannot be chained; join two with &&", token());
    }
    return new Node.Binary(operator.text(), left, right);
  }

  private Node sum() throws ExpressionException {
    var start = token();
    var left = product();
    while (token().is("+") || token().is("-")) {
      var operator = tokens.get(next++).text();
      needNumber(left, start);
      var rightStart = token();
      left = new Node.Binary(operator, left, needNumber(product(), rightStart));
    }
    return left;
  }

  private Node product() throws ExpressionException {
    var start = token();
    var left = unary();
    while (token().is("*") || token().is("/")) {
      var operator = tokens.get(next++).text();
      needNumber(left, start);
      var rightStart = token();
      left = new Node.Binary(operator, left, needNumber(unary(), rightStart));
    }
    return left;
  }

  private Node unary() throws ExpressionException {
    if (!token().is("-")) {
      return primary();
    }
    next++;
    var start = token();
    return new Node.Negated(needNumber(unary(), start));
  }

  private Node primary() throws ExpressionException {
    var token = tokens.get(next);
    if (token.kind() == Token.Kind.NUMBER) {
      next++;
      return new Node.Literal(number(token.text()));
    }
    if (token.kind() == Token.Kind.NAME) {
      next++;
      if (!isName.test(token.text())) {
        throw error("the summary has no '" + token.text() + "'", token);
      }
      return new Node.Name(token.text(), isCondition.test(token.text()));
    }
    if (!token.is("(")) {
      throw error("a name or a number is missing here", token);
    }
    next++;
    var inner = or();
    if (!token().is(")")) {
      throw error("a ) is missing here", token());
    }
    next++;
    return inner;
  }

  private static double number(String text) {
    var digits = text.replaceAll("[a-z%]+$", "");
    var value = Double.parseDouble(digits);
    return switch (text.substring(digits.length())) {
      case "us" -> value / 1_000;
      case "s" -> value * 1_000;
      case "m" -> value * 60_000;
      case "%" -> value / 100;
      default -> value;
    };
  }

  private Token token() {
    return tokens.get(next);
  }

  private Node needCondition(Node node, Token start) throws ExpressionException {
    if (!node.isCondition()) {
      throw error("a comparison is missing: this is a number", start);
    }
    return node;
  }

  private Node needNumber(Node node, Token start) throws ExpressionException {
    if (node.isCondition()) {
      throw error("a number is needed here", start);
    }
    return node;
  }

  private ExpressionException error(String message, Token at) {
    return new ExpressionException(message, text, at.position());
  }
}
