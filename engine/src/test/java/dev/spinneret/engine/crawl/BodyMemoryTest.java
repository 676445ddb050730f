package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BodyMemoryTest {
  private static final long MAX = 1 << 20;

  private final BodyMemory memory = new BodyMemory(MAX);

  /// That of a host of its own.
  private BodyMemory.Share share() {
    return memory.share(new BodyMemory.Account());
  }

  @Test
  void theBodiesOfOneHostTakeHalf() throws InterruptedException {
    var slow = new BodyMemory.Account();
    var first = memory.share(slow);
    var second = memory.share(slow);
    first.take(MAX / 4);
    second.take(MAX / 4 + 1);
    assertTrue(first.mustWait());
    first.await();
    assertFalse(first.mustWait(), "one of the host goes on");
    assertTrue(second.mustWait());
    var other = share();
    other.take(MAX / 8);
    assertFalse(other.mustWait(), "the others have the other half");
    assertFalse(memory.isTight());
    first.close();
    assertFalse(second.mustWait());
  }

  @Test
  void ofALotOfMemoryAHostGetsNoMoreThanItCanUse() {
    var plenty = new BodyMemory(Long.MAX_VALUE);
    var host = new BodyMemory.Account();
    var first = plenty.share(host);
    first.take(BodyMemory.MAX_HOST_BYTES);
    assertFalse(first.mustWait());
    first.take(1);
    assertTrue(first.mustWait());
  }

  @Test
  void whoGoesOnOfAllDoesNotWaitForTheOneOfItsHost() throws InterruptedException {
    var host = new BodyMemory.Account();
    var ofHost = memory.share(host);
    ofHost.take(MAX / 4 * 3);
    ofHost.await();
    var ofAll = memory.share(host);
    ofAll.take(MAX / 2);
    ofAll.await();
    assertFalse(ofAll.mustWait());
    assertTrue(ofHost.mustWait(), "there is one of all");
    ofAll.close();
    assertFalse(ofHost.mustWait());
  }

  @Test
  void oneBodyBeyondTheLimitGoesOnAndTheOthersWait() throws InterruptedException {
    var first = share();
    var second = share();
    first.take(MAX);
    second.take(MAX);
    assertTrue(first.mustWait());
    first.await();
    assertFalse(first.mustWait(), "it borrows");
    first.take(10 * MAX);
    assertFalse(first.mustWait());
    assertTrue(second.mustWait());
    first.close();
    second.await();
    assertFalse(second.mustWait());
  }

  @Test
  void smallBodiesNeverWait() {
    share().take(2 * MAX);
    var small = share();
    small.take(8 * 1024);
    assertFalse(small.mustWait());
  }

  @Test
  void whoWaitsGoesOnWhenMemoryIsGivenBack() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var holder = share();
      holder.take(2 * MAX);
      holder.await(); // borrows
      var waiter = share();
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
      var holder = share();
      holder.take(2 * MAX);
      holder.await();
      var waiting =
          loop.createTask(() -> {
            share().awaitRoomFor(MAX);
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
    var share = share();
    assertFalse(memory.isTight());
    share.take(MAX / 8 * 7);
    assertTrue(memory.isTight());
    share.close();
    assertFalse(memory.isTight());
  }
}
