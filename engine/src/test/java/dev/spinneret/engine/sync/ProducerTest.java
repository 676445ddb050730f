package dev.spinneret.engine.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProducerTest {
  @Test
  void itemsAreMadeAsTheyAreWanted() {
    EventLoop.run(() -> {
      var order = new ArrayList<String>();
      try (var numbers =
          Producer.<Integer>start(out -> {
            for (int i = 0; i < 3; i++) {
              out.send(i);
              order.add("sent " + i);
            }
          })) {
        for (int number : numbers) {
          order.add("got " + number);
          Tasks.yieldNow();
        }
      }
      assertEquals(List.of("sent 0", "got 0", "got 1", "sent 1", "got 2", "sent 2"), order);
      return null;
    });
  }

  @Test
  void leavingEarlyCancelsTheProducerAndWaitsForItsCleanUp() {
    EventLoop.run(() -> {
      var order = new ArrayList<String>();
      try (var endless =
          Producer.<Integer>start(out -> {
            try {
              for (int i = 0; ; i++) {
                out.send(i);
              }
            } finally {
              Tasks.yieldNow();
              order.add("cleaned up");
            }
          })) {
        for (int number : endless) {
          if (number == 5) {
            break;
          }
        }
      }
      assertEquals(List.of("cleaned up"), order);
      return null;
    });
  }

  @Test
  void theFailureOfTheProducerReachesWhoIterates() {
    EventLoop.run(() -> {
      try (var failing =
          Producer.<Integer>start(out -> {
            out.send(1);
            throw new IllegalArgumentException("on purpose");
          })) {
        var items = failing.iterator();
        assertEquals(1, items.next());
        assertThrows(IllegalArgumentException.class, items::hasNext);
      }
      return null;
    });
  }
}
