package dev.spinneret.engine.crawl.postgresql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// A PostgreSQL server for tests, started once.
final class PostgresServer {
  private static EmbeddedPostgres server;

  private PostgresServer() {}

  /// A shared crawl that does not exist yet.
  static synchronized PostgresAddress address(String crawl) throws IOException {
    boolean canRun =
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64");
    assumeTrue(canRun, "the server for tests runs on Linux on x86-64 only");
    if (server == null) {
      server =
          EmbeddedPostgres.builder()
              .setPGStartupWait(Duration.ofMinutes(1))
              .setServerConfig("fsync", "off") // a test outlives no power failure
              .start();
    }
    return PostgresAddress.parse(
        "postgresql://postgres@localhost:%d/postgres?crawl=%s".formatted(server.getPort(), crawl),
        Map.of());
  }

  /// A connection of the test's own.
  static Connection connect(PostgresAddress address) throws SQLException {
    var properties = address.properties();
    properties.setProperty("currentSchema", address.schema());
    return DriverManager.getConnection(address.jdbcUrl(), properties);
  }

  /// The same crawl through a port that at first closes every connection, as a server that is
  /// restarting does.
  ///
  /// @param closedCount how many connections are closed
  static PostgresAddress restarting(PostgresAddress address, int closedCount) throws IOException {
    var port = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(() -> relay(port, closedCount));
    return PostgresAddress.parse(
        "postgresql://postgres@localhost:%d/postgres?crawl=%s"
            .formatted(port.getLocalPort(), address.crawl()),
        Map.of());
  }

  private static void relay(ServerSocket port, int closedCount) {
    try (port) {
      for (int i = 0; i < closedCount; i++) {
        port.accept().close();
      }
      var client = port.accept();
      var behind = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
      Thread.startVirtualThread(() -> copy(client, behind));
      copy(behind, client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One of the two has closed its end, and so ends the other.
    }
  }

  /// Ends all connections but this one, as a restart of the server does.
  static void endSessions(Connection own) throws SQLException {
    Sql.execute(
        own,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND"
            + " backend_type = 'client backend'");
  }
}
