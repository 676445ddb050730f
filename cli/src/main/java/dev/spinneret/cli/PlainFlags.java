package dev.spinneret.cli;

/// What takes the flags of a plain command line: a command, or a block of its flags.
///
/// A flag is declared once, for picocli; here only the field is named that its value goes to. A
/// test says what is missing.
@FunctionalInterface
interface PlainFlags {
  /// Takes what the line has come to, if it belongs here.
  ///
  /// @param line tells the flag, or that there is none, and then its value
  /// @return false when it does not belong here; nothing is taken then
  /// @throws picocli.CommandLine.TypeConversionException when it does, but not with this value
  boolean take(PlainLine line);
}
