package dev.spinneret.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Answers every request with the same bytes, then goes on or drops the TCP connection.
final class TlsServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final SSLContext context = SSLContext.getInstance("TLS");
  private final String protocol;
  private final String reply;
  private final boolean goesOn;
  volatile boolean wantsClients;

  TlsServer(X509Bundle bundle, X509Bundle authority, String protocol, String reply, boolean goesOn)
      throws Exception {
    this.protocol = protocol;
    this.reply = reply;
    this.goesOn = goesOn;
    context.init(
        bundle.toKeyManagerFactory().getKeyManagers(),
        authority.toTrustManagerFactory().getTrustManagers(),
        null);
    Thread.ofPlatform().daemon().start(this::accept);
  }

  String url() {
    return "https://127.0.0.1:" + listener.getLocalPort() + "/";
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() {
    try {
      while (true) {
        var socket = listener.accept();
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      }
    } catch (IOException _) {
      // Closed: the test is over.
    }
  }

  private void serve(Socket plain) {
    try (plain;
        var socket =
            (SSLSocket) context.getSocketFactory().createSocket(plain, "client", 0, false)) {
      socket.setUseClientMode(false);
      socket.setNeedClientAuth(wantsClients);
      socket.setEnabledProtocols(new String[] {protocol});
      var in = socket.getInputStream();
      var lineLength = 0;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n' && lineLength == 0) {
          socket.getOutputStream().write(reply.getBytes(US_ASCII));
          if (!goesOn) {
            plain.shutdownOutput();
            var _ = plain.getInputStream().readAllBytes();
            return;
          }
        }
        lineLength = b == '\n' ? 0 : b == '\r' ? lineLength : lineLength + 1;
      }
    } catch (IOException _) {
      // A client that refuses the certificate ends the connection.
    }
  }
}
