package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import redis.clients.jedis.Jedis;

/// A blocking client that knows nothing of event loops, used inside tasks: Jedis, unmodified.
///
/// Each task blocks in a socket of the JDK until something is pushed to its list. It suspends the
/// task alone, and the loop goes on: a second task ticks all the while, on the same thread. This
/// holds for every library that blocks in the JDK's own sockets and locks; one that blocks in
/// native code, such as a driver of SQLite, stops the loop and belongs into an executor.
public final class JedisInTasks {
  private static final int WAITERS = 20;

  private JedisInTasks() {}

  /// Shows how often the loop ticked, where `redis-server` is installed.
  ///
  /// @throws IOException if the server does not start
  static void main() throws IOException {
    if (!isJedisThere()) {
      System.out.println("Jedis is not on the class path: nothing to show");
      return;
    }
    RedisServer.show(port -> {
      int ticks = EventLoop.run(() -> ticksWhileBlocked(port, WAITERS, 50));
      System.out.printf("%d clients blocked while the loop ticked %d times%n", WAITERS, ticks);
    });
  }

  private static boolean isJedisThere() {
    try {
      Class.forName("redis.clients.jedis.Jedis", false, JedisInTasks.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException _) {
      return false;
    }
  }

  /// Blocks many clients, ticks, and then lets them go. Called in a task.
  ///
  /// @param atLeast how often to tick before the clients get what they wait for
  /// @return how often the loop has ticked until all clients had their answer
  static int ticksWhileBlocked(int port, int waiters, int atLeast) {
    var loop = EventLoop.current();
    var blocked = new ArrayList<Task<String>>();
    for (int i = 0; i < waiters; i++) {
      blocked.add(loop.createTask("waiter-" + i, () -> popBlocking(port)));
    }
    var ticks = new int[1];
    var ticker =
        loop.createTask(
            "ticker",
            () -> {
              while (true) {
                Tasks.sleep(Duration.ofMillis(1));
                ticks[0]++;
              }
            });
    while (ticks[0] < atLeast || blockedClients(port) < waiters) {
      Tasks.sleep(Duration.ofMillis(5));
    }
    try (var jedis = new Jedis("127.0.0.1", port)) {
      for (int i = 0; i < waiters; i++) {
        jedis.rpush("work", "parcel " + i);
      }
    }
    Tasks.gather(blocked).await();
    ticker.cancel();
    return ticks[0];
  }

  private static String popBlocking(int port) {
    try (var jedis = new Jedis("127.0.0.1", port, 0)) {
      return jedis.blpop(0, "work").get(1);
    }
  }

  private static int blockedClients(int port) {
    try (var jedis = new Jedis("127.0.0.1", port)) {
      return jedis
          .info("clients")
          .lines()
          .filter(line -> line.startsWith("blocked_clients:"))
          .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1)))
          .findFirst()
          .orElse(0);
    }
  }
}
