package dev.spinneret.cli.expression;

/// A condition that cannot be read, and where.
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final int position;

  /// Marks a place.
  ///
  /// @param message what is wrong and what is allowed
  /// @param text the whole condition
  /// @param position of the first wrong character
  ExpressionException(String message, String text, int position) {
    super(message, null, false, false);
    this.text = text;
    this.position = position;
  }

  /// The condition with a caret under the place.
  public String marked() {
    return "  %s\n  %s^".formatted(text.replaceAll("\\s", " "), " ".repeat(position));
  }
}
