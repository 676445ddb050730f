package dev.spinneret.engine.testing;

import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// One direction of a connection in memory: what is sent arrives later, in order, or never.
final class MemoryPipe {
  private final MemoryNetwork network;
  private final ArrayDeque<ByteBuffer> arrived = new ArrayDeque<>();
  private Runnable onArrival = () -> {};
  private Runnable onRoom = () -> {};
  private int heldBytes;
  private long lastArrivalNanos;
  private boolean silent;
  private boolean ended;
  private @Nullable IOException failure;

  MemoryPipe(MemoryNetwork network) {
    this.network = network;
    this.lastArrivalNanos = network.loop().timeNanos();
  }

  /// Sets what is called when there is something to read.
  void setReceiver(Runnable receiver) {
    onArrival = receiver;
  }

  /// Sets what is called when there is room again.
  void setSender(Runnable sender) {
    onRoom = sender;
  }

  /// Makes `effect` happen at the other end after a delay, unless it gets lost.
  void send(Runnable effect) {
    silent |= network.draw(network.conditions().lostShare());
    if (!silent) {
      long atNanos = network.loop().timeNanos() + network.delayNanos();
      lastArrivalNanos = Math.max(lastArrivalNanos, atNanos);
      network.loop().callAt(lastArrivalNanos, effect);
    }
  }

  /// Takes what there is room for.
  ///
  /// @return how many bytes
  int write(ByteBuffer src) {
    int before = src.remaining();
    int room = network.conditions().windowBytes() - heldBytes;
    while (room > 0 && src.hasRemaining()) {
      int size = network.cut(Math.min(room, src.remaining()));
      var segment = ByteBuffer.allocate(size);
      segment.put(src.slice(src.position(), size)).flip();
      src.position(src.position() + size);
      room -= size;
      heldBytes += size;
      send(() -> {
        arrived.add(segment);
        onArrival.run();
      });
    }
    return before - src.remaining();
  }

  boolean hasRoom() {
    return heldBytes < network.conditions().windowBytes();
  }

  /// Sends that no more will come.
  void end() {
    send(() -> {
      ended = true;
      onArrival.run();
    });
  }

  /// Sends a reset: what has arrived and was not read is lost.
  void reset() {
    send(() -> fail(new SocketException("Connection reset")));
  }

  /// Breaks the direction here and now.
  void fail(IOException broken) {
    if (failure == null) {
      failure = broken;
      arrived.clear();
      onArrival.run();
    }
  }

  /// What broke it.
  @Nullable IOException failure() {
    return failure;
  }

  /// Whether the end has arrived and everything before it has been read.
  boolean isAtEnd() {
    return ended && arrived.isEmpty();
  }

  boolean isReadable() {
    return failure != null || ended || !arrived.isEmpty();
  }

  /// Reads what has arrived.
  ///
  /// @return 0 if nothing has; -1 at the end
  int read(ByteBuffer dst) throws IOException {
    if (failure != null) {
      throw failure;
    }
    int count = 0;
    while (dst.hasRemaining() && !arrived.isEmpty()) {
      var segment = arrived.getFirst();
      int size = Math.min(dst.remaining(), segment.remaining());
      dst.put(segment.slice(segment.position(), size));
      segment.position(segment.position() + size);
      count += size;
      if (!segment.hasRemaining()) {
        arrived.removeFirst();
      }
    }
    if (count > 0) {
      boolean wasFull = !hasRoom();
      heldBytes -= count;
      if (wasFull) {
        network.loop().callSoon(onRoom);
      }
    }
    return count == 0 && ended && dst.hasRemaining() ? -1 : count;
  }
}
