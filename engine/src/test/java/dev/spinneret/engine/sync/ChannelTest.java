package dev.spinneret.engine.sync;

import static dev.spinneret.engine.loop.InTask.yields;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelTest {
  private static Task<String> send(Channel<Integer> channel, int item) {
    return EventLoop.current()
        .createTask(() -> {
          channel.send(item);
          return "sent " + item;
        });
  }

  private static Task<Integer> receive(Channel<Integer> channel) {
    return EventLoop.current().createTask(channel::receive);
  }

  @Test
  void withoutABufferEverySenderWaitsForItsReceiver() {
    EventLoop.run(() -> {
      var channel = new Channel<Integer>(0);
      var first = send(channel, 1);
      var second = send(channel, 2);
      yields(3);
      assertFalse(first.isDone());
      assertEquals(1, channel.receive());
      assertEquals("sent 1", first.await());
      assertFalse(second.isDone());
      assertEquals(2, channel.receive());
      assertEquals("sent 2", second.await());
      assertThrows(IllegalArgumentException.class, () -> new Channel<>(-1));
      return null;
    });
  }

  @Test
  void aBufferTakesItemsUntilItIsFull() {
    EventLoop.run(() -> {
      var channel = new Channel<Integer>(2);
      channel.send(1);
      channel.send(2);
      var third = send(channel, 3);
      yields(2);
      assertFalse(third.isDone());
      assertEquals(2, channel.size());
      assertEquals(1, channel.receive());
      assertEquals(2, channel.size());
      third.await();
      assertEquals(2, channel.receive());
      assertEquals(3, channel.receive());
      return null;
    });
  }

  @Test
  void closingLetsWhatWasSentArriveAndEndsTheIteration() {
    EventLoop.run(() -> {
      var channel = new Channel<Integer>(5);
      var producer =
          EventLoop.current()
              .createTask(() -> {
                for (int i = 0; i < 20; i++) {
                  channel.send(i);
                }
                channel.close();
                return null;
              });
      var received = new ArrayList<Integer>();
      for (int item : channel) {
        received.add(item);
      }
      producer.await();
      assertEquals(20, received.size());
      assertEquals(19, received.getLast());
      assertTrue(channel.isClosed());
      assertNull(channel.receive());
      assertThrows(ChannelClosed.class, () -> channel.send(1));
      return null;
    });
  }

  @Test
  void closingWakesAllWhoWait() {
    EventLoop.run(() -> {
      var channel = new Channel<Integer>(0);
      var receivers = List.of(receive(channel), receive(channel));
      yields(1);
      channel.close();
      for (var receiver : receivers) {
        assertNull(receiver.await());
      }
      var full = new Channel<Integer>(0);
      var sender = send(full, 1);
      yields(1);
      full.close();
      assertThrows(ChannelClosed.class, sender::await);
      assertNull(full.receive());
      return null;
    });
  }

  @Test
  void aCancelledSenderTakesItsItemWithIt() {
    EventLoop.run(() -> {
      var channel = new Channel<Integer>(0);
      var gone = send(channel, 1);
      var stays = send(channel, 2);
      yields(1);
      gone.cancel();
      assertEquals(2, channel.receive());
      stays.await();
      assertTrue(gone.isCancelled());
      return null;
    });
  }

  @Test
  void aReceiverCancelledAfterItsItemCameGivesItBack() {
    EventLoop.run(() -> {
      var channel = new Channel<Integer>(0);
      var gone = receive(channel);
      yields(1);
      channel.send(1);
      gone.cancel();
      yields(1);
      assertEquals(1, channel.size());
      var second = send(channel, 2);
      yields(1);
      assertEquals(1, channel.receive());
      assertEquals(2, channel.receive());
      second.await();

      var cancelled = receive(channel);
      var next = receive(channel);
      yields(1);
      channel.send(3);
      cancelled.cancel();
      assertEquals(3, next.await());
      return null;
    });
  }
}
