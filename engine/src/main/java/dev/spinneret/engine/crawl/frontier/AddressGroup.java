package dev.spinneret.engine.crawl.frontier;

import java.util.LinkedHashSet;

/// The hosts that one address serves, and how many leases they have together.
final class AddressGroup {
  int leasedCount;
  int concurrency = 1;

  /// Hosts that could be requested from if the address had room; the longest parked first.
  final LinkedHashSet<HostQueue> parked = new LinkedHashSet<>();

  boolean isFull() {
    return leasedCount >= concurrency;
  }
}
