package dev.spinneret.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What picocli finds wrong with a command line, in this program's words: the flag, the value, and
/// what is allowed or was meant.
final class Complaint {
  private record Rephrased(Pattern theirs, String ours) {}

  private static final List<Rephrased> PHRASES =
      List.of(
          phrase("Invalid value for option '([^']+)'(?: \\([^)]*\\))?: (.*)", "$1: $2"),
          phrase(
              "Missing required parameter for option '([^']+)' \\((.*)\\)", "$1 needs a value: $2"),
          phrase(
              "Expected parameter .*for option '([^']+)' but found '([^=]*).*'",
              "$1 needs a value; '$2' is a flag"),
          phrase("Missing required [a-z ]+: (.*)", "$1 missing; see --help"));

  private Complaint() {}

  private static Rephrased phrase(String theirs, String ours) {
    return new Rephrased(Pattern.compile(theirs, Pattern.DOTALL), ours);
  }

  /// Says it in one line.
  static String of(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    var message =
        String.valueOf(failure.getMessage())
            .replace(" is not a boolean", " is neither true nor false");
    if (failure.getValue() != null) {
      message = message.replace(failure.getValue(), Identity.masked(failure.getValue()));
    }
    for (var phrase : PHRASES) {
      Matcher matcher = phrase.theirs.matcher(message);
      if (matcher.matches()) {
        return matcher.replaceFirst(phrase.ours);
      }
    }
    return message;
  }

  private static String unmatched(UnmatchedArgumentException failure) {
    var command = failure.getCommandLine();
    var typed = failure.getUnmatched().getFirst();
    if (failure.isUnknownOption()) {
      // A value behind it may be a secret: nobody knows what the flag was meant to be.
      var flag = typed.replaceFirst("(?s)[=:].*", "");
      return "unknown flag '%s'%s".formatted(flag, hint(flag, flags(command)));
    }
    if (command.getParent() == null) {
      return unknownCommand(typed);
    }
    return "'%s' is one argument too many; see --help for what is allowed"
        .formatted(Identity.masked(typed));
  }

  /// What to say about a word that stands where a command should.
  static String unknownCommand(String typed) {
    var meant = Nearest.to(typed, Verbs.NAMES);
    return "unknown command '%s'; %s"
        .formatted(
            Identity.masked(typed),
            meant.isEmpty()
                ? "there are " + String.join(", ", Verbs.NAMES)
                : "did you mean " + meant.get() + "?");
  }

  /// What to say about a word that is no flag.
  static String hint(String typed, List<String> flags) {
    return Nearest.to(typed, flags)
        .map(flag -> "; did you mean " + flag + "?")
        .orElse("; see --help for what is allowed");
  }

  private static List<String> flags(CommandLine command) {
    var names = new ArrayList<String>();
    for (var option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        names.addAll(List.of(option.names()));
      }
    }
    return names;
  }
}
