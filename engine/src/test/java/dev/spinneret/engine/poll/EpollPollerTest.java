package dev.spinneret.engine.poll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EpollPollerTest {
  private static final long MICRO = 1_000;
  private static final int NON_BLOCKING = 0x800;

  @BeforeEach
  void onLinuxOnly() {
    assumeTrue(EpollPoller.isAvailable(), "epoll does not work here");
  }

  /// An event descriptor that is ready to be read.
  private static int readyDescriptor(Libc libc) {
    return libc.call(Libc.find("eventfd"), 1, NON_BLOCKING, 0);
  }

  private static void close(Libc libc, int descriptor) {
    libc.call(Libc.find("close"), descriptor, 0, 0);
  }

  private record Recorder(ArrayList<Integer> events) implements EpollPoller.Ready {
    @Override
    public void onReady(int bits) {
      events.add(bits);
    }

    @Override
    public void onPollerClose() {
      events.add(0);
    }
  }

  private static Recorder recorder() {
    return new Recorder(new ArrayList<>());
  }

  @Test
  void aWaitIsExactToLessThanAMillisecond() {
    try (var poller = EpollPoller.open()) {
      long best = Long.MAX_VALUE;
      for (int i = 0; i < 50; i++) {
        long start = System.nanoTime();
        poller.poll(200 * MICRO);
        long waited = System.nanoTime() - start;
        assertTrue(waited >= 200 * MICRO, "waited " + waited);
        best = Math.min(best, waited);
      }
      assertTrue(best < 1000 * MICRO, "waited " + best);
    }
  }

  @Test
  void aWakeupFromAnotherThreadEndsTheWaitAndOneBeforehandTheNext() throws InterruptedException {
    try (var poller = EpollPoller.open()) {
      poller.wakeup();
      poller.poll(Long.MAX_VALUE);
      var ready = new CountDownLatch(1);
      var waker =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  ready.await();
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
                poller.wakeup();
              });
      ready.countDown();
      poller.poll(Long.MAX_VALUE);
      waker.join();
    }
  }

  @Test
  void aWakeupAfterTheCloseDoesNothing() {
    var poller = EpollPoller.open();
    poller.close();
    var libc = new Libc();
    int reused = libc.call(Libc.find("eventfd"), 0, NON_BLOCKING, 0);
    poller.wakeup();
    poller.wakeup();
    var eight = Arena.ofAuto().allocate(8);
    assertEquals(-1, libc.call(Libc.find("read"), reused, eight.address(), 8));
    close(libc, reused);
  }

  @Test
  void anEventOfAnEarlierOwnerOfTheSlotFindsNobody() throws IOException {
    try (var poller = EpollPoller.open()) {
      var libc = new Libc();
      int first = readyDescriptor(libc);
      var stale = recorder();
      var registration = poller.register(first, stale);
      // Forgotten and not closed: its events go on, as after a fork.
      poller.deregister(registration);
      int second = readyDescriptor(libc);
      var current = recorder();
      poller.register(second, current);
      poller.poll(0);
      assertEquals(0, stale.events().size());
      assertEquals(1, current.events().size());
      assertTrue((current.events().getFirst() & EpollPoller.IN) != 0);
      close(libc, first);
      close(libc, second);
    }
  }

  @Test
  void thousandsOfDescriptorsAreToldOnceEachAndAtTheCloseToo() throws IOException {
    var recorders = new ArrayList<Recorder>();
    var descriptors = new ArrayList<Integer>();
    var libc = new Libc();
    try (var poller = EpollPoller.open()) {
      for (int i = 0; i < 3000; i++) {
        descriptors.add(readyDescriptor(libc));
        recorders.add(recorder());
        poller.register(descriptors.get(i), recorders.get(i));
      }
      // Enough, however few events one poll takes.
      for (int i = 0; i < recorders.size(); i++) {
        poller.poll(0);
      }
      assertTrue(recorders.stream().allMatch(recorder -> recorder.events().size() == 1));
    }
    assertTrue(recorders.stream().allMatch(recorder -> recorder.events().getLast() == 0));
    descriptors.forEach(descriptor -> close(libc, descriptor));
  }

  @Test
  void aFunctionThatIsNotThereIsNull() {
    assertEquals(MemorySegment.NULL, Libc.find("no_such_function"));
    assertEquals("Connection refused", new Libc().message(111));
  }

  @Test
  void everyKindOfPollerOpens() {
    for (var kind : PollerKind.values()) {
      kind.get().close();
    }
    try (var automatic = PollerKind.AUTO.get()) {
      assertEquals(EpollPoller.class, automatic.getClass());
    }
  }
}
