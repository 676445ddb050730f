package dev.spinneret.engine.crawl.postgresql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.shared.SharedException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// Addresses of shared crawls, as users of libpq write them.
class PostgresAddressTest {
  @Test
  void aUrlSaysAllThatItNeedsTo() {
    var address =
        PostgresAddress.parse(
            "postgresql://me@db.example:6543/crawls?crawl=docs&sslmode=verify-full", Map.of());

    assertEquals("docs", address.crawl());
    assertEquals("jdbc:postgresql://db.example:6543/crawls", address.jdbcUrl());
    assertEquals("me", address.properties().getProperty("user"));
    assertEquals("verify-full", address.properties().getProperty("sslmode"));
    assertEquals("postgresql://db.example:6543/crawls?crawl=docs", address.toString());
  }

  @Test
  void whatItLeavesOutComesFromTheEnvironment() {
    var address =
        PostgresAddress.parse(
            "postgresql://",
            Map.of(
                "PGHOST",
                "h1,h2",
                "PGPORT",
                "6000",
                "PGUSER",
                "u",
                "PGDATABASE",
                "d",
                "PGPASSWORD",
                "hush",
                "PGSSLMODE",
                "require"));

    assertEquals("crawl", address.crawl());
    assertEquals("jdbc:postgresql://h1:6000,h2:6000/d", address.jdbcUrl());
    assertEquals("u", address.properties().getProperty("user"));
    assertEquals("hush", address.properties().getProperty("password"));
    assertEquals("require", address.properties().getProperty("sslmode"));
    assertFalse(address.toString().contains("hush"));
  }

  @Test
  void withoutAPasswordTheDriverLooksIntoThePasswordFile() {
    assertNull(
        PostgresAddress.parse("postgresql://h/d", Map.of()).properties().getProperty("password"));
  }

  @Test
  void aPasswordInTheUrlIsRefusedAndNotRepeated() {
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> PostgresAddress.parse("postgresql://me:hush@h/d", Map.of()));

    assertTrue(thrown.getMessage().contains("PGPASSFILE"), thrown.getMessage());
    assertFalse(thrown.getMessage().contains("hush"), thrown.getMessage());
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (var text :
        new String[] {
          "h/d",
          "http://h/d",
          "postgresql://h/d?crawl=A",
          "postgresql://h/d?x=1",
          "postgresql://h/d?crawl"
        }) {
      assertThrows(
          IllegalArgumentException.class, () -> PostgresAddress.parse(text, Map.of()), text);
    }
  }

  @Test
  void theDriverLogsNothingOnStandardError() {
    var address = PostgresAddress.parse("postgresql://localhost:1/d", Map.of());

    assertThrows(SharedException.class, () -> FrontierAdmin.open(address));

    assertFalse(Logger.getLogger("org.postgresql.ssl").isLoggable(Level.SEVERE));
  }
}
