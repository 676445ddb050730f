package dev.spinneret.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgSpec;

/// What may follow a flag, or stand in place of a parameter.
public sealed interface Expected {
  /// Nothing: the flag stands alone.
  record Nothing() implements Expected {}

  /// Text that nobody can guess.
  record AnyText() implements Expected {}

  /// The name of a file.
  record AnyFile() implements Expected {}

  /// The name of a directory.
  record AnyDirectory() implements Expected {}

  /// One of a closed list.
  ///
  /// @param words in order
  record Words(List<String> words) implements Expected {
    /// Copies the list.
    public Words {
      words = List.copyOf(words);
    }
  }

  /// Reads it off a definition: the words of its type, its own candidates, or what its label means.
  ///
  /// @param argument a flag or a parameter
  /// @param wordsByType the words of types that are closed lists
  /// @return what to offer
  static Expected of(ArgSpec argument, Map<Class<?>, List<String>> wordsByType) {
    if (argument.arity().max() == 0) {
      return new Nothing();
    }
    var words = wordsByType.get(argument.auxiliaryTypes()[0]);
    if (words != null) {
      return new Words(words);
    }
    if (argument.completionCandidates() != null) {
      var candidates = new ArrayList<String>();
      argument.completionCandidates().forEach(candidates::add);
      return new Words(candidates);
    }
    return switch (argument.paramLabel()) {
      case "FILE", "FILE|URL", "A", "B" -> new AnyFile();
      case "DIR" -> new AnyDirectory();
      default -> new AnyText();
    };
  }
}
