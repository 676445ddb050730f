package dev.spinneret.cli.bench;

import java.util.ArrayList;
import java.util.List;

/// The flags of this program's JVM: which of them the launcher chose for a crawl, and which the
/// person who typed.
final class JvmFlags {
  /// Ends what the launcher chose. What stands after it is in `SPINNERET_OPTS`.
  private static final String END_OF_LAUNCHERS = "-Dspinneret.command=";

  private JvmFlags() {}

  /// The same flags, but for the launcher's choice of compilers: without its limit the JVM compiles
  /// as it does by default, or as `SPINNERET_OPTS` says.
  ///
  /// The launcher's cache of loaded classes goes as well: what it says of methods was learnt with
  /// the limit.
  ///
  /// @param flags of a JVM, in order
  static List<String> withoutLaunchersCompilers(List<String> flags) {
    var left = new ArrayList<String>();
    for (var flag : flags) {
      if (flag.startsWith(END_OF_LAUNCHERS)) {
        left.removeIf(earlier -> earlier.startsWith("-XX:TieredStopAtLevel="));
      }
      if (!flag.startsWith("-XX:AOTCache=")) {
        left.add(flag);
      }
    }
    return left;
  }
}
