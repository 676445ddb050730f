package dev.spinneret.engine.crawl;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// How one simulated server takes a request: when its reply is there, and what it is. In seconds
/// since the start.
interface LoadedServer {

  /// What a request gets.
  ///
  /// @param atSeconds when the reply has come
  /// @param status the HTTP status; 0 for a reset connection, [#NO_CONNECTION], [#NO_PROXY]
  /// @param retryAfter the header; null for none
  record Outcome(double atSeconds, int status, @Nullable String retryAfter) {
    static Outcome ok(double atSeconds) {
      return new Outcome(atSeconds, 200, null);
    }
  }

  /// Takes a request.
  ///
  /// @param nowSeconds when it comes
  /// @param inFlightCount requests that the server has, this one included
  /// @param number of the URL
  Outcome take(double nowSeconds, int inFlightCount, int number);

  /// A latency, drawn at an instant.
  @FunctionalInterface
  interface Latency {
    double draw(double nowSeconds);
  }

  /// In place of a status: the connection is refused.
  int NO_CONNECTION = -1;

  /// In place of a status: the proxy is out of order.
  int NO_PROXY = -2;

  /// Refusals and resets come after this time.
  double QUICK = 0.02;

  static Latency logNormal(SplittableRandom random, double median, double sigma) {
    return _ -> median * Math.exp(sigma * random.nextGaussian());
  }

  static Latency either(SplittableRandom random, double one, double other, double otherShare) {
    return _ ->
        (random.nextDouble() < otherShare ? other : one) * Math.exp(0.1 * random.nextGaussian());
  }

  static Latency tail(SplittableRandom random, Latency usual, double share, double seconds) {
    return now -> random.nextDouble() < share ? seconds : usual.draw(now);
  }

  static Latency slower(Latency usual, double from, double to, double factor) {
    return now -> usual.draw(now) * (now >= from && now < to ? factor : 1);
  }

  /// Takes any number at the same time.
  static LoadedServer free(Latency latency) {
    return (now, _, _) -> Outcome.ok(now + latency.draw(now));
  }

  /// First come, first served, before a number of workers.
  static LoadedServer workers(int count, Latency latency, double networkSeconds) {
    return changingWorkers(count, count, 0, latency, networkSeconds);
  }

  /// As workers, more of them from an instant on.
  static LoadedServer changingWorkers(
      int before, int after, double changeAt, Latency latency, double networkSeconds) {
    var free = new PriorityQueue<Double>();
    for (int i = 0; i < before; i++) {
      free.add(0.0);
    }
    return (now, _, _) -> {
      while (now >= changeAt && free.size() < after) {
        free.add(now);
      }
      Double soonest = free.remove();
      double end = Math.max(now, soonest) + latency.draw(now);
      free.add(end);
      return Outcome.ok(end + networkSeconds);
    };
  }

  /// A bucket of tokens; refuses when it is empty.
  static LoadedServer bucket(
      double perSecond, double size, int status, @Nullable String retryAfter, Latency latency) {
    double[] state = {0, size};
    return (now, _, _) -> {
      state[1] = Math.min(size, state[1] + (now - state[0]) * perSecond);
      state[0] = now;
      if (state[1] < 1) {
        return new Outcome(now + QUICK, status, retryAfter);
      }
      state[1]--;
      return Outcome.ok(now + latency.draw(now));
    };
  }

  /// So many in each second of the clock; refuses the others.
  static LoadedServer window(int perSecond, Latency latency) {
    long[] state = {-1, 0};
    return (now, _, _) -> {
      if ((long) now != state[0]) {
        state[0] = (long) now;
        state[1] = 0;
      }
      return state[1]++ < perSecond
          ? Outcome.ok(now + latency.draw(now))
          : new Outcome(now + QUICK, 429, null);
    };
  }

  /// Refuses everything for a while after more than so many a second over five seconds.
  static LoadedServer ban(int perSecond, double banSeconds, Latency latency) {
    var asked = new PriorityQueue<Double>();
    double[] until = {-1};
    return (now, _, _) -> {
      while (!asked.isEmpty() && asked.peek() < now - 5) {
        asked.remove();
      }
      if (now < until[0]) {
        return new Outcome(now + QUICK, 429, null);
      }
      asked.add(now);
      if (asked.size() > 5 * perSecond) {
        until[0] = now + banSeconds;
        asked.clear();
        return new Outcome(now + QUICK, 429, null);
      }
      return Outcome.ok(now + latency.draw(now));
    };
  }

  /// Answers with a status for a while, or not at all.
  static LoadedServer outage(double from, double to, int status, Latency latency) {
    return (now, _, _) ->
        now >= from && now < to
            ? new Outcome(now + QUICK, status, null)
            : Outcome.ok(now + latency.draw(now));
  }

  /// Resets connections (0), or refuses, above a number in flight.
  static LoadedServer atMost(int most, int status, Latency latency) {
    return (now, inFlight, _) ->
        inFlight > most
            ? new Outcome(now + QUICK, status, null)
            : Outcome.ok(now + latency.draw(now));
  }

  /// A share of the URLs answers 503, always.
  static LoadedServer poisoned(int everyNth, Latency latency) {
    return (now, _, number) ->
        new Outcome(now + latency.draw(now), number % everyNth == 7 ? 503 : 200, null);
  }

  /// A share of the requests is reset, whatever the load.
  static LoadedServer flaky(SplittableRandom random, double share, Latency latency) {
    return (now, _, _) ->
        random.nextDouble() < share
            ? new Outcome(now + 0.1, 0, null)
            : Outcome.ok(now + latency.draw(now));
  }

  /// Sections of pages that are quick, and others that are slow.
  static LoadedServer sections(int length, Latency one, Latency other) {
    int[] count = {0};
    return (now, _, _) -> Outcome.ok(now + (count[0]++ / length % 2 == 0 ? one : other).draw(now));
  }
}
