package dev.spinneret.cli.terminal;

/// Whether text for people is coloured, and how: the colours of ECMA-48 (SGR), which every terminal
/// theme can set.
public enum Style {
  /// Without colours.
  PLAIN,
  /// With colours.
  COLORED;

  private static final String END = "\u001b[0m";

  /// When to colour.
  public enum Choice {
    /// On a terminal, unless `NO_COLOR` is set or the terminal is dumb.
    AUTO,
    /// Always.
    ALWAYS,
    /// Never.
    NEVER
  }

  /// The style of standard error.
  ///
  /// @param choice that was typed
  public static Style of(Choice choice) {
    var noColor = System.getenv("NO_COLOR");
    return switch (choice) {
      case ALWAYS -> COLORED;
      case NEVER -> PLAIN;
      case AUTO -> Terminal.isError() && (noColor == null || noColor.isEmpty()) ? COLORED : PLAIN;
    };
  }

  /// What went wrong.
  ///
  /// @param text harmless for a terminal
  /// @return red
  public String bad(String text) {
    return colored("31", text);
  }

  /// What may be wrong.
  ///
  /// @param text harmless for a terminal
  /// @return yellow
  public String doubtful(String text) {
    return colored("33", text);
  }

  /// What went well.
  ///
  /// @param text harmless for a terminal
  /// @return green
  public String good(String text) {
    return colored("32", text);
  }

  private String colored(String code, String text) {
    return this == PLAIN ? text : "\u001b[" + code + "m" + text + END;
  }
}
