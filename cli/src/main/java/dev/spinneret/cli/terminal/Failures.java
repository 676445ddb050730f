package dev.spinneret.cli.terminal;

import dev.spinneret.engine.crawl.shared.SharedException;
import dev.spinneret.engine.crawl.state.OutputFailedException;
import dev.spinneret.engine.crawl.state.StateException;
import dev.spinneret.parse.html.ParserDifferenceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What went wrong, in one line on standard error, and the exit code for it.
public final class Failures {
  private static final int DEEPEST_CAUSE = 20;

  private Failures() {}

  /// What was typed is not understood, or cannot be carried out.
  ///
  /// @param command such as `spinneret crawl`
  public static int usage(PrintWriter err, String command, String message) {
    print(err, command + ": " + message);
    return ExitCode.USAGE;
  }

  /// What a command threw.
  ///
  /// @param failure what it threw
  /// @param command such as `spinneret crawl`
  public static int execution(Exception failure, PrintWriter err, String command) {
    return switch (failure) {
      case UsageException e -> {
        var code = usage(err, command, String.valueOf(e.getMessage()));
        e.underneath().lines().forEach(line -> print(err, line));
        yield code;
      }
      case StateException e -> {
        print(err, "spinneret: " + e.getMessage());
        yield ExitCode.SOFTWARE;
      }
      case SharedException e -> {
        print(err, "spinneret: " + e.getMessage());
        yield ExitCode.SOFTWARE;
      }
      case OutputFailedException e -> {
        var code = output(err, e.output(), e.failure());
        print(err, "spinneret: the state is safe; run the same command again to resume");
        yield code;
      }
      case ParserDifferenceException e -> difference(err, e, Path.of(""));
      case ClosedPipeException _ -> ExitCode.DONE;
      case OutputException e -> output(err, e.target(), e.failure());
      default -> software(failure, err, command);
    };
  }

  /// A page that the scanner does not read as jsoup does: saves it.
  ///
  /// @param failure with the page
  /// @param directory where the page is saved
  public static int difference(PrintWriter err, ParserDifferenceException failure, Path directory) {
    var what = "spinneret crawl: software error: " + failure.getMessage();
    try {
      var file = Files.createTempFile(directory, "parser-difference-", ".html");
      Files.write(file, failure.body());
      print(err, what + "; the page is saved as " + file);
    } catch (IOException e) {
      print(err, what + "; the page could not be saved: " + reason(e));
    }
    return ExitCode.SOFTWARE;
  }

  /// An output that could not be written: names it and the reason.
  ///
  /// @param target a file name, or "standard output"
  /// @param failure what the write threw
  public static int output(PrintWriter err, String target, IOException failure) {
    if (target.equals("standard output") && StandardOutput.isClosedPipe(failure)) {
      return ExitCode.DONE;
    }
    print(err, "spinneret: cannot write %s: %s".formatted(target, reason(failure)));
    return ExitCode.SOFTWARE;
  }

  /// Why, in words: some exceptions carry only the name of the file.
  public static String reason(IOException failure) {
    return switch (failure) {
      case java.nio.file.NoSuchFileException _ -> "it or its directory does not exist";
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      case FileNotFoundException e -> bracketed(String.valueOf(e.getMessage()));
      case java.nio.file.FileSystemException e when e.getReason() != null -> e.getReason();
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }

  /// The old file classes say "NAME (REASON)".
  private static String bracketed(String message) {
    var open = message.lastIndexOf('(');
    return open >= 0 && message.endsWith(")")
        ? message.substring(open + 1, message.length() - 1)
        : message;
  }

  /// What ended the command outside of any command's own exceptions: memory, threads, a fault of
  /// the program.
  ///
  /// @param failure what was thrown
  /// @param command such as `spinneret crawl`
  public static int error(Error failure, PrintWriter err, String command) {
    return software(failure, err, command);
  }

  private static int software(Throwable failure, PrintWriter err, String command) {
    var limit = exhausted(failure);
    print(err, command + ": " + (limit == null ? "software error: " + failure : limit));
    if (System.getenv("SPINNERET_DEBUG") != null) {
      var trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      trace.toString().lines().forEach(line -> print(err, line.replace("\t", "  ")));
    }
    return ExitCode.SOFTWARE;
  }

  /// Which limit of the process is behind a failure; null when none is.
  private static @Nullable String exhausted(Throwable failure) {
    var cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof OutOfMemoryError memory) {
        return outOf(String.valueOf(memory.getMessage()))
            + "; with --state nothing is lost: run the same command again to resume";
      }
      if (cause instanceof StackOverflowError) {
        return "software error: the stack of a thread is full; SPINNERET_OPTS=-Xss2m makes it"
            + " larger";
      }
      cause = cause.getCause();
    }
    return null;
  }

  private static String outOf(String message) {
    if (message.contains("native thread")) {
      return "no other thread can be started: raise the limit on processes (ulimit -u, or pids.max"
          + " of the control group), or lower --threads, --parsers and --loops";
    }
    long heapMegabytes = Runtime.getRuntime().maxMemory() >> 20;
    return "out of memory: the heap of %d MB is full (%s); raise it with SPINNERET_OPTS=-Xmx%dm, or lower --concurrency"
        .formatted(heapMegabytes, message, 2 * heapMegabytes);
  }

  /// Messages hold what was typed, what files hold and what libraries say.
  private static void print(PrintWriter err, String line) {
    err.println(TerminalText.of(line.replace("\r", "").replace('\n', ' ')));
    err.flush();
  }
}
