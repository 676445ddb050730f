package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.shared.SharedException;
import dev.spinneret.engine.crawl.shared.SharedState;
import dev.spinneret.engine.crawl.shared.SteadyClock;
import dev.spinneret.engine.crawl.state.CommittedOutputs;
import dev.spinneret.engine.crawl.state.DurableOutput;
import dev.spinneret.engine.crawl.state.KeptSettings;
import dev.spinneret.engine.crawl.state.OutputFailedException;
import dev.spinneret.engine.crawl.state.WriterThread;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A crawler's place in a shared crawl: its row, its committed outputs, and its connection.
public final class PostgresCrawl implements AutoCloseable {
  private static final String SETTING = "setting.";

  /// How long a server that is restarting is waited for: crawlers that restart with it may be
  /// sooner.
  private static final Duration JOIN_ABSENCE = Duration.ofSeconds(15);

  private final PostgresConnection connection;
  private final int crawler;
  private final Map<String, Long> lengths;
  private final List<String> session;
  private final String name;
  private final Duration lease;
  private final long seq;

  private PostgresCrawl(
      PostgresConnection connection,
      int crawler,
      long seq,
      String name,
      Duration lease,
      Map<String, Long> lengths,
      List<String> session) {
    this.connection = connection;
    this.crawler = crawler;
    this.seq = seq;
    this.name = name;
    this.lease = lease;
    this.lengths = lengths;
    this.session = session;
  }

  /// Who joins.
  ///
  /// @param name of the crawler, unlike that of any other that is running
  /// @param hasSeeds whether it has seeds
  /// @param settings what must be the same for all crawlers, by name
  /// @param lease how long it may commit nothing
  public record Joiner(
      String name, boolean hasSeeds, Map<String, String> settings, Duration lease) {}

  /// Joins a shared crawl, and begins it if there is none. If a crawler of the same name was
  /// running lately, waits until its lease is over. A server that cannot be reached is waited for,
  /// up to 15 seconds.
  ///
  /// @param address where the crawl is
  /// @param joiner who joins
  /// @return its place; the caller closes it
  /// @throws SharedException if the server cannot be reached, the crawl has other settings, or a
  ///   crawler of that name is running
  public static PostgresCrawl join(PostgresAddress address, Joiner joiner) {
    var connection = new PostgresConnection(address, JOIN_ABSENCE);
    try {
      connection.run(c -> {
        try {
          if (PostgresSchema.prepare(c, address.schema())) {
            saveSettings(c, joiner.settings());
          }
        } catch (IllegalStateException e) {
          throw connection.refused(String.valueOf(e.getMessage()));
        }
        return true;
      });
      compareSettings(connection, joiner.settings());
      awaitLease(connection, joiner);
      return connection.run(c -> join(connection, c, joiner));
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private static void saveSettings(Connection connection, Map<String, String> settings)
      throws SQLException {
    for (var setting : settings.entrySet()) {
      Sql.update(
          connection,
          "INSERT INTO meta VALUES (?, ?)",
          SETTING + setting.getKey(),
          String.valueOf(Sql.text(setting.getValue())));
    }
  }

  private static void compareSettings(PostgresConnection connection, Map<String, String> settings) {
    var kept =
        connection.run(c -> {
          var all = new LinkedHashMap<String, String>();
          Sql.query(
              c,
              "SELECT key, value FROM meta",
              row -> {
                if (row.getString(1).startsWith(SETTING)) {
                  all.put(row.getString(1).substring(SETTING.length()), row.getString(2));
                }
              });
          return all;
        });
    var differences = KeptSettings.differences(kept, settings);
    if (!differences.isEmpty()) {
      throw connection.refused(
          "begun with other settings; use the same ones to join, or another crawl=NAME:"
              + differences);
    }
  }

  /// Waits while a crawler of that name may be running. If it extends its lease meanwhile, it is.
  private static void awaitLease(PostgresConnection connection, Joiner joiner) {
    long seqBefore = -1;
    for (; ; ) {
      var left = new long[2];
      connection.run(c -> {
        Sql.query(
            c,
            "SELECT seq, ceil(extract(epoch FROM alive_until - clock_timestamp()) * 1000) FROM"
                + " crawler WHERE name = ? AND NOT fenced AND alive_until > clock_timestamp()",
            row -> {
              left[0] = row.getLong(1);
              left[1] = row.getLong(2);
            },
            joiner.name());
        return true;
      });
      if (left[1] <= 0) {
        return;
      }
      if (seqBefore >= 0 && left[0] != seqBefore) {
        throw connection.refused(
            "a crawler named %s is running; use another --crawler name".formatted(joiner.name()));
      }
      seqBefore = left[0];
      sleep(Math.min(left[1] + 10, 2_000));
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SharedException("interrupted", e);
    }
  }

  private static PostgresCrawl join(PostgresConnection connection, Connection c, Joiner joiner)
      throws SQLException {
    Sql.update(c, "INSERT INTO crawler(name) VALUES (?) ON CONFLICT DO NOTHING", joiner.name());
    int id = (int) Sql.number(c, "SELECT id FROM crawler WHERE name = ? FOR UPDATE", joiner.name());
    Sql.update(
        c,
        "UPDATE domain SET owner = NULL, waiting = true, level = (SELECT level FROM crawler WHERE"
            + " id = ?) WHERE owner = ?",
        id,
        id);
    Sql.update(
        c,
        "UPDATE crawler SET seq = ((seq >> 32) + 1) << 32, alive_until = clock_timestamp() + ? *"
            + " interval '1 ms', fenced = false, stop = false, feeding = ?, wants = false, active ="
            + " 0, level = 0, joined_at = clock_timestamp(), left_at = NULL WHERE id = ?",
        joiner.lease().toMillis(),
        joiner.hasSeeds(),
        id);
    Sql.update(c, "DELETE FROM address WHERE crawler = ?", id);
    var outputs = new LinkedHashMap<String, Long>();
    Sql.query(
        c,
        "SELECT name, bytes FROM output WHERE crawler = ?",
        row -> outputs.put(row.getString(1), row.getLong(2)),
        id);
    var session = new ArrayList<String>();
    Sql.query(
        c,
        "SELECT line FROM session WHERE crawler = ? ORDER BY id",
        row -> session.add(row.getString(1)),
        id);
    long seq = Sql.number(c, "SELECT seq FROM crawler WHERE id = ?", id);
    return new PostgresCrawl(connection, id, seq, joiner.name(), joiner.lease(), outputs, session);
  }

  /// Takes part in the crawl, once the outputs are open. Call once.
  ///
  /// @param options the crawl's options
  /// @param outputs the crawler's outputs; they are cut back to its last commit
  /// @return the crawler's part, which closes this when it is closed
  /// @throws OutputFailedException if an output cannot be cut back
  /// @throws SharedException if an output is shorter than at the last commit
  public SharedState takePart(CrawlOptions options, List<? extends DurableOutput> outputs) {
    return takePart(options, outputs, new Takeovers(lease));
  }

  SharedState takePart(
      CrawlOptions options, List<? extends DurableOutput> outputs, Takeovers takeovers) {
    var committed = new CommittedOutputs(List.copyOf(outputs));
    committed.cut(lengths, connection::refused);
    var writer = new WriterThread(connection::refused, connection::refused);
    var database = new PostgresDatabase(connection, crawler, seq, name, lease, options, takeovers);
    return new SharedState(
        database,
        session,
        committed,
        writer,
        lease,
        new SteadyClock(),
        () -> {
          writer.end();
          database.close();
        });
  }

  /// Closes the connection.
  @Override
  public void close() {
    connection.close();
  }
}
