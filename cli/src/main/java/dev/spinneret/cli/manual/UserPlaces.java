package dev.spinneret.cli.manual;

import dev.spinneret.cli.terminal.UserDirectories;
import java.nio.file.Path;
import java.util.Map;

/// Where shells and `man` look for what a user has installed for himself: the places of the XDG
/// base directory specification, and bash-completion's own variable.
///
/// @param dataHome such as `~/.local/share`
/// @param configHome such as `~/.config`
/// @param bashHome the parent of bash's `completions`
record UserPlaces(Path dataHome, Path configHome, Path bashHome) {
  /// Reads the variables.
  ///
  /// @param environment of the process; relative paths in it are ignored, as the specification says
  static UserPlaces of(Map<String, String> environment) {
    var own = UserDirectories.of(environment);
    var usual = own.data().resolve("bash-completion");
    var bashHome = UserDirectories.place(environment, "BASH_COMPLETION_USER_DIR", usual);
    return new UserPlaces(own.data(), own.config(), bashHome);
  }

  /// The directory for the files of one kind.
  ///
  /// @param kind `bash`, `zsh`, `fish` or `man`
  Path directory(String kind) {
    return switch (kind) {
      case "bash" -> bashHome.resolve("completions");
      case "zsh" -> dataHome.resolve("zsh/site-functions");
      case "fish" -> configHome.resolve("fish/completions");
      case "man" -> dataHome.resolve("man/man1");
      default -> throw new IllegalArgumentException(kind + " is none of bash, zsh, fish, man");
    };
  }

  /// What is still to be done, if the place is not searched by default; otherwise how to try.
  static String hint(String kind, Path directory) {
    return switch (kind) {
      case "bash" -> "new shells complete it, where the package bash-completion is installed";
      case "zsh" -> "in ~/.zshrc, before compinit: fpath=(%s $fpath)".formatted(directory);
      case "man" ->
          "to read it: man spinneret; where it is not found: man -M %s spinneret"
              .formatted(directory.getParent());
      default -> "new shells complete it";
    };
  }
}
