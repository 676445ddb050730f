package dev.spinneret.cli.report;

import dev.spinneret.engine.crawl.port.FetchTimings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// How the times of a crawl's fetches are spread, phase by phase: from 1 µs to an hour, to two
/// digits, in 20 KB a phase. A phase that did not happen, as when a connection was used again, is
/// not counted.
final class PhaseTimes {
  private static final long LONGEST_MICROS = 3_600_000_000L;

  private final Histogram whole = histogram();
  private final Map<String, Histogram> phases = new LinkedHashMap<>();
  private final Histogram dns = phase("dns");
  private final Histogram connect = phase("connect");
  private final Histogram tls = phase("tls");
  private final Histogram waiting = phase("wait");
  private final Histogram body = phase("body");
  private final Histogram parse = phase("parse");
  private long parseNanos;
  private long wholeNanos;

  private Histogram phase(String name) {
    var histogram = histogram();
    phases.put(name, histogram);
    return histogram;
  }

  private static Histogram histogram() {
    return new Histogram(LONGEST_MICROS, 2);
  }

  /// Adds a fetch.
  void add(FetchTimings timings, long parsedNanos) {
    var nanos = timings.totalNanos();
    parseNanos += parsedNanos;
    wholeNanos += nanos;
    record(whole, nanos);
    record(dns, timings.dnsNanos());
    record(connect, timings.connectNanos());
    record(tls, timings.tlsNanos());
    record(waiting, timings.waitNanos());
    record(body, timings.bodyNanos());
    record(parse, parsedNanos);
  }

  private static void record(Histogram histogram, long nanos) {
    if (nanos > 0) {
      histogram.recordValue(Math.min(LONGEST_MICROS, Math.max(1, nanos / 1_000)));
    }
  }

  /// How many fetches took at most this long.
  long countWithin(double seconds) {
    return whole.getTotalCount() == 0 ? 0 : whole.getCountBetweenValues(0, (long) (seconds * 1e6));
  }

  long count() {
    return whole.getTotalCount();
  }

  /// The sum of all fetches.
  long wholeNanos() {
    return wholeNanos;
  }

  /// The sum over all pages.
  long parseNanos() {
    return parseNanos;
  }

  /// The milliseconds that this share of fetches did not exceed.
  double latencyMillis(double percent) {
    return millis(whole, percent);
  }

  /// The same for each phase that happened, by its name.
  Map<String, Percentiles> phases() {
    var result = new LinkedHashMap<String, Percentiles>();
    phases.forEach((name, histogram) -> {
      if (histogram.getTotalCount() > 0) {
        result.put(
            name,
            new Percentiles(millis(histogram, 50), millis(histogram, 90), millis(histogram, 99)));
      }
    });
    return result;
  }

  /// All fetches together.
  Percentiles latency() {
    return new Percentiles(latencyMillis(50), latencyMillis(90), latencyMillis(99));
  }

  private static double millis(Histogram histogram, double percent) {
    return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percent) / 1e3;
  }
}
