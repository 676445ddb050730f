package dev.spinneret.cli.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Json;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// `--batch`: one JSON object a line in, one a line out, until the input ends.
///
/// Each answer is written in one piece as soon as it is known, so that a program can ask, read, and
/// ask again. A line that is no JSON object, or lacks a field, is answered with `{"error": …}`.
final class Batch {
  /// Answers one request.
  interface Handler {
    /// Writes the fields of the answer; the object around them is written by the caller.
    ///
    /// @param request what was asked
    /// @param out takes the fields
    /// @throws BadRequestException if the request cannot be answered; what was written so far is
    ///   dropped
    /// @throws IOException if the fields cannot be written
    void answer(BatchRequest request, JsonGenerator out) throws IOException, BadRequestException;
  }

  private static final JsonFactory JSON = Json.FACTORY;

  private Batch() {}

  /// Answers requests from standard input on standard output.
  ///
  /// @param handler answers one request
  static int run(Handler handler) {
    return run(System.in, StandardOutput.open(), handler);
  }

  /// Answers requests until the input ends or nobody reads the answers.
  ///
  /// @param in one JSON object a line, UTF-8
  /// @param out gets one JSON object a line
  /// @param handler answers one request
  static int run(InputStream in, OutputStream out, Handler handler) {
    var lines = new InputLines(in);
    for (var line = lines.nextNotBlank(); line != null; line = lines.nextNotBlank()) {
      write(line, handler, out);
    }
    return ExitCode.DONE;
  }

  /// The answer to one line, line feed included.
  static byte[] answer(String line, Handler handler) throws IOException {
    try {
      var request = BatchRequest.parse(JSON, line);
      return Terminal.jsonLine(json -> handler.answer(request, json));
    } catch (BadRequestException e) {
      var message = String.valueOf(e.getMessage());
      return Terminal.jsonLine(json -> json.writeStringField("error", message));
    }
  }

  private static void write(String line, Handler handler, OutputStream out) {
    try {
      out.write(answer(line, handler));
      out.flush();
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
  }
}
