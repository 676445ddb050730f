package dev.spinneret.engine.testing;

import dev.spinneret.engine.io.ListeningDescriptor;
import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A network in memory, with delays, losses and resets drawn from a seed: everything that runs over
/// [Sockets] runs over it too, connections, transports and streams.
///
/// Time is the loop's. In a [Simulation] a run is a pure function of its seed and the network's.
/// Any address can be listened at. Like every [Sockets] it belongs to one loop.
public final class MemoryNetwork extends Sockets {
  private static final int KEPT_EVENTS = 200;
  private static final int FIRST_FREE_PORT = 49_152;

  private final NetworkConditions conditions;
  private final Random random;
  private final Map<InetSocketAddress, MemoryListener> listeners = new HashMap<>();
  private final ArrayDeque<String> lastEvents = new ArrayDeque<>();
  private int nextPort = FIRST_FREE_PORT;
  private int openCount;

  /// Creates a network nobody listens on.
  ///
  /// @param loop whose tasks use it and whose clock its delays are on
  /// @param seed decides delays, cuts and mishaps
  /// @param conditions how much of each
  public MemoryNetwork(EventLoop loop, long seed, NetworkConditions conditions) {
    super(loop);
    this.conditions = conditions;
    this.random = new Random(seed);
  }

  /// What a simulation over a network does.
  @FunctionalInterface
  public interface Body {
    /// Runs as the main task.
    ///
    /// @param network the network
    /// @throws Exception fails the simulation
    void run(MemoryNetwork network) throws Exception;
  }

  /// Runs `body` as a task of a [Simulation] with a network. A failure says the seed, the last
  /// steps and the last events on the network.
  ///
  /// @param seed decides the order of ready tasks, and everything about the network
  /// @param conditions of the network
  /// @param body the main task
  public static void simulate(long seed, NetworkConditions conditions, Body body) {
    try (var simulation = Simulation.seeded(seed)) {
      var network = new MemoryNetwork(simulation.loop(), seed, conditions);
      try {
        simulation.run(() -> {
          body.run(network);
          return seed;
        });
      } catch (Throwable t) {
        t.addSuppressed(new SimulationNote("the network's last events:\n" + network.trace()));
        throw t;
      }
    }
  }

  /// The last events, one a line: instant in nanoseconds, and what happened.
  ///
  /// @return empty when nothing has
  public String trace() {
    return String.join("\n", lastEvents);
  }

  /// How many descriptors are open.
  ///
  /// @return 0 when every end and every listener is closed
  public int openCount() {
    return openCount;
  }

  @Override
  protected StreamDescriptor startConnect(SocketAddress to, @Nullable SocketAddress from) {
    var remote = internet(to);
    var local = from == null ? null : internet(from);
    var own = local == null || local.getPort() == 0 ? freeAddress(local) : local;
    var there = new MemoryPipe(this);
    var back = new MemoryPipe(this);
    var client = new MemoryStream(this, own, remote, back, there, false);
    note(own, remote, "connect");
    there.send(() -> arrive(client, there, back));
    return client;
  }

  @Override
  protected ListeningDescriptor startListen(SocketAddress where, int backlog, boolean reusePort)
      throws IOException {
    var at = internet(where);
    var address = at.getPort() == 0 ? freeAddress(at) : at;
    if (listeners.containsKey(address)) {
      throw new BindException("Address already in use");
    }
    var listener = new MemoryListener(this, address, backlog);
    listeners.put(address, listener);
    return listener;
  }

  private static InetSocketAddress internet(SocketAddress address) {
    if (address instanceof InetSocketAddress internet) {
      return internet;
    }
    throw new IllegalArgumentException(
        address + ": a network in memory has internet addresses only");
  }

  NetworkConditions conditions() {
    return conditions;
  }

  /// How long the next segment takes.
  long delayNanos() {
    long min = conditions.minDelay().toNanos();
    long max = conditions.maxDelay().toNanos();
    return min == max ? min : random.nextLong(min, max + 1);
  }

  /// Draws whether a mishap of this share happens now.
  boolean draw(double share) {
    return share > 0 && random.nextDouble() < share;
  }

  /// The size of the next segment.
  int cut(int bytes) {
    int most = Math.min(bytes, conditions.maxSegmentBytes());
    return bytes <= conditions.maxSegmentBytes() ? bytes : random.nextInt(1, most + 1);
  }

  void opened() {
    openCount++;
  }

  void closed() {
    openCount--;
  }

  void forget(MemoryListener listener) {
    listeners.remove(listener.localAddress(), listener);
  }

  void note(InetSocketAddress from, InetSocketAddress to, String event) {
    if (lastEvents.size() == KEPT_EVENTS) {
      lastEvents.remove();
    }
    lastEvents.add(loop().timeNanos() + " ns  " + from + " -> " + to + "  " + event);
  }

  /// A connect has reached its address.
  private void arrive(MemoryStream client, MemoryPipe there, MemoryPipe back) {
    var at = client.remoteAddress();
    var from = client.localAddress();
    var listener = listeners.get(at);
    if (listener == null || !listener.hasRoom() || draw(conditions.refusedShare())) {
      note(at, from, "refused");
      back.send(client::refuse);
    } else {
      listener.offer(new MemoryStream(this, at, from, there, back, true));
      back.send(client::accept);
    }
  }

  private InetSocketAddress freeAddress(@Nullable InetSocketAddress at) {
    var host = at == null ? InetAddress.getLoopbackAddress() : at.getAddress();
    return new InetSocketAddress(host, nextPort++);
  }
}
