package dev.spinneret.cli.terminal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
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

  /// Writes the fields of a JSON object.
  ///
  /// @param <E> what else it throws
  public interface Fields<E extends Exception> {
    /// Writes them; the object around them is there already.
    ///
    /// @param out takes the fields
    /// @throws IOException when they cannot be written
    /// @throws E when there is no such object
    void write(JsonGenerator out) throws IOException, E;
  }

  /// One JSON object on a line of its own, for standard output.
  ///
  /// @param fields of the object
  /// @param <E> what else they throw
  /// @return UTF-8, with the line feed; see [#json]
  /// @throws IOException when `fields` throws it
  /// @throws E when `fields` throws it
  public static <E extends Exception> byte[] jsonLine(Fields<E> fields) throws IOException, E {
    var bytes = new ByteArrayOutputStream(256);
    try (var json = json(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }

  /// A writer of JSON that holds text from the web: on a terminal it escapes all but ASCII, so that
  /// nothing can steer the terminal.
  ///
  /// @param to ends up on standard output
  /// @return the writer, which closes `to`
  /// @throws IOException when `to` cannot be written
  public static JsonGenerator json(OutputStream to) throws IOException {
    var json = Json.FACTORY.createGenerator(to);
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
