package dev.spinneret.cli.terminal;

import java.nio.file.Path;
import java.util.Map;

/// Where programs keep a user's own files: the places of the XDG base directory specification.
///
/// @param data such as `~/.local/share`
/// @param config such as `~/.config`
public record UserDirectories(Path data, Path config) {
  /// Reads the variables.
  ///
  /// @param environment of the process; relative paths in it are ignored, as the specification says
  /// @return both places, which need not exist
  public static UserDirectories of(Map<String, String> environment) {
    var home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    return new UserDirectories(
        place(environment, "XDG_DATA_HOME", home.resolve(".local/share")),
        place(environment, "XDG_CONFIG_HOME", home.resolve(".config")));
  }

  /// The directory that a variable names.
  ///
  /// @param usual where it names no absolute path
  public static Path place(Map<String, String> environment, String name, Path usual) {
    var value = environment.getOrDefault(name, "");
    return value.startsWith("/") ? Path.of(value) : usual;
  }
}
