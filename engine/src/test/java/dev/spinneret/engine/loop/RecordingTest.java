package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir private Path folder;

  /// An event that a task commits itself.
  @Name("dev.spinneret.engine.loop.OfATask")
  @StackTrace(false)
  static final class OfATask extends Event {}

  @Test
  void theFlightRecorderGetsLongStepsAndTheLivesOfTasks() throws Exception {
    var file = folder.resolve("loop.jfr");
    try (var recording = new Recording()) {
      recording.enable("dev.spinneret.Task");
      recording.enable("dev.spinneret.Step").withThreshold(Duration.ofMillis(1));
      recording.start();
      EventLoop.run(() -> {
        untilTheLoopKnows();
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
    assertEquals(1, steps(file, "slow").size());
    assertEquals(
        "done",
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("dev.spinneret.Task"))
            .filter(event -> event.getString("name").equals("slow"))
            .findFirst()
            .orElseThrow()
            .getString("outcome"));
  }

  @Test
  void aStepIsRecordedOnTheLoopsThreadWhateverTheTaskRecordsItself() throws Exception {
    int tasks = 3;
    int stepsEach = 7;
    var file = folder.resolve("own.jfr");
    try (var recording = new Recording()) {
      recording.enable("dev.spinneret.Task");
      recording.enable(OfATask.class);
      recording.enable("dev.spinneret.Step").withThreshold(Duration.ZERO);
      recording.start();
      EventLoop.run(() -> {
        untilTheLoopKnows();
        var running = new ArrayList<Task<?>>();
        for (int i = 0; i < tasks; i++) {
          running.add(
              EventLoop.current()
                  .createTask(
                      "recorded",
                      () -> {
                        for (int step = 1; step < stepsEach; step++) {
                          new OfATask().commit();
                          Tasks.yieldNow();
                        }
                        new OfATask().commit();
                        return true;
                      }));
        }
        running.forEach(Future::await);
        return true;
      });
      recording.stop();
      recording.dump(file);
    }
    var steps = steps(file, "recorded");
    assertEquals(tasks * stepsEach, steps.size());
    for (var step : steps) {
      assertEquals(Thread.currentThread().getName(), step.getThread().getJavaName());
    }
    assertEquals(
        tasks * stepsEach,
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().endsWith("OfATask"))
            .count());
  }

  /// The loop looks at whether the Flight Recorder runs every so many turns.
  private static void untilTheLoopKnows() {
    for (int i = 0; i < 600; i++) {
      Tasks.yieldNow();
    }
  }

  private static List<RecordedEvent> steps(Path file, String task) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("dev.spinneret.Step"))
        .filter(event -> event.getString("task").equals(task))
        .toList();
  }
}
