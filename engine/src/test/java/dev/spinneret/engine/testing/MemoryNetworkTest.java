package dev.spinneret.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.io.Connection;
import dev.spinneret.engine.io.ServerOptions;
import dev.spinneret.engine.io.stream.StreamHandler;
import dev.spinneret.engine.io.stream.StreamReader;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MemoryNetworkTest {
  private static final InetSocketAddress SERVER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);
  private static final long MILLI = 1_000_000;
  private static final NetworkConditions ROUGH =
      NetworkConditions.CALM
          .withDelays(Duration.ofMillis(1), Duration.ofMillis(50))
          .withMishaps(0.1, 0.02, 0.02)
          .withSizes(1000, 100);

  private static void echo(MemoryNetwork network) throws IOException {
    serve(
        network,
        (reader, writer) -> {
          for (byte[] data = reader.read(512); data.length > 0; data = reader.read(512)) {
            writer.write(data);
            writer.drain();
          }
        });
  }

  private static void serve(MemoryNetwork network, StreamHandler handler) throws IOException {
    var _ =
        Streams.startServer(
            network, handler, SERVER, ServerOptions.DEFAULT, StreamReader.DEFAULT_LIMIT_BYTES);
  }

  private static Connection connect(MemoryNetwork network, Duration patience) throws IOException {
    return network.connect(SERVER, null, network.loop().timeNanos() + patience.toNanos());
  }

  @Test
  void aRoundTripTakesTwiceTheDelay() {
    MemoryNetwork.simulate(
        1,
        NetworkConditions.CALM,
        network -> {
          echo(network);
          try (var client = connect(network, Duration.ofSeconds(1))) {
            assertEquals(2 * MILLI, network.loop().timeNanos());
            client.write(UTF_8.encode("hello"));
            var buffer = ByteBuffer.allocate(10);
            assertEquals(5, client.read(buffer));
            assertEquals(4 * MILLI, network.loop().timeNanos());
            assertEquals(SERVER, client.remoteAddress());
          }
        });
  }

  @Test
  void bytesKeepTheirOrderHoweverTheyAreCutAndDelayed() {
    var conditions =
        NetworkConditions.CALM
            .withDelays(Duration.ZERO, Duration.ofMillis(100))
            .withSizes(5000, 37);
    byte[] sent = new byte[100_000];
    new Random(2).nextBytes(sent);
    MemoryNetwork.simulate(
        2,
        conditions,
        network -> {
          echo(network);
          try (var client = Streams.openConnection(network, SERVER)) {
            client.writer().write(sent);
            client.writer().writeEof();
            assertArrayEquals(sent, client.reader().readAll());
          }
        });
  }

  @Test
  void nobodyListeningIsARefusal() {
    MemoryNetwork.simulate(
        3,
        NetworkConditions.CALM,
        network -> {
          assertThrows(ConnectException.class, () -> connect(network, Duration.ofSeconds(1)));
          assertEquals(0, network.openCount());
        });
  }

  @Test
  void aLostConnectEndsAtItsDeadlineExactly() {
    MemoryNetwork.simulate(
        4,
        NetworkConditions.CALM.withMishaps(0, 1, 0),
        network -> {
          echo(network);
          assertThrows(SocketTimeoutException.class, () -> connect(network, Duration.ofMinutes(3)));
          assertEquals(Duration.ofMinutes(3).toNanos(), network.loop().timeNanos());
          assertEquals(1, network.openCount());
        });
  }

  @Test
  void aMishapResetsBothEnds() {
    MemoryNetwork.simulate(
        5,
        NetworkConditions.CALM.withMishaps(0, 0, 1),
        network -> {
          var ends = new ArrayList<Object>();
          serve(
              network,
              (reader, _) -> {
                try {
                  ends.add(reader.readAll());
                } catch (IOException e) {
                  ends.add(e.getMessage());
                }
              });
          try (var client = connect(network, Duration.ofSeconds(1))) {
            assertThrows(IOException.class, () -> client.write(UTF_8.encode("x")));
            Tasks.sleep(Duration.ofMillis(10));
            assertEquals(List.of("Connection reset"), ends);
          }
        });
  }

  @Test
  void aWriterWaitsForTheWindow() {
    MemoryNetwork.simulate(
        6,
        NetworkConditions.CALM.withSizes(1000, 1000),
        network -> {
          var accepted = new ArrayList<StreamReader>();
          serve(
              network,
              (reader, _) -> {
                accepted.add(reader);
                Tasks.sleep(Duration.ofDays(1));
              });
          try (var client = connect(network, Duration.ofSeconds(1))) {
            long deadline = network.loop().timeNanos() + 1000 * MILLI;
            assertThrows(
                SocketTimeoutException.class,
                () -> client.write(ByteBuffer.allocate(10_000_000), deadline));
            assertEquals(1, accepted.size());
          }
        });
  }

  @Test
  void anAddressIsTakenOnce() {
    MemoryNetwork.simulate(
        7,
        NetworkConditions.CALM,
        network -> {
          var first = network.listen(SERVER, 1, false);
          assertThrows(BindException.class, () -> network.listen(SERVER, 1, false));
          first.close();
          network.listen(SERVER, 1, false).close();
          var any = network.listen(new InetSocketAddress(SERVER.getAddress(), 0), 1, false);
          assertNotEquals(0, any.address().getPort());
          any.close();
          assertEquals(0, network.openCount());
        });
  }

  /// Clients on a network on which everything goes wrong: each gets its own bytes or an exception,
  /// nobody hangs, nothing stays open.
  private static String roughRun(long seed) {
    var outcome = new StringBuilder();
    MemoryNetwork.simulate(
        seed,
        ROUGH,
        network -> {
          echo(network);
          TaskGroup.run(group -> {
            for (int i = 0; i < 10; i++) {
              int number = i;
              group.createTask(
                  "client " + i,
                  () -> {
                    outcome
                        .append(number)
                        .append(' ')
                        .append(exchange(network, number))
                        .append('\n');
                    return number;
                  });
            }
            return null;
          });
          outcome.append(network.loop().timeNanos()).append('\n').append(network.trace());
        });
    return outcome.toString();
  }

  private static String exchange(MemoryNetwork network, int number) {
    byte[] sent = ("client " + number + " ").repeat(100).getBytes(UTF_8);
    try (var client = connect(network, Duration.ofSeconds(10))) {
      long deadline = network.loop().timeNanos() + Duration.ofSeconds(10).toNanos();
      client.write(ByteBuffer.wrap(sent), deadline);
      client.shutdownOutput();
      var back = ByteBuffer.allocate(sent.length + 1);
      for (int count = 0; count >= 0; ) {
        count = client.read(back, deadline);
      }
      assertArrayEquals(sent, Arrays.copyOf(back.array(), back.position()));
      return "echoed";
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void aRunIsAPureFunctionOfItsSeed() {
    var seen = new ArrayList<String>();
    for (long seed = 0; seed < 50; seed++) {
      seen.add(roughRun(seed));
    }
    for (int seed = 0; seed < 50; seed += 10) {
      assertEquals(seen.get(seed), roughRun(seed));
    }
    assertEquals(50, seen.stream().distinct().count());
    var everything = String.join("", seen);
    for (var outcome : List.of("echoed", "refused", "reset", "deadline")) {
      assertTrue(everything.contains(outcome), outcome);
    }
  }

  @Test
  void aFailureSaysTheSeedAndWhatHappenedOnTheNetwork() {
    var failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                MemoryNetwork.simulate(
                    99,
                    NetworkConditions.CALM,
                    network -> {
                      echo(network);
                      connect(network, Duration.ofSeconds(1)).close();
                      throw new IllegalStateException("on purpose");
                    }));
    var notes = failure.getSuppressed()[0].getMessage() + failure.getSuppressed()[1].getMessage();
    assertTrue(notes.contains("seed 99"), notes);
    assertTrue(notes.contains("connect"), notes);
  }

  @Test
  void conditionsThatCannotBeAreRefused() {
    var calm = NetworkConditions.CALM;
    assertThrows(
        IllegalArgumentException.class,
        () -> calm.withDelays(Duration.ofMillis(2), Duration.ofMillis(1)));
    assertThrows(IllegalArgumentException.class, () -> calm.withMishaps(0, 1.1, 0));
    assertThrows(IllegalArgumentException.class, () -> calm.withMishaps(Double.NaN, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> calm.withSizes(0, 1));
  }
}
