package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.util.ArrayList;

/// A thousand tasks use one connection to a Redis server at once, through a client of sixty lines.
public final class RedisInTasks {
  private static final int TASKS = 1000;

  private RedisInTasks() {}

  /// Shows what the server has counted, where `redis-server` is installed.
  ///
  /// @throws IOException if the server does not start
  static void main() throws IOException {
    RedisServer.show(port -> {
      long counted = EventLoop.run(() -> countTogether(port, TASKS));
      System.out.printf("%,d tasks have counted to %,d in redis%n", TASKS, counted);
    });
  }

  /// Has many tasks count one up. Called in a task.
  ///
  /// @return what the server says afterwards
  static long countTogether(int port, int count) throws IOException {
    try (var redis = new RedisClient(port)) {
      var tasks = new ArrayList<Task<Object>>();
      for (int i = 0; i < count; i++) {
        tasks.add(EventLoop.current().createTask(() -> redis.call("INCR", "visits")));
      }
      Tasks.gather(tasks).await();
      return Long.parseLong(String.valueOf(redis.call("GET", "visits")));
    }
  }
}
