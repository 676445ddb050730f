package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.files.NativeLibrary;

/// SQLite's native library, loaded from the user's cache of libraries. If that is not possible, the
/// driver unpacks it to the temporary directory.
final class SqliteLibrary {
  private static final String NAME = "libsqlitejdbc";

  private SqliteLibrary() {}

  /// Makes sure that the driver finds the library. Call before the first connection.
  static void prepare() {
    if (System.getProperty("org.sqlite.lib.path") != null) {
      return;
    }
    var place =
        NativeLibrary.forThisMachine(
            "Linux/x86_64/" + NAME + ".so",
            "Linux/aarch64/" + NAME + ".so",
            "Mac/aarch64/" + NAME + ".dylib");
    var file = place == null ? null : NativeLibrary.load("org/sqlite/native/" + place);
    if (file != null) {
      System.setProperty("org.sqlite.lib.path", String.valueOf(file.getParent()));
      System.setProperty("org.sqlite.lib.name", String.valueOf(file.getFileName()));
    }
  }

  /// What to do when the library is the reason why no connection could be made.
  static String hint() {
    return "SQLite's native library cannot be loaded from "
        + NativeLibrary.directory()
        + " or "
        + System.getProperty("java.io.tmpdir")
        + "; a file system mounted with noexec does not do: set XDG_CACHE_HOME to a directory that"
        + " allows to execute";
  }
}
