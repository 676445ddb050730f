package dev.spinneret.cli.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A crawl that stands still for a while, as one behind a closed lid.
@DisabledOnOs(OS.WINDOWS)
class StoppedFieldIT {
  @TempDir Path directory;

  @Test
  void nothingIsLostWhileTheProcessIsStopped() throws Exception {
    var links = IntStream.range(0, 40).mapToObj(i -> "/p" + i).toArray(String[]::new);
    var count = new AtomicInteger();
    Site.Handler handler =
        request -> {
          if (request.target().equals("/")) {
            return Reply.page(links);
          }
          if (count.incrementAndGet() == 10) {
            stop(Duration.ofSeconds(5)); // longer than a busy machine holds a process up
          }
          return request.target().startsWith("/p")
              ? Reply.html(request.target()).after(Duration.ofMillis(30))
              : null;
        };
    try (var site = Site.plain(handler)) {
      var outcome =
          new Spinneret(directory)
              .names(site, "site.example")
              .run(
                  "crawl",
                  "--timeout",
                  "2s",
                  "--connect-timeout",
                  "2s",
                  "--attempts",
                  "1",
                  site.url("site.example", "/"));
      assertTrue(count.get() >= 10);
      assertEquals(0, outcome.code(), outcome::toString);
      for (var link : links) {
        assertEquals(200, outcome.status(site.url("site.example", link)), link);
      }
    }
  }

  /// Stops the program, and lets it go on later.
  private static void stop(Duration time) {
    var pids = ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
    signal("-STOP", pids);
    CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> signal("-CONT", pids));
  }

  private static void signal(String name, List<Long> pids) {
    var command = new ArrayList<>(List.of("kill", name));
    pids.forEach(pid -> command.add(pid.toString()));
    try {
      new ProcessBuilder(command).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
