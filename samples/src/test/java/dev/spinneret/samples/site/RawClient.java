package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A blocking client that sends exact bytes and reads exact bytes.
final class RawClient implements AutoCloseable {
  private final Socket socket = new Socket();

  RawClient(InetSocketAddress address) throws IOException {
    socket.connect(address, 10_000);
    socket.setSoTimeout(10_000);
  }

  RawClient send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return this;
  }

  RawClient end() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /// One answer with its body, whose length its head says.
  String answer() throws IOException {
    var bytes = new ByteArrayOutputStream();
    while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
      bytes.write(readByte());
    }
    var head = bytes.toString(ISO_8859_1);
    int at = head.indexOf("Content-Length: ") + 16;
    int length = Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
    bytes.write(socket.getInputStream().readNBytes(length));
    return bytes.toString(ISO_8859_1);
  }

  /// All that comes until the server closes.
  String rest() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  static String get(InetSocketAddress address, String target) throws IOException {
    try (var client = new RawClient(address)) {
      return client.send("GET " + target + " HTTP/1.0\r\n\r\n").rest();
    }
  }

  private int readByte() throws IOException {
    int value = socket.getInputStream().read();
    if (value < 0) {
      throw new IOException("the server closed");
    }
    return value;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
