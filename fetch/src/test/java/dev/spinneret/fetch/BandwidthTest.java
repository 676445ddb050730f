package dev.spinneret.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.io.ServerOptions;
import dev.spinneret.engine.io.stream.StreamReader;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.MemoryNetwork;
import dev.spinneret.engine.testing.NetworkConditions;
import dev.spinneret.fetch.options.Bandwidth;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A limit on what is received per second, in virtual time.
class BandwidthTest {
  private static final int BODY_BYTES = 100_000;
  private static final InetSocketAddress SERVER =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 80);

  /// Serves bodies; `/late` begins after 25 s.
  private static void serve(MemoryNetwork network) throws IOException {
    var _ =
        Streams.startServer(
            network,
            (reader, writer) -> {
              var head = new String(reader.readUntil("\r\n\r\n".getBytes(US_ASCII)), US_ASCII);
              if (head.startsWith("GET /late")) {
                Tasks.sleep(Duration.ofSeconds(25));
              }
              var fields = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: ";
              writer.write((fields + BODY_BYTES + "\r\n\r\n").getBytes(US_ASCII));
              writer.write(new byte[BODY_BYTES]);
              writer.drain();
            },
            SERVER,
            ServerOptions.DEFAULT,
            StreamReader.DEFAULT_LIMIT_BYTES);
  }

  private static FetchRequest request(String path) {
    var url = Objects.requireNonNull(WebUrl.parse("http://127.0.0.1" + path, null));
    return new FetchRequest(url, true);
  }

  private static void simulate(FetchOptions options, String... paths) {
    MemoryNetwork.simulate(
        1,
        NetworkConditions.CALM,
        network -> {
          serve(network);
          try (var fetcher = Fetchers.loop(network.loop(), network, options)) {
            var tasks = new ArrayList<Task<FetchResult>>();
            for (var path : paths) {
              tasks.add(network.loop().createTask(() -> fetcher.fetch(request(path))));
            }
            for (var task : tasks) {
              var result = task.await();
              assertTrue(result instanceof FetchResult.Fetched, result::toString);
              var reply = ((FetchResult.Fetched) result).reply();
              assertEquals(BODY_BYTES, reply.body().length);
            }
          }
          seconds = network.loop().timeNanos() / 1e9;
        });
  }

  private static double seconds;

  @Test
  void fetchesTogetherStayWithinTheBandwidthAndUseItUp() {
    var bandwidth = new Bandwidth(50_000);
    simulate(
        FetchOptions.DEFAULT.withNetwork(n -> n.withBandwidth(bandwidth)),
        "/1",
        "/2",
        "/3",
        "/4",
        "/5");
    double least = bandwidth.receivedBytes() / 50_000.0;
    assertTrue(bandwidth.receivedBytes() >= 5L * BODY_BYTES);
    // The last chunks, of 5,000 bytes, are not waited for; a tenth of a second is credit.
    assertTrue(seconds >= least - 0.7, seconds + " s");
    assertTrue(seconds <= least + 0.5, seconds + " s");
  }

  @Test
  void withoutALimitNothingWaits() {
    simulate(FetchOptions.DEFAULT, "/1", "/2", "/3", "/4", "/5");
    assertTrue(seconds < 2, seconds + " s");
  }

  @Test
  void waitingForBandwidthIsNotHeldAgainstTheServer() {
    var options =
        FetchOptions.DEFAULT
            .withNetwork(n -> n.withBandwidth(new Bandwidth(1_000)))
            .withTimeouts(t ->
                t.withTotal(Duration.ofSeconds(5))
                    .withFirstByte(Duration.ofSeconds(2))
                    .withMinRate(10_000, Duration.ofSeconds(1)));
    simulate(options, "/1", "/2");
    assertTrue(seconds > 190, "200 KB at 1 KB/s took " + seconds + " s");
  }

  @Test
  void aServerThatSendsNothingHoldsNobodyUp() {
    var bandwidth = new Bandwidth(50_000);
    var options =
        FetchOptions.DEFAULT
            .withNetwork(n -> n.withBandwidth(bandwidth))
            .withTimeouts(t -> t.withFirstByte(Duration.ofSeconds(60)));
    simulate(
        options.withTimeouts(t -> t.withTotal(Duration.ofSeconds(60))), "/late", "/1", "/2", "/3");
    assertTrue(seconds < 28, "the others do not wait for the late one: " + seconds + " s");
  }

  @Test
  void noBandwidthIsNotAllowed() {
    var error = assertThrows(IllegalArgumentException.class, () -> new Bandwidth(0));
    assertEquals("bandwidth is 0; above 0 is allowed", error.getMessage());
  }
}
