package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir private Path folder;

  @Test
  void theFlightRecorderGetsLongStepsAndTheLivesOfTasks() throws Exception {
    var file = folder.resolve("loop.jfr");
    try (var recording = new Recording()) {
      recording.enable("dev.spinneret.Task");
      recording.enable("dev.spinneret.Step").withThreshold(Duration.ofMillis(1));
      recording.start();
      EventLoop.run(() -> {
        for (int i = 0; i < 600; i++) {
          Tasks.yieldNow();
        }
        var slow =
            EventLoop.current()
                .createTask(
                    "slow",
                    () -> {
                      long end = System.nanoTime() + 5_000_000;
                      while (System.nanoTime() - end < 0) {
                        Thread.onSpinWait();
                      }
                      Tasks.yieldNow();
                      return 1;
                    });
        return slow.await();
      });
      recording.stop();
      recording.dump(file);
    }
    var events = RecordingFile.readAllEvents(file);
    assertEquals(
        1,
        events.stream()
            .filter(event -> event.getEventType().getName().equals("dev.spinneret.Step"))
            .filter(event -> event.getString("task").equals("slow"))
            .count());
    assertEquals(
        "done",
        events.stream()
            .filter(event -> event.getEventType().getName().equals("dev.spinneret.Task"))
            .filter(event -> event.getString("name").equals("slow"))
            .findFirst()
            .orElseThrow()
            .getString("outcome"));
  }
}
