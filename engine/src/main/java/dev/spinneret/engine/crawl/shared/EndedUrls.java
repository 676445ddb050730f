package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.CrawlStore;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// URLs that have verdicts, of domains that a crawler takes over: 12 bytes for each. Filled on the
/// writer's thread, then read once on the loop's.
public final class EndedUrls {
  private long[] fingerprints = new long[16];
  private @Nullable VerdictKind[] kinds = new VerdictKind[16];
  private int size;

  /// Creates an empty list.
  public EndedUrls() {}

  /// Adds a URL.
  ///
  /// @param fingerprint of its canonical key
  /// @param verdict its verdict
  public void add(long fingerprint, VerdictKind verdict) {
    if (size == fingerprints.length) {
      fingerprints = Arrays.copyOf(fingerprints, 2 * size);
      kinds = Arrays.copyOf(kinds, 2 * size);
    }
    fingerprints[size] = fingerprint;
    kinds[size++] = verdict;
  }

  /// Passes everything on.
  void restore(CrawlStore.Restored into) {
    for (int i = 0; i < size; i++) {
      into.known(fingerprints[i], Objects.requireNonNull(kinds[i]));
    }
  }
}
