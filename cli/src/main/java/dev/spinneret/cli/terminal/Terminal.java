package dev.spinneret.cli.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Whether the standard streams are a terminal. Linux is asked; a property may say it instead.
public final class Terminal {
  private Terminal() {}

  /// Whether standard output is a terminal.
  ///
  /// @return false where that cannot be found out
  public static boolean isOutput() {
    return is("spinneret.terminal.out", StandardOutput.number());
  }

  /// Whether standard error is a terminal that can redraw a line.
  ///
  /// @return false where that cannot be found out
  public static boolean isError() {
    return is("spinneret.terminal.err", 2) && !"dumb".equals(System.getenv("TERM"));
  }

  /// One JSON object on a line of its own, for standard output. It may hold text from the web: on a
  /// terminal all but ASCII is escaped, so that nothing can steer the terminal.
  ///
  /// @return UTF-8, with the line feed
  /// @throws IOException if `fields` throws it
  /// @throws E if `fields` throws it
  public static <E extends Exception> byte[] jsonLine(Json.Content<E> fields)
      throws IOException, E {
    return jsonValue(Json.object(fields));
  }

  /// The same for any JSON value, such as an array.
  ///
  /// @param value writes it whole
  /// @return UTF-8, with the line feed
  /// @throws IOException if `value` throws it
  /// @throws E if `value` throws it
  public static <E extends Exception> byte[] jsonValue(Json.Content<E> value)
      throws IOException, E {
    return Json.line(value, isOutput());
  }

  /// A writer of JSON that is too much for memory; as with [#jsonLine], nothing can steer a
  /// terminal.
  ///
  /// @param to ends up on standard output
  /// @return the writer, which closes `to`
  /// @throws IOException if `to` cannot be written
  public static JsonGenerator json(OutputStream to) throws IOException {
    var json = WellFormed.json(Json.FACTORY.createGenerator(to));
    return isOutput() ? json.setHighestNonEscapedChar('~') : json;
  }

  /// Prints what is going on, on standard error, where that is a terminal.
  ///
  /// @param line without control characters
  public static void status(String line) {
    if (isError()) {
      System.err.println(line);
    }
  }

  private static boolean is(String property, int descriptor) {
    var said = System.getProperty(property);
    if (said != null) {
      return said.equals("true");
    }
    try {
      var target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
