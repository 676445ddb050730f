package dev.spinneret.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.fetch.tls.ClientTls;
import dev.spinneret.fetch.tls.TlsOptions;
import dev.spinneret.fetch.tls.TlsProvider;
import dev.spinneret.fetch.tls.TlsVersion;
import io.netty.pkitesting.CertificateBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// TLS over a stream that brings as many octets at a time as there is room for.
class TlsByteStreamTest {
  private static final int REPLY_BYTES = 400_000;

  static Stream<Arguments> providersAndBuffers() {
    return Stream.of(TlsProvider.values())
        .flatMap(provider ->
            Stream.of(1, BufferPool.SMALL_BYTES, 16 * 1024, 24_000, BufferPool.LARGE_BYTES)
                .map(bytes -> Arguments.of(provider, bytes)));
  }

  @ParameterizedTest
  @MethodSource("providersAndBuffers")
  void recordsThatEndInALaterReadAreWhole(TlsProvider provider, int bufferBytes) throws Exception {
    var self =
        new CertificateBuilder()
            .subject("CN=localhost")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    var reply = letters();
    var options = new TlsOptions(true, null, null, null, TlsVersion.TLS_1_2).withProvider(provider);
    try (var server = new TlsServer(self, self, "TLSv1.3", reply, false);
        var tls = new ClientTls(options);
        var socket =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
      var plain = new FullReads(socket);
      long deadlineAtNanos = System.nanoTime() + 60_000_000_000L;
      var stream =
          TlsByteStream.handshake(
              plain,
              tls.engine("localhost", socket.getPort(), false),
              ByteBuffer.allocate(BufferPool.LARGE_BYTES),
              new Patience(System::nanoTime, deadlineAtNanos, () -> false));
      stream.write(ByteBuffer.wrap("GET\n\n".getBytes(US_ASCII)), deadlineAtNanos);
      plain.fills = true;
      var received = new StringBuilder();
      var buffer = ByteBuffer.allocate(bufferBytes);
      while (stream.read(buffer.clear(), deadlineAtNanos) >= 0) {
        received.append(US_ASCII.decode(buffer.flip()));
      }
      stream.close();
      assertEquals(reply, received.toString());
    }
  }

  private static String letters() {
    var random = new Random(7);
    var letters = new StringBuilder();
    random.ints(REPLY_BYTES, 'a', 'z').forEach(letter -> letters.append((char) letter));
    return letters.toString();
  }

  /// A socket of which a read, once `fills` is set, waits until it has filled its buffer.
  private static final class FullReads implements ByteStream {
    private final Socket socket;
    boolean fills;

    FullReads(Socket socket) {
      this.socket = socket;
    }

    @Override
    public int read(ByteBuffer dst, long deadlineAtNanos) throws IOException {
      var in = socket.getInputStream();
      var bytes = new byte[dst.remaining()];
      int count = fills ? in.readNBytes(bytes, 0, bytes.length) : in.read(bytes);
      if (count <= 0) {
        return -1;
      }
      dst.put(bytes, 0, count);
      return count;
    }

    @Override
    public void write(ByteBuffer src, long deadlineAtNanos) throws IOException {
      socket.getOutputStream().write(src.array(), src.position(), src.remaining());
      src.position(src.limit());
    }

    @Override
    public InetAddress remote() {
      return socket.getInetAddress();
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException _) {
        // The test is over.
      }
    }
  }
}
