package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.loop.TaskGroupFailure;
import dev.spinneret.engine.sync.Barrier;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;

/// A JDBC driver that knows nothing of event loops, unmodified, in tasks: fifty queries that take
/// the database half a second each are over in about half a second, on one thread, while the loop
/// ticks on.
///
/// Every task has a connection of its own, as every thread would: JDBC sends one query at a time.
public final class SlowQueries {
  private static final int QUERIES = 50;
  private static final Duration EACH = Duration.ofMillis(500);

  private SlowQueries() {}

  /// What there is to see.
  ///
  /// @param ticks how often the loop ticked meanwhile
  /// @param time from the first query sent to the last one answered
  record Seen(int ticks, Duration time) {}

  /// Shows it, where MariaDB and its driver are installed.
  ///
  /// @throws IOException if the server does not start
  static void main() throws IOException {
    if (DriverManager.drivers().noneMatch(SlowQueries::speaksMariaDb)) {
      System.out.println("MariaDB's driver is not on the class path: nothing to show");
      return;
    }
    MariaDbServer.show(url -> {
      var seen = EventLoop.run(() -> run(url, QUERIES, EACH));
      System.out.printf(
          "%d queries of %d ms took %d ms, and the loop ticked %d times%n",
          QUERIES, EACH.toMillis(), seen.time.toMillis(), seen.ticks);
    });
  }

  private static boolean speaksMariaDb(Driver driver) {
    try {
      return driver.acceptsURL("jdbc:mariadb://localhost/");
    } catch (SQLException _) {
      return false;
    }
  }

  /// Connects, then sends all queries at once. Called in a task.
  ///
  /// @throws TaskGroupFailure if a connection or a query fails
  static Seen run(String url, int queries, Duration each) {
    var connected = new Barrier(queries + 1);
    var ticks = new int[1];
    var ticker = EventLoop.current().createTask("ticker", () -> tick(ticks));
    try {
      return TaskGroup.run(group -> {
        var tasks = new ArrayList<Task<Boolean>>();
        for (int i = 0; i < queries; i++) {
          tasks.add(group.createTask("query-" + i, () -> query(url, each, connected)));
        }
        connected.await();
        ticks[0] = 0;
        long startNanos = System.nanoTime();
        Tasks.gather(tasks).await();
        return new Seen(ticks[0], Duration.ofNanos(System.nanoTime() - startNanos));
      });
    } finally {
      ticker.cancel();
    }
  }

  private static boolean query(String url, Duration each, Barrier connected) throws Exception {
    try (var connection = DriverManager.getConnection(url);
        var query = connection.prepareStatement("SELECT SLEEP(?)")) {
      connected.await();
      query.setDouble(1, each.toNanos() / 1e9);
      try (var rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static boolean tick(int[] ticks) {
    while (true) {
      Tasks.sleep(Duration.ofMillis(1));
      ticks[0]++;
    }
  }
}
