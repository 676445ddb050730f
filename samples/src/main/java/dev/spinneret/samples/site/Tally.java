package dev.spinneret.samples.site;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what a site serves: written by its loop's thread alone, read by any.
final class Tally {
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong distinct = new AtomicLong();
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong maxInFlight = new AtomicLong();
  private final AtomicLong errorsServed = new AtomicLong();
  private final AtomicLong forbiddenServed = new AtomicLong();

  private final BitSet seenPages = new BitSet();
  private final Set<String> seenTargets = new HashSet<>();
  private long inFlight;

  void connection() {
    add(connections);
  }

  /// Counts a request that has been read; its answer is counted by `end`.
  ///
  /// @param page the page it asks for, or -1
  void begin(int host, String target, int page) {
    add(requests);
    if (isNew(host, target, page)) {
      add(distinct);
    }
    if (page < 0 && target.startsWith("/private/")) {
      add(forbiddenServed);
    }
    inFlight++;
    if (inFlight > maxInFlight.getPlain()) {
      maxInFlight.setRelease(inFlight);
    }
  }

  void end() {
    inFlight--;
  }

  void answered(int status) {
    if (status >= 400) {
      add(errorsServed);
    }
  }

  SiteStats stats() {
    return new SiteStats(
        requests.get(),
        distinct.get(),
        connections.get(),
        maxInFlight.get(),
        errorsServed.get(),
        forbiddenServed.get());
  }

  private boolean isNew(int host, String target, int page) {
    if (page < 0) {
      return seenTargets.add(host + target);
    }
    if (seenPages.get(page)) {
      return false;
    }
    seenPages.set(page);
    return true;
  }

  /// One writer: no need for a locked instruction.
  private static void add(AtomicLong counter) {
    counter.setRelease(counter.getPlain() + 1);
  }
}
