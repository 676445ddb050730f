package dev.spinneret.cli.flag;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// What is wrong with a command line, in one line that names the flag, the value, and what is
/// allowed or was meant.
public final class UsageMessage {
  /// A scheme, or a host with a dot or a port.
  private static final Pattern LOOKS_LIKE_URL =
      Pattern.compile(
          "(?i)https?:|localhost\\b|[a-z0-9-]+(\\.[a-z0-9-]+)*(\\.[a-z]{2,}|:[0-9]+)(/|$)");

  private UsageMessage() {}

  /// What picocli found.
  static String of(ParameterException failure, List<String> words) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched);
    }
    if (failure instanceof MissingParameterException missing) {
      return missing(missing, words);
    }
    return failure.getCause() instanceof ValueException e && failure.getArgSpec() != null
        ? value(PicocliModel.flag(failure.getArgSpec()), failure.getValue(), e)
        : String.valueOf(failure.getMessage());
  }

  /// What is wrong with a value, from wherever it comes.
  ///
  /// @param text what was to be read
  /// @param failure of the flag's kind
  static String value(Flag<?> flag, String text, ValueException failure) {
    var message = failure.of(flag.name());
    return text.isEmpty() ? message : message.replace(text, flag.kind().mask().apply(text));
  }

  private static String unmatched(UnmatchedArgumentException failure) {
    var command = failure.getCommandLine();
    var typed = failure.getUnmatched().getFirst();
    if (failure.isUnknownOption()) {
      // A value behind it may be a secret: nobody knows what the flag was meant to be.
      var flag = typed.split("[=:]", 2)[0];
      return "unknown flag '%s'%s".formatted(flag, hint(flag, names(command)));
    }
    if (command.getParent() == null) {
      return unknownCommand(typed, List.copyOf(command.getSubcommands().keySet()));
    }
    return "'%s' is one argument too many; see --help for what is allowed"
        .formatted(Masks.url(typed));
  }

  private static String missing(MissingParameterException failure, List<String> words) {
    var command = failure.getCommandLine();
    if (failure.getMissing().getFirst() instanceof OptionSpec option) {
      var flag = PicocliModel.flag(option);
      for (var at = 0; at < words.size(); at++) {
        var word = words.get(at);
        if (isNamed(flag, word) && at + 1 == words.size()) {
          return "%s needs a value: %s".formatted(flag.name(), flag.label());
        }
        var equals = word.indexOf('=');
        var next =
            isNamed(flag, word)
                ? words.get(at + 1)
                : equals > 0 && isNamed(flag, word.substring(0, equals))
                    ? word.substring(equals + 1)
                    : "";
        if (isNoValue(next, command)) {
          return "%s needs a value; '%s' is a %s"
              .formatted(
                  flag.name(),
                  next.split("=", 2)[0],
                  command.getSubcommands().containsKey(next) ? "command" : "flag");
        }
      }
    }
    var spec = command.getCommandSpec();
    return Stream.concat(spec.options().stream(), spec.positionalParameters().stream())
            .filter(arg -> arg.required() && arg.originalStringValues().isEmpty())
            .map(UsageMessage::described)
            .collect(Collectors.joining(", "))
        + " missing; see --help";
  }

  private static String described(ArgSpec missing) {
    var flag = PicocliModel.flag(missing);
    return flag.names().isEmpty()
        ? "'" + flag.label() + "'"
        : "'" + flag.name() + "=" + flag.label() + "'";
  }

  /// Whether a word is the flag, or ends a cluster of short flags with it.
  private static boolean isNamed(Flag<?> flag, String word) {
    return flag.names().contains(word)
        || (word.matches("-[a-zA-Z]{2,}")
            && flag.names().contains("-" + word.charAt(word.length() - 1)));
  }

  /// Whether a word cannot be a value: it is a flag, or a command.
  private static boolean isNoValue(String word, CommandLine command) {
    var name = word.split("=", 2)[0];
    return word.equals("--")
        || command.getSubcommands().containsKey(word)
        || command.getCommandSpec().findOption(name) != null
        || (word.length() > 2
            && word.startsWith("-")
            && command.getCommandSpec().findOption(word.charAt(1)) != null);
  }

  /// What to say about a word that stands where a command should.
  ///
  /// @param commands there are
  public static String unknownCommand(String typed, List<String> commands) {
    if (LOOKS_LIKE_URL.matcher(typed).lookingAt()) {
      return "'%s' is not a command; did you mean spinneret crawl %s?"
          .formatted(Masks.url(typed), Masks.url(typed));
    }
    if (commands.contains(typed)) {
      return "-- comes after the command: spinneret " + typed + " --"; // picocli drops the first
    }
    var meant = Nearest.to(typed, commands);
    return "unknown command '%s'; %s"
        .formatted(
            Masks.url(typed),
            meant.isEmpty()
                ? "there are " + String.join(", ", commands)
                : "did you mean " + meant.get() + "?");
  }

  /// What to say about a word that is no flag.
  static String hint(@Nullable String typed, List<String> flags) {
    var word = String.valueOf(typed);
    var familiar = FamiliarFlags.hint(word, flags);
    return familiar != null
        ? "; " + familiar
        : Nearest.to(word, flags)
            .map(flag -> "; did you mean " + flag + "?")
            .orElse("; see --help for what is allowed");
  }

  private static List<String> names(CommandLine command) {
    var names = new ArrayList<String>();
    for (var option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        names.addAll(List.of(option.names()));
      }
    }
    return names;
  }
}
