package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.seen.Hash64;

/// What was referred lately and at which depth, so that a link that every page of a site has is
/// sent once, and again only when a shorter way to it is found. It has room for a million and
/// forgets some of those that share a place; a referral that is sent twice costs time and does no
/// harm.
final class SentReferrals {
  private static final int PLACE_BITS = 18;

  /// How many share a place.
  private static final int WAYS = 4;

  private final long[] sent = new long[WAYS << PLACE_BITS];
  private final int[] depths = new int[WAYS << PLACE_BITS];
  private boolean isPassingOn;

  /// Runs what takes a message over and refers to their owners those URLs that are not this
  /// crawler's: all of them are sent, since what was sent before may be this very message.
  void passOn(Runnable taking) {
    isPassingOn = true;
    try {
      taking.run();
    } finally {
      isPassingOn = false;
    }
  }

  /// Notes a referral.
  ///
  /// @return false when its like was sent before, and not at a greater depth
  boolean add(Referral referral) {
    if (isPassingOn || referral.kind() == Referral.Kind.AGAIN) {
      return true;
    }
    var url = referral.url();
    int kind =
        (referral.named() ? 4 : 0) + (referral.listed() ? 2 : 0) + (url.via() == null ? 0 : 1);
    long key = Hash64.mix(url.fingerprint(), kind) | 1; // 0 marks an empty slot
    int first = (int) (key >>> (Long.SIZE - PLACE_BITS)) * WAYS;
    int slot = first;
    while (slot < first + WAYS && sent[slot] != key && sent[slot] != 0) {
      slot++;
    }
    if (slot == first + WAYS) {
      slot = first + (int) (key >>> 1 & (WAYS - 1));
    } else if (sent[slot] == key && depths[slot] <= url.depth()) {
      return false;
    }
    sent[slot] = key;
    depths[slot] = url.depth();
    return true;
  }
}
