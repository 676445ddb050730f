package dev.spinneret.engine.crawl.postgresql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
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
    return DriverManager.getConnection(address.jdbcUrl(), address.properties());
  }

  /// Ends all connections but this one, as a restart of the server does.
  static void endSessions(Connection own) throws SQLException {
    Sql.execute(
        own,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND"
            + " backend_type = 'client backend'");
  }
}
