package dev.spinneret.engine.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class GeneratorTest {
  private static Generator<Integer, Integer> sums() {
    return Generator.of(self -> {
      int sum = 0;
      for (var next = self.emit(sum); next != null; next = self.emit(sum)) {
        Tasks.yieldNow();
        sum += next;
      }
    });
  }

  @Test
  void whatIsSentComesBackAsWhatIsYielded() {
    EventLoop.run(() -> {
      try (var sums = sums()) {
        assertEquals(0, sums.next());
        assertEquals(3, sums.send(3));
        assertEquals(8, sums.send(5));
        assertFalse(sums.isDone());
        assertThrows(NoSuchElementException.class, sums::next);
        assertTrue(sums.isDone());
        assertThrows(NoSuchElementException.class, () -> sums.send(1));
      }
      return null;
    });
  }

  @Test
  void nothingCanBeSentBeforeTheFirstYield() {
    EventLoop.run(() -> {
      try (var sums = sums()) {
        assertThrows(IllegalStateException.class, () -> sums.send(1));
        assertThrows(IllegalStateException.class, () -> sums.raise(new IllegalArgumentException()));
        assertEquals(0, sums.next());
      }
      return null;
    });
  }

  @Test
  void theBodyRunsOnlyWhileItIsAskedFor() {
    EventLoop.run(() -> {
      var order = new ArrayList<String>();
      try (var generator =
          Generator.<String, String>of(self -> {
            order.add("begun");
            assertNull(self.emit("first"));
            order.add("asked again");
            assertEquals("news", self.emit("second"));
            order.add("sent news");
          })) {
        Tasks.yieldNow();
        assertEquals(List.of(), order);
        order.add(generator.next());
        Tasks.yieldNow();
        order.add(generator.next());
        assertThrows(NoSuchElementException.class, () -> generator.send("news"));
      }
      assertEquals(List.of("begun", "first", "asked again", "second", "sent news"), order);
      return null;
    });
  }

  @Test
  void aFailureOfEitherSideReachesTheOther() {
    EventLoop.run(() -> {
      try (var generator =
          Generator.<String, String>of(self -> {
            try {
              self.emit("waiting");
            } catch (IllegalArgumentException e) {
              self.emit("caught " + e.getMessage());
            }
            throw new IOException("the body fails");
          })) {
        generator.next();
        assertEquals("caught it", generator.raise(new IllegalArgumentException("it")));
        var failure = assertThrows(Exception.class, generator::next);
        assertTrue(failure.getMessage().contains("the body fails"), failure.getMessage());
      }
      return null;
    });
  }

  @Test
  void aForLoopTakesWhatIsYieldedUntilTheEnd() {
    EventLoop.run(() -> {
      var seen = new ArrayList<Integer>();
      try (var numbers =
          Generator.<Void, Integer>of(self -> {
            for (int i = 0; i < 3; i++) {
              self.emit(i);
            }
          })) {
        for (int number : numbers) {
          seen.add(number);
        }
        assertFalse(numbers.iterator().hasNext());
      }
      assertEquals(List.of(0, 1, 2), seen);
      return null;
    });
  }

  @Test
  void closingRunsTheCleanUpOfTheBody() {
    EventLoop.run(() -> {
      var order = new ArrayList<String>();
      try (var generator =
          Generator.<Void, Integer>of(self -> {
            try {
              self.emit(1);
            } finally {
              Tasks.yieldNow();
              order.add("cleaned up");
            }
          })) {
        generator.next();
      }
      assertEquals(List.of("cleaned up"), order);
      try (var _ = sums()) {
        order.add("never begun");
      }
      return null;
    });
  }

  @Test
  void aCallerThatIsCancelledLeavesTheBodyToBeClosed() {
    EventLoop.run(() -> {
      var order = new ArrayList<String>();
      var generator =
          Generator.<Void, Integer>of(self -> {
            try {
              EventLoop.current().createFuture().await();
            } finally {
              order.add("cleaned up");
            }
          });
      var caller = EventLoop.current().createTask(generator::next);
      Tasks.yieldNow();
      Tasks.yieldNow();
      caller.cancel();
      assertThrows(Cancelled.class, caller::await);
      assertEquals(List.of(), order);
      generator.close();
      assertEquals(List.of("cleaned up"), order);
      return null;
    });
  }
}
