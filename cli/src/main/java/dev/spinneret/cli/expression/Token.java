package dev.spinneret.cli.expression;

/// A piece of a condition's text.
///
/// @param kind what it is
/// @param text as typed; words for operators become the signs
/// @param position of its first character
record Token(Kind kind, String text, int position) {
  enum Kind {
    NUMBER,
    NAME,
    OPERATOR,
    END
  }

  boolean is(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }
}
