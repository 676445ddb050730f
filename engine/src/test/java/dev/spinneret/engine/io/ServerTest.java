package dev.spinneret.engine.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.MemoryNetwork;
import dev.spinneret.engine.testing.NetworkConditions;
import dev.spinneret.engine.testing.Simulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerTest {
  /// A listening socket of a process that has no descriptor left for a while.
  private static final class Exhausted implements ListeningDescriptor {
    private final EventLoop loop;
    private final int failures;
    private final List<Long> acceptsAtNanos = new ArrayList<>();
    private boolean open = true;

    Exhausted(EventLoop loop, int failures) {
      this.loop = loop;
      this.failures = failures;
    }

    @Override
    public @Nullable StreamDescriptor accept() throws IOException {
      acceptsAtNanos.add(loop.timeNanos());
      if (acceptsAtNanos.size() <= failures) {
        throw new IOException("Too many open files");
      }
      return null;
    }

    @Override
    public void whenReadable(@Nullable Runnable ready) {
      if (ready != null && acceptsAtNanos.size() <= failures) {
        ready.run();
      }
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public InetSocketAddress localAddress() {
      return Loopback.ANY_PORT;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  @Test
  void aServerWithoutDescriptorsSaysSoAndTriesAgainASecondLater() {
    try (var simulation = Simulation.inOrder()) {
      simulation.run(() -> {
        var loop = simulation.loop();
        var reports = new ArrayList<String>();
        loop.setExceptionHandler((_, failure) -> reports.add(failure.getCause().getMessage()));
        var descriptor = new Exhausted(loop, 2);
        var server =
            new Server(
                new MemoryNetwork(loop, 1, NetworkConditions.CALM),
                descriptor,
                () -> new Protocol() {},
                10);
        Tasks.sleep(Duration.ofMinutes(1));
        assertEquals(List.of("Too many open files", "Too many open files"), reports);
        assertEquals(List.of(0L, 1_000_000_000L, 2_000_000_000L), descriptor.acceptsAtNanos);
        assertTrue(server.isServing());
        var serving =
            loop.createTask(() -> {
              server.serveForever();
              return true;
            });
        Tasks.yieldNow();
        serving.cancel();
        Tasks.yieldNow();
        Tasks.yieldNow();
        assertTrue(serving.isCancelled());
        assertFalse(server.isServing());
        return null;
      });
    }
  }
}
