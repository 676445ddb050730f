package dev.spinneret.cli.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.ClosedPipeException;
import dev.spinneret.cli.terminal.OutputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BatchTest {
  private static final Batch.Handler UPPER =
      (request, out) -> {
        out.writeStringField("upper", request.text("word").toUpperCase(java.util.Locale.ROOT));
        out.writeNumberField("bytes", request.bytes("b64").length);
      };

  @Test
  void everyLineIsAnsweredInOrder() {
    assertEquals(
        """
        {"upper":"A","bytes":0}
        {"upper":"B\\n","bytes":3}
        """,
        answers(
            """
            {"word":"a","b64":""}

            {"b64":"AAAA","word":"b\\n","more":{"word":[1,{"x":2}]}}
            """));
  }

  @Test
  void aBadLineIsAnsweredAndTheNextOneToo() {
    var answers =
        answers("nonsense\n[1]\n{\"word\":null}\n{\"word\":\"a\",\"b64\":\"***\"}\n{} {}\n");
    var lines = answers.split("\n", -1);
    assertEquals(6, lines.length);
    assertTrue(lines[0].startsWith("{\"error\":\"not a JSON object"), lines[0]);
    assertEquals("{\"error\":\"not a JSON object\"}", lines[1]);
    assertEquals("{\"error\":\"no \\\"word\\\"\"}", lines[2]);
    assertTrue(lines[3].startsWith("{\"error\":\"\\\"b64\\\" is not Base64"), lines[3]);
    assertEquals("{\"error\":\"more than one JSON object on a line\"}", lines[4]);
  }

  @Test
  void eachAnswerIsOneFlushedWrite() {
    var events = new ArrayList<String>();
    var out =
        new OutputStream() {
          @Override
          public void write(int b) {
            throw new AssertionError("byte by byte");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            events.add("write");
          }

          @Override
          public void flush() {
            events.add("flush");
          }
        };
    assertEquals(0, Batch.run(in("{\"word\":\"a\",\"b64\":\"\"}\n{}\n"), out, UPPER));
    assertEquals(java.util.List.of("write", "flush", "write", "flush"), events);
  }

  @Test
  void aReaderThatHasLeftEndsTheBatchQuietly() {
    assertThrows(
        ClosedPipeException.class, () -> Batch.run(in("{}\n"), failing("Broken pipe"), UPPER));
  }

  @Test
  void aFullDiskIsNamed() {
    var failure =
        assertThrows(
            OutputException.class,
            () -> Batch.run(in("{}\n"), failing("No space left on device"), UPPER));
    assertEquals("standard output", failure.target());
    assertEquals("No space left on device", failure.failure().getMessage());
  }

  private static String answers(String input) {
    var out = new ByteArrayOutputStream();
    assertEquals(0, Batch.run(in(input), out, UPPER));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static ByteArrayInputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
