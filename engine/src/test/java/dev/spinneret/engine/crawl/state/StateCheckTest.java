package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// State files that a stranger has made: nothing in them runs, and nothing odd is believed.
class StateCheckTest {
  private static final Map<String, String> SETTINGS = Map.of("seeds", "a");
  private static final String HOST = "INSERT INTO host(id, name) VALUES (1, 'http://h')";
  private static final String URL =
      "INSERT INTO url(id, fp, host, href, depth, hops, private, role)"
          + " VALUES (0, 1, 1, 'http://h/', 0, 0, 1, 'PAGE')";

  private static final String LAST =
      "INSERT INTO last(id, fp, hops, referrer, href, depth, private, role, verdict, detail)";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void begin() throws SQLException {
    file = folder.resolve("s");
    SqliteState.open(file, SETTINGS, List.of()).close();
    execute(HOST, URL);
  }

  @Test
  void whatIsNoStateKeepsItsMode() throws IOException {
    var text = Files.writeString(folder.resolve("pages.jsonl"), "{}\n".repeat(1_000));
    var inner = Files.createDirectory(folder.resolve("inner"));
    for (var other : List.of(text, inner)) {
      var mode = Files.getPosixFilePermissions(other);
      assertThrows(StateException.class, () -> SqliteState.open(other, SETTINGS, List.of()));
      assertEquals(mode, Files.getPosixFilePermissions(other));
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    SqliteState.open(file, SETTINGS, List.of()).close();
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void ourOwnFileIsOpened() {
    SqliteState.open(file, SETTINGS, List.of()).close();
    assertTrue(StoredUrl.find(file, 1) != null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TRIGGER odd AFTER INSERT ON url BEGIN DELETE FROM output; END",
        "CREATE VIEW odd AS SELECT 1",
        "CREATE TABLE odd(x)",
        "CREATE VIRTUAL TABLE odd USING fts5(x)",
        "CREATE INDEX odd ON url(abs(id))",
        "ALTER TABLE url ADD COLUMN odd GENERATED ALWAYS AS (abs(id))",
        "ALTER TABLE url ADD COLUMN odd CHECK (abs(odd) > 0)",
        "DROP TABLE words; CREATE VIEW words(digest) AS SELECT 1",
        "CREATE INDEX url_open ON url(abs(id))",
        "DROP TABLE template",
      })
  void aSchemaOfItsOwnIsRefused(String hostile) throws SQLException {
    execute(hostile.split("; (?=CREATE)", -1));
    assertRefused("schema has its own|damaged: it has no", true);
  }

  @Test
  void whatRunsIsRefusedInAnOlderVersionToo() throws SQLException {
    execute(
        "PRAGMA user_version = 1", "CREATE TRIGGER odd AFTER INSERT ON url BEGIN SELECT 1; END");
    assertRefused("schema has its own 'odd'", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE url SET href = x'00'",
        "UPDATE url SET href = printf('http://h/%.*c', 2000000, 'a')",
        "UPDATE url SET depth = -1",
        "UPDATE url SET depth = 'deep'",
        "UPDATE url SET depth = 3000000000",
        "UPDATE url SET depth = 1e300",
        "UPDATE url SET hops = -5",
        "UPDATE url SET private = 7",
        "UPDATE url SET role = 'ADMIN'",
        "UPDATE url SET verdict = 'obeyed', detail = ''",
        "UPDATE url SET verdict = 'fetched', detail = x'00'",
        "UPDATE url SET verdict = 'failed', detail = '', cause = 'whim'",
        "UPDATE url SET verdict = 'fetched', detail = '', status = 70000",
        "UPDATE url SET verdict = 'fetched', detail = '', bytes = -1",
        "UPDATE url SET started = 9223372036854775807",
        "UPDATE url SET wait_ns = -1",
        "UPDATE url SET attempts = 1.5",
        "UPDATE url SET host = 99",
        "UPDATE url SET host = NULL",
        "UPDATE url SET fp = 'x'",
        "UPDATE url SET digest = 'x'",
        "UPDATE url SET id = 9223372036854775807",
        "UPDATE url SET id = -1",
        "UPDATE host SET name = x'00'",
        "UPDATE host SET robots = 'text'",
        "UPDATE host SET robots_at = 9223372036854775807",
        "UPDATE host SET ask_at = -9223372036854775808",
        "UPDATE host SET closed = 'whim', closed_detail = ''",
        "UPDATE host SET closed = 'failed', closed_detail = ''",
        "UPDATE host SET closed = 'failed', closed_detail = '', closed_cause = 'whim'",
        "UPDATE host SET closed = 'left_over'",
        "INSERT INTO output VALUES ('a', -1)",
        "INSERT INTO output VALUES ('a', 'all')",
        "INSERT INTO template VALUES ('t', -1)",
        "INSERT INTO scope VALUES (x'00')",
        "INSERT INTO session(line) VALUES (x'00')",
        "INSERT INTO meta VALUES ('odd', NULL)",
        "UPDATE url SET referrer = -3",
        "UPDATE url SET received = -1",
        "UPDATE url SET etag = x'00'",
        "UPDATE url SET modified = x'00'",
        "UPDATE url SET change = 'odd'",
        LAST + " VALUES (1, 1, 0, x'00', 'http://h/', 0, 1, 'PAGE', NULL, NULL)",
        LAST + " VALUES (1, 1, 0, NULL, x'00', 0, 1, 'PAGE', NULL, NULL)",
        LAST + " VALUES (1, 1, 0, NULL, 'http://h/', 0, 1, 'ADMIN', NULL, NULL)",
        LAST + " VALUES (1, 1, 0, NULL, 'http://h/', 0, 1, 'PAGE', 'obeyed', '')",
        LAST + " VALUES (1, 1, 0, NULL, 'http://h/', 0, 1, 'PAGE', 'fetched', NULL)",
      })
  void aRowThatNoCrawlWritesIsRefused(String hostile) throws SQLException {
    execute(hostile);
    assertRefused("damaged: row .* of table \\w+ holds what no crawl writes", false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "file:///etc/passwd",
        "http://other/",
        "http://u:p@h/",
        "http://h:81/"
      })
  void aUrlThatIsNoneOfItsHostIsRefused(String href) {
    var failure = assertThrows(StateException.class, () -> StateCheck.url(file, href, "http://h"));
    assertTrue(String.valueOf(failure.getMessage()).contains("is no URL of http://h"), href);
  }

  @Test
  void anotherUsersFileIsRefused() throws IOException {
    assumeTrue(Files.isWritable(Path.of("/etc/passwd")), "only root gives files away");
    var nobody =
        file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.setOwner(file, nobody);
    assertForeign("s belongs to nobody, another user; --trust-state");

    Files.setOwner(file, Files.getOwner(folder));
    var journal = folder.resolve("s-wal");
    Files.write(
        Files.createFile(
            journal,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))),
        new byte[0]);
    Files.setOwner(journal, nobody);
    assertForeign("s-wal belongs to nobody");
    Files.setOwner(journal, Files.getOwner(folder));
    StateOwner.check(file);
    StateOwner.check(folder.resolve("none"));
  }

  private void assertForeign(String part) {
    var failure = assertThrows(StateException.class, () -> StateOwner.check(file));
    assertTrue(String.valueOf(failure.getMessage()).contains(part), failure.getMessage());
  }

  private void assertRefused(String pattern, boolean alsoToRead) {
    var failure =
        assertThrows(StateException.class, () -> SqliteState.open(file, SETTINGS, List.of()));
    var message = String.valueOf(failure.getMessage());
    assertTrue(message.matches("state \\Q" + file + "\\E: .*(" + pattern + ").*"), message);
    if (alsoToRead) {
      assertThrows(StateException.class, () -> StoredUrl.find(file, 1));
    }
  }

  private void execute(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      for (var each : statements) {
        statement.execute(each);
      }
    }
  }
}
