package dev.spinneret.engine.crawl.limit;

import org.jspecify.annotations.Nullable;

/// A request on its way: when it was sent, and how many others were. What a reply says about a
/// host's limit, it says about that moment.
///
/// @param atNanos the loop's time when it was sent
/// @param inFlightCount requests in flight at its host, itself included
/// @param address what the host shares with others of its address; null while it is not known
/// @param addressInFlightCount requests in flight at that address, itself included
public record Sent(
    long atNanos, int inFlightCount, @Nullable AddressLimit address, int addressInFlightCount) {

  /// Whether no other host of the address had a request in flight.
  boolean isAlone() {
    return address == null || addressInFlightCount == inFlightCount;
  }
}
