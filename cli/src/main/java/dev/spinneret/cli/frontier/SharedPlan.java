package dev.spinneret.cli.frontier;

import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.postgresql.PostgresAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A crawl that is shared with others.
///
/// @param address where it is
/// @param crawler this crawler's name
/// @param lease how long it may commit nothing
public record SharedPlan(PostgresAddress address, String crawler, Duration lease) {
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

  /// Checks what was typed.
  ///
  /// @return null when the crawl is not shared
  /// @throws UsageException when flags are missing or do not go together
  public static @Nullable SharedPlan of(Values typed) {
    var url = typed.find(SharedFlags.FRONTIER);
    var crawler = typed.find(SharedFlags.CRAWLER);
    if (url == null) {
      if (crawler != null) {
        throw new UsageException("--crawler needs --frontier URL");
      }
      return null;
    }
    if (crawler == null) {
      throw new UsageException(
          "--frontier needs --crawler NAME, a name that no other crawler of the crawl has");
    }
    var lease = typed.get(SharedFlags.LEASE);
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw new UsageException("--lease %d ms: at least 2s is allowed".formatted(lease.toMillis()));
    }
    return new SharedPlan(address("--frontier", url), crawler, lease);
  }

  /// The address of a shared crawl.
  ///
  /// @param what the flag or argument
  /// @param text as typed; it is not shown, as it may hold a password
  /// @throws UsageException when it is none
  static PostgresAddress address(String what, String text) {
    try {
      return PostgresAddress.parse(text, System.getenv());
    } catch (IllegalArgumentException e) {
      throw new UsageException(what + ": " + e.getMessage());
    }
  }
}
