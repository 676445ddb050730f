package dev.spinneret.engine.crawl.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The tables of a shared crawl, all in one schema of the database, and how they came to be.
///
/// All that grows with the crawl has the domain as the first column of its key: a part of the
/// domains can be kept elsewhere, in partitions or by Citus, and no statement changes. (The
/// recipient of a message in `inbox` is a crawler, or a domain that nobody owns.) Rows of `url` are
/// only added, those of `queue` and `inbox` added and deleted: the table that grows has no dead
/// rows. A referrer of the same domain has no `ref_domain`.
///
/// ```
///              inbox ──────▶ queue ──────▶ url          domain ── owner ──▶ crawler
///  referred by others       waiting        verdict      host: robots.txt, delay, closed
/// ```
final class PostgresSchema {
  /// Each entry upgrades the schema from the version that is its index to the next.
  static final List<List<String>> STEPS =
      List.of(
          List.of(
              "CREATE TABLE meta (key text PRIMARY KEY, value text NOT NULL)",
              "CREATE TABLE crawler (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                  + " name text NOT NULL UNIQUE, seq bigint NOT NULL DEFAULT 0,"
                  + " alive_until timestamptz, fenced boolean NOT NULL DEFAULT false,"
                  + " stop boolean NOT NULL DEFAULT false, feeding boolean NOT NULL DEFAULT true,"
                  + " wants boolean NOT NULL DEFAULT false, active integer NOT NULL DEFAULT 0,"
                  + " level integer NOT NULL DEFAULT 0, pages bigint NOT NULL DEFAULT 0,"
                  + " bytes bigint NOT NULL DEFAULT 0, joined_at timestamptz, left_at timestamptz)",
              "CREATE TABLE output (crawler integer, name text, bytes bigint NOT NULL,"
                  + " PRIMARY KEY (crawler, name))",
              "CREATE TABLE session (crawler integer, id integer, line text NOT NULL,"
                  + " PRIMARY KEY (crawler, id))",
              "CREATE TABLE verdict (crawler integer, name text, urls bigint NOT NULL,"
                  + " PRIMARY KEY (crawler, name))",
              "CREATE TABLE address (name text, crawler integer, PRIMARY KEY (name, crawler))",
              "CREATE TABLE scope (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                  + " held text NOT NULL UNIQUE)",
              "CREATE TABLE domain (id bigint PRIMARY KEY, owner integer, level integer NOT NULL"
                  + " DEFAULT 2147483647, waiting boolean NOT NULL DEFAULT true, name text NOT"
                  + " NULL)",
              "CREATE INDEX domain_owner ON domain (owner) WHERE owner IS NOT NULL",
              "CREATE INDEX domain_free ON domain (id) WHERE owner IS NULL AND waiting",
              "CREATE TABLE host (domain bigint, id bigint, pages bigint NOT NULL DEFAULT 0,"
                  + " bytes bigint NOT NULL DEFAULT 0, robots_at timestamptz, ask_at timestamptz,"
                  + " name text NOT NULL, closed text, closed_detail text, closed_cause text,"
                  + " robots bytea, PRIMARY KEY (domain, id))",
              "CREATE TABLE words (domain bigint, digest bigint, PRIMARY KEY (domain, digest))",
              "CREATE TABLE template (domain bigint, stale integer NOT NULL, name text,"
                  + " PRIMARY KEY (domain, name))",
              "CREATE TABLE queue (domain bigint, host bigint, ord bigint, fp bigint NOT NULL,"
                  + " depth integer, hops integer NOT NULL, attempts integer NOT NULL,"
                  + " private boolean NOT NULL, role text NOT NULL, href text NOT NULL,"
                  + " referrer text, chain text, PRIMARY KEY (domain, host, depth, ord))"
                  + " WITH (autovacuum_vacuum_scale_factor = 0.05)",
              "CREATE TABLE inbox (domain bigint, id bigint GENERATED ALWAYS AS IDENTITY,"
                  + " fp bigint NOT NULL, depth integer NOT NULL, hops integer NOT NULL,"
                  + " private boolean NOT NULL, named boolean NOT NULL, listed boolean NOT NULL,"
                  + " kind text NOT NULL, role text NOT NULL, href text NOT NULL, referrer text,"
                  + " chain text, PRIMARY KEY (domain, id))"
                  + " WITH (autovacuum_vacuum_scale_factor = 0.05)",
              "CREATE TABLE url (domain bigint, fp bigint, host bigint NOT NULL, ord bigint NOT"
                  + " NULL, ref_domain bigint, ref_fp bigint, bytes bigint, digest bigint, started"
                  + " timestamptz, depth integer NOT NULL, dns_us integer, connect_us integer,"
                  + " tls_us integer, wait_us integer, body_us integer, parse_us integer, hops"
                  + " smallint NOT NULL, attempts smallint, status smallint, private boolean NOT"
                  + " NULL, verdict text NOT NULL, role text NOT NULL, href text NOT NULL, detail"
                  + " text, cause text, chain text, PRIMARY KEY (domain, fp))"),
          // One row for each message instead of one for each referral.
          List.of(
              "CREATE TYPE referral AS (fp bigint, depth integer, hops integer, private boolean,"
                  + " named boolean, listed boolean, kind text, role text, href text, referrer"
                  + " text, chain text)",
              "ALTER TABLE inbox RENAME TO old_inbox",
              "ALTER INDEX inbox_pkey RENAME TO old_inbox_pkey",
              "CREATE TABLE inbox (recipient bigint, id bigint GENERATED ALWAYS AS IDENTITY, level"
                  + " integer NOT NULL, size integer NOT NULL, referrals referral[] NOT NULL,"
                  + " PRIMARY KEY (recipient, id)) WITH (autovacuum_vacuum_scale_factor = 0.05)",
              "INSERT INTO inbox(recipient, level, size, referrals) SELECT domain, min(depth),"
                  + " count(*), array_agg(ROW(fp, depth, hops, private, named, listed, kind, role,"
                  + " href, referrer, chain)::referral) FROM old_inbox GROUP BY domain",
              "DROP TABLE old_inbox",
              // What follows from the URLs, or is in the outputs and nobody reads here.
              "ALTER TABLE host DROP COLUMN pages, DROP COLUMN bytes",
              "UPDATE url SET ref_domain = NULL WHERE ref_domain = domain",
              "ALTER TABLE url DROP COLUMN ord, DROP COLUMN digest, DROP COLUMN attempts, DROP"
                  + " COLUMN dns_us, DROP COLUMN connect_us, DROP COLUMN tls_us, DROP COLUMN"
                  + " wait_us, DROP COLUMN body_us, DROP COLUMN parse_us"));

  private PostgresSchema() {}

  /// Creates the schema, or upgrades it to the newest version. Everything in one transaction, which
  /// the caller commits; of two that come at once, the second waits.
  ///
  /// @return whether it is new
  /// @throws SQLException if the server refuses
  /// @throws IllegalStateException if it is newer than this program
  static boolean prepare(Connection connection, String schema) throws SQLException {
    Sql.execute(connection, "SELECT pg_advisory_xact_lock(hashtext('spinneret'))");
    boolean isNew = !exists(connection, schema);
    if (isNew) {
      Sql.execute(connection, "CREATE SCHEMA " + schema);
    }
    int version = isNew ? 0 : version(connection);
    if (version > STEPS.size()) {
      throw new IllegalStateException(
          "version %d of its tables is newer than this program knows (%d)"
              .formatted(version, STEPS.size()));
    }
    for (var step : STEPS.subList(version, STEPS.size())) {
      for (var statement : step) {
        Sql.execute(connection, statement);
      }
    }
    if (version < STEPS.size()) {
      Sql.update(
          connection,
          "INSERT INTO meta VALUES ('version', ?) ON CONFLICT (key) DO UPDATE SET value ="
              + " excluded.value",
          Integer.toString(STEPS.size()));
    }
    return isNew;
  }

  static boolean exists(Connection connection, String schema) throws SQLException {
    return Sql.number(connection, "SELECT count(*) FROM pg_namespace WHERE nspname = ?", schema)
        > 0;
  }

  private static int version(Connection connection) throws SQLException {
    return (int) Sql.number(connection, "SELECT value::bigint FROM meta WHERE key = 'version'");
  }
}
