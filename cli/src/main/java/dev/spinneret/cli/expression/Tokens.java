package dev.spinneret.cli.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Cuts a condition into tokens.
final class Tokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<number>[0-9]+(?:\\.[0-9]+)?(?:us|ms|s|m|%)?(?![A-Za-z0-9_.]))"
              + "|(?<name>[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*)"
              + "|(?<operator>\\|\\||&&|[=!<>]=|[-+*/<>!()])");

  private Tokens() {}

  /// Cuts the text.
  ///
  /// @throws ExpressionException at the first character that begins nothing
  static List<Token> of(String text) throws ExpressionException {
    var tokens = new ArrayList<Token>();
    var matcher = TOKEN.matcher(text);
    var at = 0;
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        tokens.add(new Token(Token.Kind.END, "", at));
        return tokens;
      }
      if (!matcher.find(at) || matcher.start() != at) {
        throw new ExpressionException(complaint(text.substring(at)), text, at);
      }
      if (matcher.group("number") != null) {
        tokens.add(new Token(Token.Kind.NUMBER, matcher.group(), at));
      } else if (matcher.group("name") != null) {
        tokens.add(word(matcher.group(), at));
      } else {
        tokens.add(new Token(Token.Kind.OPERATOR, matcher.group(), at));
      }
      at = matcher.end();
    }
  }

  private static Token word(String text, int at) {
    return switch (text) {
      case "or" -> new Token(Token.Kind.OPERATOR, "||", at);
      case "and" -> new Token(Token.Kind.OPERATOR, "&&", at);
      case "not" -> new Token(Token.Kind.OPERATOR, "!", at);
      default -> new Token(Token.Kind.NAME, text, at);
    };
  }

  private static String complaint(String rest) {
    return switch (rest.charAt(0)) {
      case '=' -> "equality is written ==";
      case '|', '&' -> "write || for or, && for and";
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          "a number may end in us, ms, s, m or %";
      default -> "unexpected character";
    };
  }
}
