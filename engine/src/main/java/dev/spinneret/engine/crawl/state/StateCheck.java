package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.PageChange;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.parse.url.WebUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Validates a state file, which may come from an untrusted source.
///
/// A database can contain code: triggers and views run when it is used, and a cell may hold a value
/// of any type, whatever its column declares. So the schema must match the one that this program
/// creates, word by word, and every cell must hold a value that this program could have written.
/// After that, values are read without further checks; only URLs are parsed where they are used,
/// see [#url].
///
/// Valid contents are trusted: the state decides which URLs are requested and to which lengths the
/// outputs are cut, so a file should be used only by the user who created it; see [StateOwner].
final class StateCheck {
  /// Run first on each connection (sqlite.org/security.html).
  static final String[] DEFENCES = {
    "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON", "PRAGMA mmap_size = 0",
  };

  /// The last millisecond of the year 9999.
  private static final String TIME = "%s IS NOT NULL AND NOT (%s BETWEEN 0 AND 253402300799999)";

  private static final int LONGEST_TEXT = 1_000_000;
  private static final int LARGEST_BLOB = 64 << 20;

  private StateCheck() {}

  /// Rejects a schema that lacks a table of [StateFile], or has anything other than its tables and
  /// indexes, such as triggers.
  static void schema(Connection connection, Path file) throws SQLException {
    var expected = created(StateFile.TABLES);
    var allowed = created(StateFile.INDEXES);
    for (var found : objects(connection, "true").entrySet()) {
      if (!expected.remove(found.getKey(), found.getValue())
          && !allowed.remove(found.getKey(), found.getValue())) {
        throw new StateException(
            file,
            "not made by this program: its schema has its own '%s'".formatted(found.getKey()));
      }
    }
    if (!expected.isEmpty()) {
      throw new StateException(file, "damaged: it has no " + expected.firstKey());
    }
  }

  /// Names and definitions of what statements create.
  private static SortedMap<String, String> created(String... statements) {
    var created = new TreeMap<String, String>();
    for (var statement : statements) {
      var words = statement.split("[ (]", 4);
      if (words[0].equals("CREATE")) {
        created.put(words[2], plain(statement));
      }
    }
    return created;
  }

  /// Rejects triggers and the like in a schema of an earlier version.
  static void nothingRuns(Connection connection, Path file) throws SQLException {
    var running = objects(connection, "type IN ('trigger', 'view') OR sql LIKE '%VIRTUAL%'");
    if (!running.isEmpty()) {
      throw new StateException(
          file,
          "not made by this program: its schema has its own '%s'"
              .formatted(running.keySet().iterator().next()));
    }
  }

  /// Names and definitions of the objects in a schema. Indexes that SQLite creates implicitly for a
  /// table have no definition.
  private static Map<String, String> objects(Connection connection, String condition)
      throws SQLException {
    var objects = new TreeMap<String, String>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND ("
                    + condition
                    + ")")) {
      while (rows.next()) {
        objects.put(rows.getString(1), plain(rows.getString(2)));
      }
    }
    return objects;
  }

  /// A definition with normalized whitespace, so that a column that was added later looks as if it
  /// had been there from the start. SQLite quotes the name of a table that was renamed.
  private static String plain(String sql) {
    return sql.replaceAll("^CREATE TABLE \"(\\w+)\"", "CREATE TABLE $1")
        .replaceAll("\\s+", " ")
        .replaceAll(" ?([(),]) ?", "$1")
        .strip();
  }

  /// Rejects cells that this program cannot have written.
  static void rows(Connection connection, Path file) throws SQLException {
    var causes = words(FailureCause.values(), FailureCause::label);
    var verdicts = words(VerdictKind.values(), VerdictKind::label);
    var roles = words(CrawlUrl.Role.values(), CrawlUrl.Role::name);
    check(connection, file, "meta", "quote(key)", text("key"), text("value"));
    check(connection, file, "scope", "quote(held)", text("held"));
    check(connection, file, "output", "quote(name)", text("name"), count("bytes"));
    check(connection, file, "session", "id", text("line"));
    check(connection, file, "template", "quote(name)", text("name"), small("stale"));
    check(
        connection,
        file,
        "host",
        "id",
        text("name"),
        "typeof(robots) NOT IN ('null', 'blob') OR length(robots) > " + LARGEST_BLOB,
        optional("robots_at", count("robots_at")),
        TIME.formatted("robots_at", "robots_at"),
        optional("ask_at", count("ask_at")),
        TIME.formatted("ask_at", "ask_at"),
        optional("closed", noneOf("closed", verdicts)),
        "closed IS NOT NULL AND typeof(closed_detail) <> 'text'",
        optional("closed_cause", noneOf("closed_cause", causes)),
        "closed = 'failed' AND closed_cause IS NULL");
    var url = new ArrayList<String>();
    url.add("id NOT BETWEEN 0 AND 4611686018427387903");
    url.add("typeof(fp) <> 'integer'");
    url.add(text("href"));
    url.add(small("depth"));
    url.add(small("hops"));
    url.add("typeof(private) <> 'integer' OR private NOT IN (0, 1)");
    url.add(noneOf("role", roles));
    url.add(optional("verdict", noneOf("verdict", verdicts)));
    url.add("verdict IS NOT NULL AND typeof(detail) <> 'text'");
    url.add(optional("cause", noneOf("cause", causes)));
    url.add(optional("chain", text("chain")));
    url.add(optional("status", count("status") + " OR status > 999"));
    url.add(optional("attempts", small("attempts")));
    url.add(TIME.formatted("started", "started"));
    url.add(TIME.formatted("received", "received"));
    url.add("referrer IS NOT NULL AND (typeof(referrer) <> 'integer' OR referrer < -2)");
    url.add(optional("etag", text("etag")));
    url.add(optional("modified", text("modified")));
    url.add(optional("change", noneOf("change", words(PageChange.values(), PageChange::label))));
    url.add("typeof(digest) NOT IN ('null', 'integer')");
    for (var column :
        List.of(
            "host",
            "bytes",
            "started",
            "dns_ns",
            "connect_ns",
            "tls_ns",
            "wait_ns",
            "body_ns",
            "parse_ns")) {
      url.add(optional(column, count(column)));
    }
    check(connection, file, "last", "id", url.toArray(String[]::new));
    url.add("verdict IS NULL AND (host IS NULL OR host NOT IN (SELECT id FROM host))");
    check(connection, file, "url", "id", url.toArray(String[]::new));
    check(connection, file, "unmodified", "fp", "typeof(since) <> 'integer'");
  }

  private static String text(String column) {
    return "typeof(%1$s) <> 'text' OR length(%1$s) > %2$d".formatted(column, LONGEST_TEXT);
  }

  private static String count(String column) {
    return "typeof(%1$s) <> 'integer' OR %1$s < 0".formatted(column);
  }

  private static String small(String column) {
    return count(column) + " OR %s > %d".formatted(column, Integer.MAX_VALUE);
  }

  private static String noneOf(String column, List<String> words) {
    return words.stream()
        .map(word -> "'" + word + "'")
        .collect(
            Collectors.joining(
                ", ", "typeof(%1$s) <> 'text' OR %1$s NOT IN (".formatted(column), ")"));
  }

  private static String optional(String column, String wrong) {
    return column + " IS NOT NULL AND (" + wrong + ")";
  }

  private static <T> List<String> words(T[] values, Function<T, String> word) {
    return Arrays.stream(values).map(word).toList();
  }

  /// @param row an expression that identifies the row
  /// @param wrong conditions that are false for every row that this program writes
  private static void check(
      Connection connection, Path file, String table, String row, String... wrong)
      throws SQLException {
    var any =
        Arrays.stream(wrong).map(each -> "(" + each + ")").collect(Collectors.joining(" OR "));
    var query = "SELECT substr(%s, 1, 60) FROM %s WHERE %s LIMIT 1".formatted(row, table, any);
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      if (rows.next()) {
        throw new StateException(
            file,
            "damaged: row %s of table %s holds what no crawl writes"
                .formatted(rows.getString(1), table));
      }
    }
  }

  /// Parses a URL that waits.
  ///
  /// @param host the host queue it is in
  /// @throws StateException if it is none, or belongs elsewhere
  static WebUrl url(Path file, String href, String host) {
    var url = WebUrl.parse(href, null);
    if (url == null || !url.origin().equals(host) || !url.username().isEmpty()) {
      throw new StateException(
          file, "damaged: '%s' is no URL of %s".formatted(shortened(href), shortened(host)));
    }
    return url;
  }

  private static String shortened(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "...";
  }
}
