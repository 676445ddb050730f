package dev.spinneret.engine.crawl;

/// The limit that the hosts of one address share: a knee of its own, fed with what is in flight at
/// all of them together.
final class AddressLimit {
  final String address;
  final Knee knee;
  int inFlightCount;

  /// The limit that the frontier knows.
  int sharedLimit;

  AddressLimit(String address, Knee knee) {
    this.address = address;
    this.knee = knee;
  }
}
