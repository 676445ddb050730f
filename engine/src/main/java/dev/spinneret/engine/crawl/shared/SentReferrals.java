package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.seen.FingerprintSet;
import dev.spinneret.engine.crawl.seen.Hash64;

/// What was referred lately, so that links that every page of a site has are sent once. It holds a
/// million at most and then begins anew; a referral that is sent twice costs time and does no harm.
final class SentReferrals {
  private static final int MAX = 1_000_000;

  private FingerprintSet sent = new FingerprintSet();

  /// Notes a referral.
  ///
  /// @return false when its like was sent before
  boolean add(Referral referral) {
    if (referral.kind() == Referral.Kind.AGAIN) {
      return true;
    }
    if (sent.size() >= MAX) {
      sent = new FingerprintSet();
    }
    var url = referral.url();
    int way = 4 * url.depth() + (referral.named() ? 2 : 0) + (referral.listed() ? 1 : 0);
    long key = Hash64.mix(url.fingerprint() + (url.via() == null ? 0 : 1), way);
    return sent.add(key == 0 ? 1 : key);
  }
}
