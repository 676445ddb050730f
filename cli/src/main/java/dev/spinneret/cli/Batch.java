package dev.spinneret.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Json;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.UsageException;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// `--batch`: one JSON object a line in, one a line out, until the input ends.
///
/// Each answer is written in one piece as soon as it is known, so that a program can ask, read, and
/// ask again. A line that is no JSON object, or lacks a field, is answered with `{"error": …}`.
final class Batch {
  /// Answers one question.
  interface Verb {
    /// Writes the fields of the answer; the object around them is written by the caller.
    ///
    /// @param question what was asked
    /// @param out takes the fields
    /// @throws BadQuestionException when the question cannot be answered; what was written so far
    ///   is dropped
    /// @throws IOException when the fields cannot be written
    void answer(Question question, JsonGenerator out) throws IOException, BadQuestionException;
  }

  private static final JsonFactory JSON = Json.FACTORY;

  private Batch() {}

  /// Answers questions from standard input on standard output.
  ///
  /// @param verb answers one question
  /// @return the exit code
  static int run(Verb verb) {
    return run(System.in, StandardOutput.open(), verb);
  }

  /// Answers questions until the input ends or nobody reads the answers.
  ///
  /// @param in one JSON object a line, UTF-8
  /// @param out gets one JSON object a line
  /// @param verb answers one question
  /// @return the exit code
  static int run(InputStream in, OutputStream out, Verb verb) {
    var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    try {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          write(answer(line, verb), out);
        }
      }
    } catch (IOException e) {
      throw new UsageException("cannot read standard input: " + e.getMessage());
    }
    return ExitCode.DONE;
  }

  /// The answer to one line, line feed included.
  static byte[] answer(String line, Verb verb) throws IOException {
    try {
      var question = Question.parse(JSON, line);
      return object(json -> verb.answer(question, json));
    } catch (BadQuestionException e) {
      var message = String.valueOf(e.getMessage());
      try {
        return object(json -> json.writeStringField("error", message));
      } catch (BadQuestionException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private interface Fields {
    void write(JsonGenerator out) throws IOException, BadQuestionException;
  }

  private static byte[] object(Fields fields) throws IOException, BadQuestionException {
    var bytes = new ByteArrayOutputStream(256);
    var json = Terminal.json(bytes);
    json.writeStartObject();
    fields.write(json);
    json.writeEndObject();
    json.close();
    bytes.write('\n');
    return bytes.toByteArray();
  }

  private static void write(byte[] answer, OutputStream out) {
    try {
      out.write(answer);
      out.flush();
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
  }
}
