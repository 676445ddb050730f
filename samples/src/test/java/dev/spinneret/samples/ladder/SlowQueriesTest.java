package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TaskGroupFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/// Against a real server; skipped where it is not installed.
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(180)
class SlowQueriesTest {
  private MariaDbServer server;

  @BeforeAll
  void startServer() throws IOException {
    var program = MariaDbServer.program();
    assumeTrue(program.isPresent(), "skipped: MariaDB is not installed");
    server = MariaDbServer.start(program.get());
  }

  @AfterAll
  void stopServer() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void fiftyQueriesWaitAtOnceWhileTheLoopTicks() {
    var seen = EventLoop.run(() -> SlowQueries.run(server.url(), 50, Duration.ofMillis(500)));
    // One after another they would take 25 seconds.
    assertTrue(seen.time().toMillis() >= 500, seen.toString());
    assertTrue(seen.time().toSeconds() < 12, seen.toString());
    assertTrue(seen.ticks() > 10, seen.toString());
  }

  @Test
  void aFailureOfTheDatabaseReachesItsTask() {
    var wrong = server.url().replace("user=root", "user=nobody");
    var failure =
        assertThrows(
            TaskGroupFailure.class,
            () -> EventLoop.run(() -> SlowQueries.run(wrong, 2, Duration.ofMillis(1))));
    assertInstanceOf(SQLException.class, failure.failures().getFirst());
  }
}
