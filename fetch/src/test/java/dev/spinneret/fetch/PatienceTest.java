package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final long LOOK_NANOS = ConnectionSlots.PATIENCE_NANOS;

  private long nowNanos;
  private boolean stalled;
  private final List<Long> deadlines = new ArrayList<>();

  /// Reads from a server that says nothing.
  private void read(long deadlineAtNanos, boolean stallsAtSecondLook) throws IOException {
    var silent =
        new ByteStream() {
          @Override
          public int read(ByteBuffer dst, long readDeadlineAtNanos) throws IOException {
            deadlines.add(readDeadlineAtNanos);
            nowNanos = readDeadlineAtNanos;
            stalled = stallsAtSecondLook && deadlines.size() == 2;
            throw new SocketTimeoutException();
          }

          @Override
          public void write(ByteBuffer src, long writeDeadlineAtNanos) {}

          @Override
          public @Nullable InetAddress remote() {
            return null;
          }

          @Override
          public void close() {}
        };
    new Patience(() -> nowNanos, deadlineAtNanos, () -> stalled)
        .read(silent, ByteBuffer.allocate(1));
  }

  @Test
  void nowAndThenItIsLookedWhetherTheConnectionIsStalled() {
    var thrown = assertThrows(PeerException.class, () -> read(10 * LOOK_NANOS, true));

    assertTrue(thrown.isStalled());
    assertEquals(List.of(LOOK_NANOS, 2 * LOOK_NANOS), deadlines);
  }

  @Test
  void theDeadlineEndsTheWait() {
    assertThrows(SocketTimeoutException.class, () -> read(LOOK_NANOS + 1, false));

    assertEquals(List.of(LOOK_NANOS, LOOK_NANOS + 1), deadlines);
  }
}
