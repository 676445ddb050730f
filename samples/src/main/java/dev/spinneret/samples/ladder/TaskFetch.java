package dev.spinneret.samples.ladder;

import dev.spinneret.engine.io.Connection;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Rung 6: tasks. It reads like rung 1 and waits like rung 4.
///
/// `connect`, `write` and `read` suspend the task and not the thread. `try`, `while` and local
/// variables are back, and fifty tasks cost no more than fifty objects.
public final class TaskFetch {
  private TaskFetch() {}

  /// Shows how long it takes.
  ///
  /// @throws Exception if a page cannot be fetched
  static void main() throws Exception {
    Fetches.show("tasks", TaskFetch::fetchAll);
  }

  static List<Integer> fetchAll(InetSocketAddress server, List<String> paths) {
    return EventLoop.run(() -> {
      var loop = EventLoop.current();
      var tasks = new ArrayList<Task<Integer>>();
      for (var path : paths) {
        tasks.add(loop.createTask(() -> fetch(server, path)));
      }
      return Tasks.gather(tasks).await();
    });
  }

  static int fetch(InetSocketAddress server, String path) throws IOException {
    var network = Network.of(EventLoop.current());
    try (var connection = network.connect(server, null, Connection.NO_DEADLINE)) {
      connection.write(Message.request(path));
      var answer = new ByteArrayOutputStream();
      var buffer = ByteBuffer.allocate(16 * 1024);
      int count = connection.read(buffer);
      while (count >= 0) {
        answer.write(buffer.array(), 0, count);
        count = connection.read(buffer.clear());
      }
      return Message.bodyBytes(answer.toByteArray());
    }
  }
}
