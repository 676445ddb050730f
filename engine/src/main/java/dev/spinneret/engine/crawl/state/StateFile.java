package dev.spinneret.engine.crawl.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.engine.crawl.verdict.EndedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Opens a state file: creates its tables, or checks that it is a state file and belongs to this
/// command line.
final class StateFile {
  /// "SPNR"; marks the file as ours (sqlite.org/fileformat.html, application id).
  private static final int APPLICATION = 0x53504e52;

  private static final int VERSION = 7;
  private static final String SETTING = "setting.";
  private static final String ENDED = "ended";
  private static final String URL_COLUMNS =
      "(id INTEGER PRIMARY KEY, fp INTEGER NOT NULL, host INTEGER, href TEXT NOT NULL, depth"
          + " INTEGER NOT NULL, hops INTEGER NOT NULL, private INTEGER NOT NULL, role TEXT NOT"
          + " NULL, referrer INTEGER, verdict TEXT, detail TEXT, cause TEXT, status INTEGER, bytes"
          + " INTEGER, digest INTEGER, attempts INTEGER, started INTEGER, dns_ns INTEGER,"
          + " connect_ns INTEGER, tls_ns INTEGER, wait_ns INTEGER, body_ns INTEGER, parse_ns"
          + " INTEGER, chain TEXT, received INTEGER, etag TEXT, modified TEXT, change TEXT)";

  /// The table of the URLs of this run.
  static final String URL_TABLE = "CREATE TABLE url" + URL_COLUMNS;

  static final String[] TABLES = {
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    "CREATE TABLE scope(held TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE output(name TEXT PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE host(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, robots BLOB,"
        + " robots_at INTEGER, ask_at INTEGER, closed TEXT, closed_detail TEXT, closed_cause"
        + " TEXT)",
    "CREATE TABLE words(digest INTEGER PRIMARY KEY)",
    "CREATE TABLE template(name TEXT PRIMARY KEY, stale INTEGER NOT NULL) WITHOUT ROWID",
    URL_TABLE,
    "CREATE TABLE last" + URL_COLUMNS,
    "CREATE TABLE session(id INTEGER PRIMARY KEY, line TEXT NOT NULL UNIQUE)",
    LastRunTable.TABLES[0],
    LastRunTable.TABLES[1],
    LastRunTable.TABLES[2],
    "PRAGMA application_id = " + APPLICATION,
    "PRAGMA user_version = " + VERSION,
  };

  /// The indexes that are created when they are first needed, see [StateWriter].
  static final String[] INDEXES = {StateWriter.OPEN_INDEX, StateWriter.REOPENED_INDEX};

  /// From version 1, which did not store why a host gets no requests, nor what looked like a trap.
  private static final String[] FROM_VERSION_1 = {
    "ALTER TABLE host ADD COLUMN ask_at INTEGER",
    "ALTER TABLE host ADD COLUMN closed TEXT",
    "ALTER TABLE host ADD COLUMN closed_detail TEXT",
    "ALTER TABLE host ADD COLUMN closed_cause TEXT",
    "CREATE TABLE words(digest INTEGER PRIMARY KEY)",
    "CREATE TABLE template(name TEXT PRIMARY KEY, stale INTEGER NOT NULL) WITHOUT ROWID",
  };

  /// From version 2, which did not store the redirects that led to a URL.
  private static final String[] FROM_VERSION_2 = {
    "ALTER TABLE url ADD COLUMN chain TEXT",
  };

  /// From version 3, which stored no cookies.
  private static final String[] FROM_VERSION_3 = {
    "CREATE TABLE session(id INTEGER PRIMARY KEY, line TEXT NOT NULL UNIQUE)",
  };

  /// From version 4, whose crawls could not be repeated.
  private static final String[] FROM_VERSION_4 = {
    "ALTER TABLE url ADD COLUMN received INTEGER",
    "ALTER TABLE url ADD COLUMN etag TEXT",
    "ALTER TABLE url ADD COLUMN modified TEXT",
    "ALTER TABLE url ADD COLUMN change TEXT",
    "CREATE TABLE last(fp, nth, referrer, href, depth, private, role, verdict, detail, cause,"
        + " status, digest, started, received, etag, modified, unmodified)",
  };

  /// From version 5, which had an index of all fingerprints. Their order is random, so each commit
  /// of a large crawl wrote most pages of that index.
  private static final String[] FROM_VERSION_5 = {
    "DROP INDEX url_fp", "DROP INDEX IF EXISTS last_referrer",
  };

  /// From version 6, which had the indexes from the start, and identified the URLs of the last run
  /// and their referrers by fingerprint.
  private static final String[] FROM_VERSION_6 = {
    "DROP INDEX IF EXISTS last_referrer",
    "ALTER TABLE last RENAME TO last_6",
    "CREATE TABLE last" + URL_COLUMNS,
    LastRunTable.TABLES[0],
    "CREATE TEMP TABLE nth_6 AS SELECT fp, row_number() OVER (ORDER BY nth, fp) AS id FROM last_6",
    "INSERT INTO last(id, fp, href, depth, hops, private, role, referrer, verdict, detail, cause,"
        + " status, digest, started, received, etag, modified) SELECT n.id, l.fp, l.href, l.depth,"
        + " 0, l.private, l.role, r.id, l.verdict, l.detail, l.cause, l.status, l.digest,"
        + " l.started, CASE WHEN l.received <> l.started THEN l.received END, l.etag, l.modified"
        + " FROM last_6 l JOIN temp.nth_6 n ON n.fp = l.fp LEFT JOIN temp.nth_6 r ON r.fp ="
        + " l.referrer",
    "INSERT INTO unmodified SELECT fp, unmodified FROM last_6 WHERE unmodified IS NOT NULL",
    "DROP TABLE temp.nth_6",
    "DROP TABLE last_6",
    LastRunTable.TABLES[1],
    LastRunTable.TABLES[2],
  };

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private StateFile() {}

  /// Opens a file for a crawl, with an exclusive lock.
  ///
  /// @param settings what must be the same in every run: the command line, name by name
  /// @param repeat how to repeat the crawl if it is finished; null to leave it finished
  static OpenState openForCrawl(Path file, Map<String, String> settings, @Nullable Repeat repeat) {
    if (Files.isDirectory(file)) {
      throw new StateException(file, "is a directory");
    }
    SqliteLibrary.prepare();
    try {
      boolean fresh = !Files.exists(file) || Files.size(file) == 0;
      if (fresh) {
        closeToOthers(file);
      }
      var connection = DriverManager.getConnection(address(file));
      try {
        // Checked before anything is written, so that a file of another kind is not changed.
        execute(connection, StateCheck.DEFENCES);
        if (!fresh) {
          check(connection, file);
          closeToOthers(file); // now that it is ours
        }
        execute(
            connection,
            "PRAGMA page_size = 8192",
            "PRAGMA locking_mode = EXCLUSIVE",
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA wal_autocheckpoint = 4000",
            "PRAGMA cache_size = -65536",
            "PRAGMA temp_store = MEMORY");
        connection.setAutoCommit(false);
        long version = fresh ? 0 : number(connection, "PRAGMA user_version");
        boolean wasFinished = false;
        if (version == 0) {
          execute(connection, TABLES);
          saveSettings(connection, settings);
        } else {
          update(connection, version);
          StateCheck.schema(connection, file);
          StateCheck.rows(connection, file);
          wasFinished = isFinished(connection);
          var begun = wasFinished ? repeat : null;
          compareSettings(connection, file, settings, begun == null ? Set.of() : begun.mayDiffer());
          execute(connection, "DELETE FROM meta WHERE key = '" + ENDED + "'");
          if (begun != null) {
            execute(connection, "DELETE FROM meta WHERE key LIKE '" + SETTING + "%'");
            saveSettings(connection, settings);
            LastRunTable.begin(connection);
          }
        }
        boolean repeats = LastRunTable.isUsed(connection);
        connection.commit();
        return new OpenState(connection, wasFinished, repeats);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StateException(file, e);
    } catch (IOException e) {
      throw new StateException(file, "cannot be read: " + e.getMessage());
    }
  }

  private static void update(Connection connection, long version) throws SQLException {
    if (version < 2) {
      execute(connection, FROM_VERSION_1);
    }
    if (version < 3) {
      execute(connection, FROM_VERSION_2);
    }
    if (version < 4) {
      execute(connection, FROM_VERSION_3);
    }
    if (version < 5) {
      execute(connection, FROM_VERSION_4);
    }
    if (version < 6) {
      execute(connection, FROM_VERSION_5);
    }
    if (version < 7) {
      execute(connection, FROM_VERSION_6);
    }
    execute(connection, "PRAGMA user_version = " + VERSION);
  }

  /// Whether the last run left nothing to do, or spent a budget, so that the next one would end
  /// immediately.
  private static boolean isFinished(Connection connection) throws SQLException {
    boolean isSpent =
        number(
                connection,
                "SELECT EXISTS (SELECT 1 FROM meta WHERE key = '%s' AND value IN ('%s', '%s'))"
                    .formatted(ENDED, EndedBy.PAGES, EndedBy.BYTES))
            > 0;
    return isSpent
        || (number(
                    connection,
                    "SELECT EXISTS (SELECT 1 FROM url) AND NOT EXISTS (SELECT 1 FROM url WHERE"
                        + " verdict IS NULL)")
                > 0
            && !LastRunTable.isUsed(connection));
  }

  /// Stores what ended a run; the caller commits.
  static void ended(Connection connection, EndedBy by) throws SQLException {
    execute(connection, "INSERT OR REPLACE INTO meta VALUES ('%s', '%s')".formatted(ENDED, by));
  }

  /// Opens a file for reading.
  static Connection openToRead(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StateException(file, "no such file");
    }
    SqliteLibrary.prepare();
    try {
      var connection =
          DriverManager.getConnection(address(file) + (isFixed(file) ? "?immutable=1" : ""));
      try {
        execute(connection, StateCheck.DEFENCES);
        check(connection, file);
        return connection;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StateException(file, e);
    }
  }

  /// Whether a file cannot change, since it is in a directory that cannot be written to, and no
  /// crawl was killed there. SQLite would need files beside it to read it otherwise.
  private static boolean isFixed(Path file) {
    var directory = file.toAbsolutePath().getParent();
    return directory != null
        && !Files.isWritable(directory)
        && !Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
  }

  /// Makes the file readable only by its owner, since it holds cookies. SQLite gives its journal
  /// files the same permissions.
  private static void closeToOthers(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    try {
      if (Files.exists(file)) {
        Files.setPosixFilePermissions(file, OWNER_ONLY);
      } else {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
    } catch (IOException _) {
      // Another user's file, or a read-only directory: SQLite reports what is wrong.
    }
  }

  /// The file as a JDBC URL. It contains a URI, since in a plain name `?` would start the settings.
  private static String address(Path file) {
    return "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath();
  }

  private static void check(Connection connection, Path file) throws SQLException {
    long application = number(connection, "PRAGMA application_id");
    long version = number(connection, "PRAGMA user_version");
    long tables = number(connection, "SELECT count(*) FROM sqlite_schema");
    if (application == 0 && version == 0 && tables == 0) {
      return;
    }
    if (application != APPLICATION) {
      throw new StateException(file, "not a state file");
    }
    if (version > VERSION) {
      throw new StateException(
          file, "version " + version + " is newer than this program knows (" + VERSION + ")");
    }
    if (version == VERSION) {
      StateCheck.schema(connection, file);
    } else {
      StateCheck.nothingRuns(connection, file);
    }
  }

  private static void saveSettings(Connection connection, Map<String, String> settings)
      throws SQLException {
    try (var insert = connection.prepareStatement("INSERT INTO meta VALUES (?, ?)")) {
      for (var setting : settings.entrySet()) {
        insert.setString(1, SETTING + setting.getKey());
        insert.setString(2, setting.getValue());
        insert.executeUpdate();
      }
    }
  }

  private static Map<String, String> without(Set<String> names, Map<String, String> settings) {
    var rest = new LinkedHashMap<>(settings);
    rest.keySet().removeAll(names);
    return rest;
  }

  private static void compareSettings(
      Connection connection, Path file, Map<String, String> settings, Set<String> mayDiffer)
      throws SQLException {
    var kept = new LinkedHashMap<String, String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT key, value FROM meta")) {
      while (rows.next()) {
        if (rows.getString(1).startsWith(SETTING)) {
          kept.put(
              rows.getString(1).substring(SETTING.length()), String.valueOf(rows.getString(2)));
        }
      }
    }
    var differences =
        KeptSettings.differences(without(mayDiffer, kept), without(mayDiffer, settings));
    if (!differences.isEmpty()) {
      throw new StateException(
          file,
          "begun with another command line; give the same one to go on, or another file:"
              + differences);
    }
  }

  /// The lengths of the outputs at the last commit, by name.
  static Map<String, Long> outputLengths(Connection connection) throws SQLException {
    var lengths = new LinkedHashMap<String, Long>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT name, bytes FROM output")) {
      while (rows.next()) {
        lengths.put(rows.getString(1), rows.getLong(2));
      }
    }
    return lengths;
  }

  static void execute(Connection connection, String... commands) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var command : commands) {
        statement.execute(command);
      }
    }
  }

  /// The text of a cell. The driver copies bytes faster than it makes a string.
  ///
  /// @return null for none
  static @Nullable String text(ResultSet row, int column) throws SQLException {
    var bytes = row.getBytes(column);
    return bytes == null ? null : new String(bytes, UTF_8);
  }

  static long number(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
