package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.sync.Queue;
import dev.spinneret.engine.sync.QueueShutDown;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// One task makes parcels, three tasks carry them away, and a queue with room for two stands
/// between: who makes too fast waits for who carries.
public final class ProducerConsumer {
  private static final int PARCELS = 12;
  private static final int CARRIERS = 3;

  private ProducerConsumer() {}

  /// Shows who carried how many.
  static void main() {
    var carried = EventLoop.run(() -> run(PARCELS, CARRIERS, Duration.ofMillis(20)));
    carried.forEach((carrier, count) -> System.out.println(carrier + " took " + count));
  }

  /// Called in a task.
  ///
  /// @return how many parcels each has carried
  static Map<String, Integer> run(int parcels, int carriers, Duration way) {
    var carried = new TreeMap<String, Integer>();
    var queue = new Queue<Integer>(2);
    TaskGroup.run(group -> {
      for (int i = 1; i <= carriers; i++) {
        var name = "carrier " + i;
        group.createTask(name, () -> carry(queue, name, way, carried));
      }
      for (int parcel = 0; parcel < parcels; parcel++) {
        queue.put(parcel);
      }
      queue.join();
      // Wakes the consumers that wait for another parcel: there is none.
      queue.shutdown();
      return true;
    });
    return carried;
  }

  private static boolean carry(
      Queue<Integer> queue, String name, Duration way, Map<String, Integer> carried) {
    try {
      while (true) {
        int parcel = queue.get();
        Tasks.sleep(way.multipliedBy(1 + parcel % 3));
        carried.merge(name, 1, Integer::sum);
        queue.taskDone();
      }
    } catch (QueueShutDown _) {
      return true;
    }
  }
}
