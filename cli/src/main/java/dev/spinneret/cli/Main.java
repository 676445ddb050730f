package dev.spinneret.cli;

import dev.spinneret.cli.terminal.Build;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The program: picks the command, runs it, and gives its exit code to the shell.
public final class Main {
  private static final char REPLACEMENT = '\ufffd';

  private Main() {}

  /// Runs the program and ends the process.
  ///
  /// @param args what was typed
  public static void main(String[] args) {
    // Records have a stream of their own; whatever a library prints must not get between them.
    System.setOut(System.err);
    Thread.setDefaultUncaughtExceptionHandler(Main::uncaught);
    int code;
    try {
      code = code(args);
    } catch (Error e) {
      code = Failures.error(e, errors(), "spinneret");
    }
    if (code != ExitCode.DONE || !isAlone()) {
      System.exit(code);
    }
    // Returning has the same effect without the JDK's logging, which System.exit starts: 5 ms of
    // CPU
    // and 3 MB, of 100 ms and 57 MB that `--version` takes.
  }

  /// A thread beside the crawl's has died. Without memory nothing can be relied on, and the crawl
  /// might wait for that thread for ever.
  private static void uncaught(Thread thread, Throwable thrown) {
    if (thrown instanceof VirtualMachineError e) {
      Runtime.getRuntime().halt(Failures.error(e, errors(), "spinneret"));
    }
    System.err.println("spinneret: software error in thread " + thread.getName() + ": " + thrown);
    if (System.getenv("SPINNERET_DEBUG") != null) {
      thrown.printStackTrace();
    }
  }

  /// Whether no other thread would keep the process alive.
  private static boolean isAlone() {
    var group = Thread.currentThread().getThreadGroup();
    var threads = new Thread[group.activeCount() + 8];
    var count = group.enumerate(threads);
    for (var i = 0; i < count; i++) {
      if (!threads[i].isDaemon() && !threads[i].equals(Thread.currentThread())) {
        return false;
      }
    }
    return count < threads.length;
  }

  private static int code(String[] args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      return printVersion();
    }
    return Boolean.getBoolean("spinneret.train") ? Training.run() : run(args);
  }

  /// Runs one command line.
  ///
  /// @param args what was typed
  static int run(String... args) {
    return run(errors(), args);
  }

  /// Runs one command line.
  ///
  /// @param err where complaints go
  /// @param args what was typed
  static int run(PrintWriter err, String... args) {
    try {
      checkEncoding(args);
      return Commands.LINES.run(err, List.of(args));
    } catch (UsageException e) {
      return Failures.execution(e, err, "spinneret");
    }
  }

  /// Where the encoding of the locale cannot hold an argument, Java puts U+FFFD for its letters:
  /// the URL or the file meant would be another one.
  private static void checkEncoding(String... args) {
    for (var arg : args) {
      if (arg.indexOf(REPLACEMENT) >= 0) {
        throw new UsageException(
            "%s: cannot be read in the encoding %s; type it in UTF-8, with a locale such as LC_ALL=C.UTF-8"
                .formatted(arg, System.getProperty("sun.jnu.encoding")));
      }
    }
  }

  private static PrintWriter errors() {
    return new PrintWriter(System.err, true, System.err.charset());
  }

  /// Prints the version, without loading picocli.
  static int printVersion() {
    var line = "spinneret " + Build.VERSION + "\n";
    try (var out = StandardOutput.open()) {
      out.write(line.getBytes(StandardCharsets.UTF_8));
      return ExitCode.DONE;
    } catch (IOException e) {
      return Failures.output(errors(), "standard output", e);
    }
  }
}
