package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The JDK's two HTTP clients, which block, inside tasks: fifty requests wait at once on one
/// thread, and both keep their timeouts.
public final class HttpClientsInTasks {
  private static final int REQUESTS = 50;

  private HttpClientsInTasks() {}

  /// Something that gets a page and blocks meanwhile.
  @FunctionalInterface
  interface Get {
    /// Gets a page.
    ///
    /// @return the size of its body
    int get(URI page, Duration limit) throws IOException, InterruptedException;
  }

  /// Shows both clients.
  ///
  /// @throws IOException if the server does not start
  static void main() throws IOException {
    var options = SiteOptions.DEFAULT.withLatency(Latency.parse("200ms"));
    try (var server = SiteThread.start(options);
        var client = HttpClient.newHttpClient()) {
      var page = page(server);
      show("HttpURLConnection", page, HttpClientsInTasks::getWithConnection);
      show("HttpClient", page, (uri, limit) -> getWithClient(client, uri, limit));
    }
  }

  private static void show(String name, URI page, Get get) {
    long startNanos = System.nanoTime();
    var sizes = EventLoop.run(() -> getAll(get, page, REQUESTS, Duration.ofSeconds(20)));
    long millis = (System.nanoTime() - startNanos) / 1_000_000;
    System.out.printf("%s: %d pages at once in %d ms%n", name, sizes.size(), millis);
    System.out.println(
        name + ": " + EventLoop.run(() -> outcome(get, page, Duration.ofMillis(20))));
  }

  static URI page(SiteThread server) {
    var at = server.site().address();
    return URI.create("http://127.0.0.1:" + at.getPort() + "/");
  }

  /// Gets one page many times at once. Called in a task.
  static List<Integer> getAll(Get get, URI page, int count, Duration limit) {
    var tasks = new ArrayList<Task<Integer>>();
    for (int i = 0; i < count; i++) {
      tasks.add(EventLoop.current().createTask(() -> get.get(page, limit)));
    }
    return Tasks.gather(tasks).await();
  }

  /// What becomes of a request with a limit. Called in a task.
  static String outcome(Get get, URI page, Duration limit) throws Exception {
    try {
      return get.get(page, limit) + " octets in time";
    } catch (SocketTimeoutException | HttpTimeoutException _) {
      return "no page within " + limit.toMillis() + " ms";
    }
  }

  static int getWithConnection(URI page, Duration limit) throws IOException {
    var connection = (HttpURLConnection) page.toURL().openConnection();
    connection.setConnectTimeout((int) limit.toMillis());
    connection.setReadTimeout((int) limit.toMillis());
    try (var body = connection.getInputStream()) {
      return body.readAllBytes().length;
    } finally {
      connection.disconnect();
    }
  }

  static int getWithClient(HttpClient client, URI page, Duration limit)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(page).timeout(limit).build();
    return client.send(request, BodyHandlers.ofByteArray()).body().length;
  }
}
