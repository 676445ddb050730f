package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BodyMemoryTest {
  private static final long MAX = 1 << 20;

  private final BodyMemory memory = new BodyMemory(MAX);

  @Test
  void oneBodyBeyondTheLimitGoesOnAndTheOthersWait() throws InterruptedException {
    var first = memory.share();
    var second = memory.share();
    first.take(MAX);
    second.take(MAX);
    assertTrue(first.mustWait());
    first.await();
    assertFalse(first.mustWait(), "it borrows");
    first.take(10 * MAX);
    assertFalse(first.mustWait());
    assertTrue(second.mustWait());
    first.close();
    assertFalse(second.mustWait());
  }

  @Test
  void smallBodiesNeverWait() {
    memory.share().take(2 * MAX);
    var small = memory.share();
    small.take(8 * 1024);
    assertFalse(small.mustWait());
  }

  @Test
  void whoWaitsGoesOnWhenMemoryIsGivenBack() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var holder = memory.share();
      holder.take(2 * MAX);
      holder.await(); // borrows
      var waiter = memory.share();
      var waiting =
          loop.createTask(() -> {
            waiter.awaitRoomFor(MAX / 2);
            return true;
          });
      Tasks.yieldNow();
      Tasks.yieldNow();
      assertFalse(waiting.isDone());
      holder.close();
      assertTrue(waiting.await());
      assertTrue(memory.isTight() || !waiter.mustWait());
      waiter.close();
      return true;
    });
  }

  @Test
  void aTaskThatIsCancelledWaitsNoLonger() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var holder = memory.share();
      holder.take(2 * MAX);
      holder.await();
      var waiting =
          loop.createTask(() -> {
            memory.share().awaitRoomFor(MAX);
            return true;
          });
      Tasks.yieldNow();
      Tasks.yieldNow();
      waiting.cancel();
      assertThrows(Cancelled.class, waiting::await);
      return true;
    });
  }

  @Test
  void nothingBeginsWhileLittleIsLeft() {
    var share = memory.share();
    assertFalse(memory.isTight());
    share.take(MAX / 8 * 7);
    assertTrue(memory.isTight());
    share.close();
    assertFalse(memory.isTight());
  }
}
