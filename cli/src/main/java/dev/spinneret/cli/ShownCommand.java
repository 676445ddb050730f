package dev.spinneret.cli;

import dev.spinneret.fetch.Credentials;
import dev.spinneret.fetch.proxy.Proxy;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Model.OptionSpec;

/// A command line as it may be shown and logged: `***` stands in place of each secret.
///
/// What is secret is known from the flag, and from the URL as it is parsed when it is fetched. A
/// `@FILE` names a file and stays.
final class ShownCommand {
  private static final String HIDDEN = "***";

  private ShownCommand() {}

  /// Shows a command line.
  ///
  /// @param words the name of a command and what was typed behind it
  /// @return the same words where they are not secret
  static List<String> of(List<String> words) {
    var verb = words.getFirst();
    var spec =
        Objects.requireNonNull(CommandLines.create(verb).getSubcommands().get(verb), verb)
            .getCommandSpec();
    var shown = new ArrayList<>(List.of(verb));
    for (var at = 1; at < words.size(); at++) {
      var word = words.get(at);
      var equals = word.indexOf('=');
      if (!word.startsWith("-")) {
        shown.add(url(word));
      } else if (equals > 0) {
        var flag = word.substring(0, equals);
        shown.add(flag + "=" + value(name(spec.findOption(flag)), word.substring(equals + 1)));
      } else {
        shown.add(word);
        var option = spec.findOption(word);
        if (option != null && option.arity().max() > 0 && at + 1 < words.size()) {
          shown.add(value(name(option), words.get(++at)));
        }
      }
    }
    return shown;
  }

  private static String name(@org.jspecify.annotations.Nullable OptionSpec option) {
    return option == null ? "" : option.longestName();
  }

  private static String value(String flag, String value) {
    if (value.startsWith("@")) {
      return cut(value);
    }
    return switch (flag) {
      case "--user" -> cut(value);
      case "--bearer" -> HIDDEN;
      case "--header" -> header(value);
      case "--proxy" -> proxy(value);
      default -> url(value);
    };
  }

  /// What is before a password.
  private static String cut(String user) {
    var colon = user.indexOf(':');
    return colon < 0 ? user : user.substring(0, colon + 1) + HIDDEN;
  }

  private static String header(String field) {
    var colon = field.indexOf(':');
    if (colon < 0) {
      return HIDDEN;
    }
    var name = field.substring(0, colon);
    return Credentials.areSecret(name)
        ? name + ": " + HIDDEN
        : name + ":" + url(field.substring(colon + 1));
  }

  private static String proxy(String typed) {
    try {
      var proxy = Proxy.parse(typed);
      return proxy.user() == null ? typed : hidden(proxy.toString());
    } catch (IllegalArgumentException _) {
      return Identity.masked(typed);
    }
  }

  private static String url(String typed) {
    var masked = Identity.masked(typed);
    return masked.equals(typed) || WebUrl.parse(typed, null) == null ? masked : hidden(masked);
  }

  private static String hidden(String url) {
    return url.replaceFirst("://", "://" + HIDDEN + "@");
  }
}
