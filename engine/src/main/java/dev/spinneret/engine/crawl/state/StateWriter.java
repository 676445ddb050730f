package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Applies changes to the file. Everything between two commits is one transaction. On the writer's
/// thread.
final class StateWriter {
  /// The verdicts that are not final: out of scope, and too deep.
  static final String MAY_BE_REOPENED = "verdict IN ('out_of_scope', 'depth')";

  /// For [#next], which is not called while all queues of a new crawl fit into memory.
  static final String OPEN_INDEX =
      "CREATE INDEX url_open ON url(host, depth, id) WHERE verdict IS NULL";

  /// For the verdicts that are revoked, of which most crawls have none.
  static final String REOPENED_INDEX =
      "CREATE INDEX url_reopened ON url(fp) WHERE " + MAY_BE_REOPENED;

  private static final String COLUMNS =
      "id, fp, host, href, depth, hops, private, role, referrer, chain";

  private final Connection connection;
  private final Path file;
  private final PreparedStatement insert;
  private final PreparedStatement end;
  private final PreparedStatement page;
  private final Map<String, Long> hostIds = new HashMap<>();
  private final Set<String> created = new HashSet<>();
  private int insertCount;
  private int endCount;

  StateWriter(Connection connection, Path file) throws SQLException {
    this.connection = connection;
    this.file = file;
    insert =
        connection.prepareStatement(
            "INSERT INTO url("
                + COLUMNS
                + ", verdict, detail, cause)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    end =
        connection.prepareStatement(
            "UPDATE url SET verdict = ?, detail = ?, cause = ?, status = ?, bytes = ?, digest = ?,"
                + " attempts = ?, started = ?, dns_ns = ?, connect_ns = ?, tls_ns = ?, wait_ns = ?,"
                + " body_ns = ?, parse_ns = ?, received = ?, etag = ?, modified = ?, change = ?"
                + " WHERE id = ?");
    page =
        connection.prepareStatement(
            "SELECT "
                + UrlRow.COLUMNS
                + " FROM "
                + UrlRow.TABLES
                + " WHERE u.verdict IS NULL AND u.host = ? AND (u.depth, u.id) > (?, ?) ORDER BY"
                + " u.depth, u.id LIMIT ?");
  }

  /// Applies changes in order.
  void apply(List<Change> changes) throws SQLException {
    for (var change : changes) {
      switch (change) {
        case Change.Discovered(var url, var verdict) -> insert(url, verdict);
        case Change.Ended(var url, var verdict, var asked) -> end(url.order(), verdict, asked);
        case Change.Reopened(var url) -> {
          writeBatches();
          create(REOPENED_INDEX);
          update("DELETE FROM url WHERE fp = ? AND " + MAY_BE_REOPENED, url.fingerprint());
        }
        case Change.Reasked(var url) -> {
          writeBatches();
          update(
              "UPDATE url SET href = ?, hops = ?, chain = ?, attempts = ?, verdict = NULL, detail ="
                  + " NULL, cause = NULL, status = NULL, bytes = NULL, digest = NULL WHERE id = ?",
              url.href(),
              url.hops(),
              ChainText.of(url.via()),
              url.attempts(),
              url.order());
        }
        case Change.Moved(var url) -> {
          writeBatches();
          update(
              "UPDATE url SET depth = ?, hops = ?, private = ?, referrer = ?, chain = ? WHERE id ="
                  + " ?",
              url.depth(),
              url.hops(),
              url.privateAllowed(),
              url.discovery().isOfSeeds() ? null : url.referrerOrder(),
              ChainText.of(url.via()),
              url.order());
        }
        case Change.Referred _, Change.Taken _, Change.Released _, Change.AddressUsed _ ->
            throw new IllegalStateException("nobody shares a state file: " + change);
        case Change.ScopeWidened(var held) ->
            update("INSERT OR IGNORE INTO scope VALUES (?)", held);
        case Change.Retried(var url) -> {
          writeBatches();
          update("UPDATE url SET attempts = ? WHERE id = ?", url.attempts(), url.order());
        }
        case Change.HostDelayed(var host, var until) ->
            update("UPDATE host SET ask_at = ? WHERE id = ?", until.toEpochMilli(), hostId(host));
        case Change.HostClosed(var host, var why) ->
            update(
                "UPDATE host SET closed = ?, closed_detail = ?, closed_cause = ? WHERE id = ?",
                why.kind().label(),
                why.detail(),
                causeOf(why),
                hostId(host));
        case Change.SuspectRead(var words, var template, var staleCount) -> {
          update("INSERT OR IGNORE INTO words VALUES (?)", words);
          if (staleCount == 0) {
            update("DELETE FROM template WHERE name = ?", template);
          } else {
            update("INSERT OR REPLACE INTO template VALUES (?, ?)", template, staleCount);
          }
        }
        case Change.Robots(var host, var body, var at) ->
            update(
                "UPDATE host SET robots = ?, robots_at = ? WHERE id = ?",
                body.value(),
                at.toEpochMilli(),
                hostId(host));
      }
    }
    writeBatches();
  }

  /// Runs a statement that is not prepared in advance because it is rare.
  private void update(String sql, @Nullable Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  /// Creates an index, unless the file has it.
  private void create(String index) throws SQLException {
    if (created.add(index)) {
      update(index.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS"));
    }
  }

  /// Commits everything with the lengths of the outputs.
  void commit(Map<String, Long> lengths) throws SQLException {
    try (var output = connection.prepareStatement("INSERT OR REPLACE INTO output VALUES (?, ?)")) {
      for (var length : lengths.entrySet()) {
        output.setString(1, length.getKey());
        output.setLong(2, length.getValue());
        output.executeUpdate();
      }
    }
    connection.commit();
  }

  /// The next waiting URLs of a host, after a place in its queue.
  List<CrawlUrl> next(String host, int afterDepth, long afterOrder, int atMost)
      throws SQLException {
    create(OPEN_INDEX);
    page.setLong(1, hostId(host));
    page.setInt(2, afterDepth);
    page.setLong(3, afterOrder);
    page.setInt(4, atMost);
    var urls = new ArrayList<CrawlUrl>();
    try (var rows = page.executeQuery()) {
      while (rows.next()) {
        var last = urls.isEmpty() ? null : urls.getLast().discovery();
        urls.add(UrlRow.read(rows, file, last));
      }
    }
    return urls;
  }

  private void insert(CrawlUrl url, @Nullable Verdict verdict) throws SQLException {
    insert.setLong(1, url.order());
    insert.setLong(2, url.fingerprint());
    if (verdict instanceof Verdict.OutOfScope || verdict instanceof Verdict.OtherShard) {
      insert.setNull(3, Types.INTEGER);
    } else {
      insert.setLong(3, hostId(url.host()));
    }
    insert.setString(4, url.href());
    insert.setInt(5, url.depth());
    insert.setInt(6, url.hops());
    insert.setBoolean(7, url.privateAllowed());
    insert.setString(8, url.role().name());
    if (url.discovery().isOfSeeds()) {
      insert.setNull(9, Types.INTEGER);
    } else {
      insert.setLong(9, url.referrerOrder());
    }
    insert.setString(10, ChainText.of(url.via()));
    insert.setString(11, verdict == null ? null : verdict.kind().label());
    insert.setString(12, verdict == null ? null : verdict.detail());
    insert.setString(13, causeOf(verdict));
    insert.addBatch();
    insertCount++;
  }

  private void end(long order, Verdict verdict, Change.@Nullable Asked asked) throws SQLException {
    end.setString(1, verdict.kind().label());
    end.setString(2, verdict.detail());
    end.setString(3, causeOf(verdict));
    if (asked == null) {
      for (int i = 4; i <= 18; i++) {
        end.setNull(i, Types.INTEGER);
      }
    } else {
      end.setInt(4, asked.status());
      end.setLong(5, asked.bytes());
      end.setLong(6, asked.digest());
      end.setInt(7, asked.attempts());
      end.setLong(8, asked.started().toEpochMilli());
      end.setLong(9, asked.timings().dnsNanos());
      end.setLong(10, asked.timings().connectNanos());
      end.setLong(11, asked.timings().tlsNanos());
      end.setLong(12, asked.timings().waitNanos());
      end.setLong(13, asked.timings().bodyNanos());
      end.setLong(14, asked.parseNanos());
      setRevisit(asked);
    }
    end.setLong(19, order);
    end.addBatch();
    endCount++;
  }

  private void setRevisit(Change.Asked asked) throws SQLException {
    var received = asked.received();
    if (received == null) {
      end.setNull(15, Types.INTEGER);
    } else {
      end.setLong(15, received.toEpochMilli());
    }
    var validators = asked.validators();
    end.setString(16, validators == null ? null : validators.etag());
    end.setString(17, validators == null ? null : validators.lastModified());
    var change = asked.change();
    end.setString(18, change == null ? null : change.label());
  }

  private static @Nullable String causeOf(@Nullable Verdict verdict) {
    return verdict instanceof Verdict.Failed(var cause, _) ? cause.label() : null;
  }

  /// Writes what was added to the batches. New URLs come first, since one that has ended may be
  /// among them.
  private void writeBatches() throws SQLException {
    if (insertCount > 0) {
      insert.executeBatch();
      insertCount = 0;
    }
    if (endCount > 0) {
      end.executeBatch();
      endCount = 0;
    }
  }

  private long hostId(String name) throws SQLException {
    var known = hostIds.get(name);
    if (known != null) {
      return known;
    }
    try (var host = connection.prepareStatement("INSERT OR IGNORE INTO host(name) VALUES (?)")) {
      host.setString(1, name);
      host.executeUpdate();
    }
    try (var host = connection.prepareStatement("SELECT id FROM host WHERE name = ?")) {
      host.setString(1, name);
      try (var rows = host.executeQuery()) {
        rows.next();
        long id = rows.getLong(1);
        hostIds.put(name, id);
        return id;
      }
    }
  }
}
