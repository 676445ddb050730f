import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// An https site of a few pages on loopback, reached by the name `localhost`, for the runs that the
/// cache of classes is made from. It runs in the process that packages, so that nothing of a TLS
/// server gets into the cache.
final class TrainingServer implements AutoCloseable {
  private static final String PASSWORD = "training";
  private static final int PAGE_COUNT = 6;
  private static final String ETAG = "ETag: \"1\"\r\n";
  private static final String NOT_MODIFIED = "HTTP/1.1 304 Not Modified\r\n" + ETAG + "\r\n";

  private final SSLServerSocket listener;
  private final Path certificate;

  private TrainingServer(SSLServerSocket listener, Path certificate) {
    this.listener = listener;
    this.certificate = certificate;
  }

  /// Makes keys and certificates, and answers from now on.
  ///
  /// @param directory where to keep them
  static TrainingServer start(Path directory)
      throws IOException, GeneralSecurityException, InterruptedException {
    var store = directory.resolve("training.p12");
    generate(store, "root", "-keyalg", "RSA", "-keysize", "2048", "-ext", "bc:c");
    generate(store, "issuer", "-keyalg", "EC", "-signer", "root", "-ext", "bc:c");
    generate(store, "site", "-keyalg", "EC", "-signer", "issuer", "-ext", "san=dns:localhost");
    var all = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    var keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(
        "site",
        all.getKey("site", PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        all.getCertificateChain("site"));
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    var listener =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var certificate = directory.resolve("training.pem");
    Files.writeString(
        certificate,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(all.getCertificate("root").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    var server = new TrainingServer(listener, certificate);
    Thread.ofPlatform().daemon().start(server::acceptAll);
    return server;
  }

  /// Makes a key pair, and a certificate as on the web: the site's is issued by an intermediate
  /// authority, whose certificate a root has issued.
  private static void generate(Path store, String alias, String... options)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(options));
    var keytool =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool made no key for " + alias);
    }
  }

  String url() {
    return "https://localhost:" + listener.getLocalPort() + "/";
  }

  Path certificate() {
    return certificate;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void acceptAll() {
    try {
      while (true) {
        var socket = listener.accept();
        Thread.ofVirtual().start(() -> answerAll(socket));
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private static void answerAll(Socket socket) {
    try (socket;
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      var out = socket.getOutputStream();
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        var target = line.split(" ", 3)[1];
        boolean known = false;
        for (var field = in.readLine(); !field.isEmpty(); field = in.readLine()) {
          known |= field.startsWith("If-None-Match:");
        }
        out.write((known ? NOT_MODIFIED : reply(target)).getBytes(US_ASCII));
        out.flush();
      }
    } catch (IOException _) {
      // The client has gone.
    }
  }

  private static String reply(String target) {
    if (target.equals("/robots.txt")) {
      return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
    }
    var page = new StringBuilder("<!doctype html><title>").append(target).append("</title>");
    for (int i = 0; i < PAGE_COUNT; i++) {
      page.append("<p><a href=/").append(i).append(".html>page</a>");
    }
    return "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
        + ETAG
        + "Set-Cookie: visit=1; Path=/\r\nContent-Length: "
        + page.length()
        + "\r\n\r\n"
        + page;
  }
}
