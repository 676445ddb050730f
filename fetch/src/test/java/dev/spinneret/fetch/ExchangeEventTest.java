package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.fetch.options.FetchOptions;
import java.nio.file.Path;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExchangeEventTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void theFlightRecorderGetsRepliesAndFailures(Engine engine) throws Exception {
    var file = folder.resolve("fetch.jfr");
    String answered;
    String refused;
    try (var recording = new Recording();
        var server = RawServer.answering("HTTP/1.1 404 Gone\r\nContent-Length: 5\r\n\r\nhello")) {
      var gone = RawServer.answering("");
      gone.close();
      answered = server.url("/a");
      refused = gone.url("/b");
      recording.enable("dev.spinneret.Exchange");
      recording.start();
      engine.fetchAll(FetchOptions.DEFAULT, answered, refused);
      recording.stop();
      recording.dump(file);
    }
    var events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("dev.spinneret.Exchange"))
            .collect(Collectors.toMap(event -> event.getString("url"), event -> event));
    assertEquals(2, events.size());
    told(events.get(answered), 404, 5, "");
    told(events.get(refused), 0, 0, "CONNECT_REFUSED");
  }

  private static void told(RecordedEvent event, int status, long bytes, String failure) {
    assertEquals(status, event.getInt("status"));
    assertEquals(bytes, event.getLong("bodyBytes"));
    assertEquals(failure, event.getString("failure"));
    assertTrue(event.getDuration().isPositive());
  }
}
