package dev.spinneret.engine.crawl.seen;

/// The URLs that a crawl has discovered, by fingerprint. Most are seen for good. Two kinds are
/// parked: a URL out of scope may be named as a seed later, and one too deep may be found again on
/// a shorter path.
public final class KnownUrls {
  private final FingerprintSet seen = new FingerprintSet();
  private final FingerprintSet outOfScope = new FingerprintSet();
  private final FingerprintSet tooDeep = new FingerprintSet();

  /// Creates an empty set.
  public KnownUrls() {}

  /// Whether a URL was seen for good.
  ///
  /// @param fingerprint not 0
  /// @return false for one that is parked
  public boolean isSeen(long fingerprint) {
    return seen.contains(fingerprint);
  }

  /// Whether a URL is parked.
  ///
  /// @param fingerprint not 0
  /// @return false for one that is seen for good
  public boolean isParked(long fingerprint) {
    return outOfScope.contains(fingerprint) || tooDeep.contains(fingerprint);
  }

  /// Whether a URL is parked because it is out of scope.
  ///
  /// @param fingerprint not 0
  /// @return false for one that is seen for good, too deep or unknown
  public boolean isOutOfScope(long fingerprint) {
    return outOfScope.contains(fingerprint);
  }

  /// Marks a URL as seen for good.
  ///
  /// @param fingerprint not 0
  public void see(long fingerprint) {
    seen.add(fingerprint);
  }

  /// Parks a URL out of scope.
  ///
  /// @param fingerprint not 0
  public void parkOutOfScope(long fingerprint) {
    outOfScope.add(fingerprint);
  }

  /// Parks a URL too deep.
  ///
  /// @param fingerprint not 0
  public void parkTooDeep(long fingerprint) {
    tooDeep.add(fingerprint);
  }

  /// Takes a URL out of those out of scope.
  ///
  /// @param fingerprint not 0
  /// @return whether it was one
  public boolean unparkOutOfScope(long fingerprint) {
    return outOfScope.size() > 0 && outOfScope.remove(fingerprint);
  }

  /// Takes a URL out of those too deep.
  ///
  /// @param fingerprint not 0
  /// @return whether it was one
  public boolean unparkTooDeep(long fingerprint) {
    return tooDeep.size() > 0 && tooDeep.remove(fingerprint);
  }

  /// See [FingerprintSet#prefetch].
  ///
  /// @param fingerprints none of them 0
  public void prefetch(long[] fingerprints) {
    seen.prefetch(fingerprints);
  }

  /// The memory that all of them take.
  ///
  /// @return bytes
  public long memoryBytes() {
    return seen.memoryBytes() + outOfScope.memoryBytes() + tooDeep.memoryBytes();
  }
}
