package dev.spinneret.engine.crawl.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a crawl may spend; `Long.MAX_VALUE` and null stand for no limit.
///
/// @param pages pages with content of the whole crawl: replies with a status of 2xx, no sitemaps
/// @param bytes body bytes of the whole crawl; the reply that passes the limit is the last
/// @param time of the whole crawl
/// @param hostPages pages with content of one host
public record Budget(long pages, long bytes, @Nullable Duration time, long hostPages) {

  /// No limit at all.
  public static final Budget UNLIMITED =
      new Budget(Long.MAX_VALUE, Long.MAX_VALUE, null, Long.MAX_VALUE);

  /// The same budget with another number of pages.
  ///
  /// @param newPages pages with content of the whole crawl
  /// @return a copy
  public Budget withPages(long newPages) {
    return new Budget(newPages, bytes, time, hostPages);
  }

  /// The same budget with another number of bytes.
  ///
  /// @param newBytes body bytes of the whole crawl
  /// @return a copy
  public Budget withBytes(long newBytes) {
    return new Budget(pages, newBytes, time, hostPages);
  }

  /// The same budget with another time.
  ///
  /// @param newTime of the whole crawl
  /// @return a copy
  public Budget withTime(Duration newTime) {
    return new Budget(pages, bytes, newTime, hostPages);
  }

  /// The same budget with another number of pages of each host.
  ///
  /// @param newHostPages pages with content of one host
  /// @return a copy
  public Budget withHostPages(long newHostPages) {
    return new Budget(pages, bytes, time, newHostPages);
  }
}
