package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.shared.Domains;
import dev.spinneret.engine.crawl.shared.Round;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Writes what is new about hosts: that they exist, robots.txt, delays, and why one was closed.
/// Their counts follow from their URLs.
final class HostStatements {
  private final Connection connection;
  private final InstantSource wallClock;
  private final DomainIds domains;

  HostStatements(Connection connection, InstantSource wallClock, DomainIds domains) {
    this.connection = connection;
    this.wallClock = wallClock;
    this.domains = domains;
  }

  void write(Round round) throws SQLException {
    var hosts =
        new Rows(
            "INSERT INTO host(domain, id, name, robots, robots_at, ask_at, closed, closed_detail,"
                + " closed_cause) SELECT domain, id, name, robots, to_timestamp(robots_at /"
                + " 1000.0), clock_timestamp() + ask_after * interval '1 ms', closed,"
                + " closed_detail, closed_cause FROM ROWS AS r(domain, id, name, robots, robots_at,"
                + " ask_after, closed, closed_detail, closed_cause) ON CONFLICT (domain, id) DO"
                + " UPDATE SET robots = coalesce(excluded.robots, host.robots), robots_at ="
                + " coalesce(excluded.robots_at, host.robots_at), ask_at ="
                + " coalesce(excluded.ask_at, host.ask_at), closed = coalesce(excluded.closed,"
                + " host.closed), closed_detail = coalesce(excluded.closed_detail,"
                + " host.closed_detail), closed_cause = coalesce(excluded.closed_cause,"
                + " host.closed_cause)",
            "int8",
            "int8",
            "text",
            "bytea",
            "int8",
            "int8",
            "text",
            "text",
            "text");
    var now = wallClock.instant();
    round
        .hosts()
        .forEach((host, news) -> {
          var robots = news.robots();
          var closed = news.closed();
          hosts.add(
              domains.of(host),
              Domains.hostId(host),
              host,
              robots == null ? null : robots.body().value(),
              robots == null ? null : robots.at().toEpochMilli(),
              millisUntil(news.delayedUntil(), now),
              closed == null ? null : closed.kind().label(),
              closed == null ? null : Sql.text(closed.detail()),
              Sql.cause(closed));
        });
    hosts.update(connection);
  }

  /// How long a host still waits: an instant of this machine's clock means nothing to another.
  private static @Nullable Long millisUntil(@Nullable Instant instant, Instant now) {
    return instant == null ? null : Math.max(0, Duration.between(now, instant).toMillis());
  }
}
