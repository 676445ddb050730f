package dev.spinneret.engine.io.datagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a transport does while the system takes nothing: loopback takes everything, so the
/// descriptor is a stand-in.
class DatagramBufferTest {
  private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 9);

  private static final class Reluctant implements DatagramDescriptor {
    final List<Integer> sent = new ArrayList<>();
    boolean full = true;
    boolean open = true;
    @Nullable Runnable writer;

    void drain(int count) {
      full = false;
      int before = sent.size();
      var ready = writer;
      writer = null;
      if (ready != null) {
        limit = before + count;
        ready.run();
      }
    }

    private int limit = Integer.MAX_VALUE;

    @Override
    public @Nullable InetSocketAddress receive(ByteBuffer dst) {
      return null;
    }

    @Override
    public boolean send(ByteBuffer src, @Nullable InetSocketAddress to) {
      if (full || sent.size() >= limit) {
        return false;
      }
      sent.add(src.remaining());
      return true;
    }

    @Override
    public void whenReadable(@Nullable Runnable ready) {}

    @Override
    public void whenWritable(@Nullable Runnable ready) {
      writer = ready;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public InetSocketAddress address() {
      return PEER;
    }

    @Override
    public @Nullable InetSocketAddress peer() {
      return PEER;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  private static final class Events implements DatagramProtocol {
    final List<String> events = new ArrayList<>();

    @Override
    public void pauseWriting() {
      events.add("pause");
    }

    @Override
    public void resumeWriting() {
      events.add("resume");
    }

    @Override
    public void connectionLost(@Nullable Exception failure) {
      events.add("lost");
    }
  }

  @Test
  void theBufferPausesIsBoundedAndIsSentBeforeTheClose() {
    EventLoop.run(() -> {
      var descriptor = new Reluctant();
      var events = new Events();
      var transport =
          new SocketDatagramTransport(
              EventLoop.current(), descriptor, events, ByteBuffer.allocate(1));
      transport.start();
      transport.setWriteBufferLimits(1_000, 500);
      for (int i = 0; i < 50; i++) {
        transport.send(ByteBuffer.allocate(92));
      }
      assertEquals(List.of("pause"), events.events);
      assertEquals(4_000, transport.writeBufferBytes());
      assertEquals(10, transport.droppedCount());
      descriptor.drain(34);
      Tasks.yieldNow();
      assertEquals(List.of("pause"), events.events);
      descriptor.drain(2);
      Tasks.yieldNow();
      assertEquals(List.of("pause", "resume"), events.events);
      transport.close();
      assertEquals(true, descriptor.open);
      descriptor.drain(100);
      Tasks.yieldNow();
      Tasks.yieldNow();
      assertEquals(40, descriptor.sent.size());
      assertEquals(List.of("pause", "resume", "lost"), events.events);
      assertEquals(false, descriptor.open);
      transport.send(ByteBuffer.allocate(1));
      assertEquals(0, transport.writeBufferBytes());
      assertThrows(IllegalArgumentException.class, () -> transport.setWriteBufferLimits(1, 2));
      return null;
    });
  }

  @Test
  void anAbortDropsWhatWaits() {
    EventLoop.run(() -> {
      var descriptor = new Reluctant();
      var events = new Events();
      var transport =
          new SocketDatagramTransport(
              EventLoop.current(), descriptor, events, ByteBuffer.allocate(1));
      transport.start();
      transport.send(ByteBuffer.allocate(10));
      transport.abort();
      Tasks.yieldNow();
      assertEquals(List.of("lost"), events.events);
      assertEquals(List.of(), descriptor.sent);
      return null;
    });
  }
}
