package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.samples.ladder.HttpClientsInTasks.Get;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HttpClientsInTasksTest {
  private static final int PAGE_BYTES = 3000;
  private static final Duration AMPLE = Duration.ofSeconds(60);

  private static SiteThread start(String latency) throws IOException {
    return SiteThread.start(
        SiteOptions.DEFAULT
            .withPageBytes(PAGE_BYTES)
            .withLinksPerPage(3)
            .withLatency(Latency.parse(latency)));
  }

  private static void getsManyPagesAtOnce(Get get) throws IOException {
    try (var server = start("500ms")) {
      var page = HttpClientsInTasks.page(server);
      assertEquals(
          Collections.nCopies(40, PAGE_BYTES),
          EventLoop.run(() -> HttpClientsInTasks.getAll(get, page, 40, AMPLE)));
      long most = server.site().stats().maxInFlight();
      assertTrue(most > 10, most + " at once");
    }
  }

  private static void keepsItsTimeout(Get get) throws IOException {
    try (var server = start("3600s")) {
      var page = HttpClientsInTasks.page(server);
      assertEquals(
          "no page within 20 ms",
          EventLoop.run(() -> HttpClientsInTasks.outcome(get, page, Duration.ofMillis(20))));
      EventLoop.run(() ->
          assertThrows(
              TimeoutException.class,
              () -> Tasks.timeout(Duration.ofMillis(100), _ -> get.get(page, AMPLE))));
    }
    try (var server = start("0")) {
      var page = HttpClientsInTasks.page(server);
      assertEquals(
          PAGE_BYTES + " octets in time",
          EventLoop.run(() -> HttpClientsInTasks.outcome(get, page, AMPLE)));
    }
  }

  @Test
  void connectionsWaitAtOnceAndKeepTheirTimeouts() throws IOException {
    getsManyPagesAtOnce(HttpClientsInTasks::getWithConnection);
    keepsItsTimeout(HttpClientsInTasks::getWithConnection);
  }

  @Test
  void clientsWaitAtOnceAndKeepTheirTimeouts() throws IOException {
    try (var client = HttpClient.newHttpClient()) {
      Get get = (page, limit) -> HttpClientsInTasks.getWithClient(client, page, limit);
      getsManyPagesAtOnce(get);
      keepsItsTimeout(get);
    }
  }
}
