package dev.spinneret.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The program: picks the command, runs it, and gives its exit code to the shell.
public final class Main {
  private Main() {}

  /// Runs the program and ends the process.
  ///
  /// @param args what was typed
  public static void main(String[] args) {
    // Records have a stream of their own; whatever a library prints must not get between them.
    System.setOut(System.err);
    var code = code(args);
    if (code != ExitCode.DONE || !isAlone()) {
      System.exit(code);
    }
    // Returning says the same, and needs none of the JDK's logging, which System.exit starts.
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
    if (args.length == 1 && args[0].equals("--version")) {
      return printVersion();
    }
    return Boolean.getBoolean("spinneret.train") ? Training.run() : run(args);
  }

  /// Runs one command line.
  ///
  /// @param args what was typed
  /// @return the exit code
  static int run(String... args) {
    var plain = PlainLine.read(args);
    if (plain != null) {
      return call(plain, args[0], new PrintWriter(System.err, true, System.err.charset()));
    }
    try {
      var expanded = ConfigFile.expand(args);
      // The command keeps what was typed, so that what is shown of it names the file.
      return CommandLines.create(args).execute(expanded);
    } catch (UsageException e) {
      return Failures.execution(
          e, new PrintWriter(System.err, true, System.err.charset()), "spinneret");
    }
  }

  /// Runs a command that was read without picocli, and ends as picocli would have it.
  ///
  /// @param verb its name
  /// @param err where complaints go
  /// @return the exit code
  static int call(PlainCommand command, String verb, PrintWriter err) {
    try {
      return command.call();
    } catch (RuntimeException e) {
      return Failures.execution(e, err, "spinneret " + verb);
    }
  }

  /// Prints the version, without loading picocli.
  static int printVersion() {
    var line = "spinneret " + Build.VERSION + "\n";
    try (var out = StandardOutput.open()) {
      out.write(line.getBytes(StandardCharsets.UTF_8));
      return ExitCode.DONE;
    } catch (IOException e) {
      return Failures.output(
          new PrintWriter(System.err, true, System.err.charset()), "standard output", e);
    }
  }
}
