package dev.spinneret.engine.loop;

/// What this code may do in the JDK, which depends on the flags that Java was started with.
final class JdkAccess {
  private JdkAccess() {}

  /// Checks that a loop can schedule virtual threads, and in debug mode reports what is changed of
  /// the JDK for it.
  ///
  /// @param options of a loop that is about to be made
  /// @return `options`
  /// @throws IllegalStateException if it cannot, with the flag that is missing
  static LoopOptions checked(LoopOptions options) {
    if (!Thread.class.getModule().isOpen("java.lang", JdkAccess.class.getModule())) {
      throw new IllegalStateException(
          "the event loop may not schedule virtual threads: start Java with --add-opens"
              + " java.base/java.lang="
              + whoAsks());
    }
    var debug = options.debug();
    if (debug != null && VirtualThreads.hasChosenPollerMode()) {
      debug
          .log()
          .accept(
              "the event loop has set the system property jdk.pollerMode to 1: platform threads"
                  + " wake virtual threads that wait in the JDK's own sockets");
    }
    return options;
  }

  /// What flags such as `--add-opens` call the code of this package.
  ///
  /// @return the name of its module, `ALL-UNNAMED` on the class path
  static String whoAsks() {
    var module = JdkAccess.class.getModule();
    return module.isNamed() ? module.getName() : "ALL-UNNAMED";
  }
}
