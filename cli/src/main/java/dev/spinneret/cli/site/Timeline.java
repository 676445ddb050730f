package dev.spinneret.cli.site;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// How many URLs were requested when, in at most 120 intervals of one length, which grows with the
/// crawl.
final class Timeline {
  private static final int MAX_INTERVALS = 120;
  private static final long FIRST_LENGTH_MILLIS = 100;

  /// What happened in one interval.
  ///
  /// @param fine URLs that are not broken
  /// @param broken URLs that are
  record Interval(long fine, long broken) {}

  private final TreeMap<Long, Interval> intervals = new TreeMap<>();
  private long lengthMillis = FIRST_LENGTH_MILLIS;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis = Long.MIN_VALUE;

  /// Adds a URL.
  ///
  /// @param atMillis when it was requested, milliseconds since 1970
  void add(long atMillis, boolean isBroken) {
    firstMillis = Math.min(firstMillis, atMillis);
    lastMillis = Math.max(lastMillis, atMillis);
    add(atMillis / lengthMillis, isBroken ? new Interval(0, 1) : new Interval(1, 0));
    while (lastMillis / lengthMillis - firstMillis / lengthMillis >= MAX_INTERVALS) {
      lengthMillis *= 2;
      var before = new TreeMap<>(intervals);
      intervals.clear();
      before.forEach((at, interval) -> add(at / 2, interval));
    }
  }

  private void add(long at, Interval more) {
    intervals.merge(at, more, (a, b) -> new Interval(a.fine + b.fine, a.broken + b.broken));
  }

  boolean isEmpty() {
    return intervals.isEmpty();
  }

  /// When the first URL was requested, milliseconds since 1970.
  long firstMillis() {
    return firstMillis;
  }

  /// When the last URL was requested, milliseconds since 1970.
  long lastMillis() {
    return lastMillis;
  }

  /// The length of an interval, milliseconds.
  long lengthMillis() {
    return lengthMillis;
  }

  /// The intervals from the first to the last, with those in which nothing happened.
  List<Interval> intervals() {
    var all = new ArrayList<Interval>();
    if (!isEmpty()) {
      for (var at = intervals.firstKey(); at <= intervals.lastKey(); at++) {
        all.add(intervals.getOrDefault(at, new Interval(0, 0)));
      }
    }
    return all;
  }
}
