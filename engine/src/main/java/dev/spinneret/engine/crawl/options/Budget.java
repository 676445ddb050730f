package dev.spinneret.engine.crawl.options;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a crawl may spend; `Long.MAX_VALUE` and null stand for no limit.
///
/// @param pages pages with content of the whole crawl: replies with a status of 2xx, no sitemaps
/// @param bytes body bytes of the whole crawl; the reply that passes the limit is the last
/// @param time of the whole crawl
/// @param hostPages pages with content of one host
/// @param hostBytes body bytes of one host
public record Budget(
    long pages, long bytes, @Nullable Duration time, long hostPages, long hostBytes) {

  /// No limit at all.
  public static final Budget UNLIMITED =
      new Budget(Long.MAX_VALUE, Long.MAX_VALUE, null, Long.MAX_VALUE, Long.MAX_VALUE);
}
