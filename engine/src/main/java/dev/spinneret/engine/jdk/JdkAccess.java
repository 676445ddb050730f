package dev.spinneret.engine.jdk;

/// What this code may access in the JDK, which depends on the flags that Java was started with.
public final class JdkAccess {
  private JdkAccess() {}

  /// Checks that a loop can schedule virtual threads.
  ///
  /// @throws IllegalStateException if it cannot; the message contains the missing flag
  public static void checkVirtualThreads() {
    if (!Thread.class.getModule().isOpen("java.lang", JdkAccess.class.getModule())) {
      throw new IllegalStateException(
          "the event loop may not schedule virtual threads: start Java with --add-opens"
              + " java.base/java.lang="
              + moduleInFlags());
    }
  }

  /// The module of this code as flags such as `--add-opens` name it.
  ///
  /// @return the name of the module, `ALL-UNNAMED` on the class path
  public static String moduleInFlags() {
    var module = JdkAccess.class.getModule();
    return module.isNamed() ? module.getName() : "ALL-UNNAMED";
  }
}
