package dev.spinneret.cli.check;

import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.LinkPlace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Something that links lead to: a URL, one with a fragment, or a reference that is no valid URL.
///
/// All links to it are counted, and the first of them are kept: by their pages' URLs and their
/// places there, so that they are the same whatever the order of the replies.
final class Target {
  /// The URL as it was written first, absolute; or the malformed reference.
  final String url;

  /// What became of it; null until that is known.
  @Nullable Outcome outcome;

  /// Whether the names that fragments may have in this page are known.
  boolean hasNames;

  private final ArrayList<Referrer> referrers = new ArrayList<>(1);
  private long referrerCount;

  Target(String url) {
    this.url = url;
  }

  /// Notes a link to this target.
  ///
  /// @param place is only computed when the link is kept
  /// @param most how many are kept
  void linked(String page, LinkKind kind, Supplier<LinkPlace> place, int most) {
    referrerCount++;
    boolean isFull = referrers.size() >= most;
    if (isFull && page.compareTo(referrers.getLast().page()) > 0) {
      return;
    }
    var referrer = new Referrer(page, kind, place.get());
    int at = Collections.binarySearch(referrers, referrer, Referrer.BY_PLACE);
    referrers.add(at < 0 ? -at - 1 : at + 1, referrer);
    if (isFull) {
      referrers.removeLast();
    }
  }

  /// The first links to this target, in order.
  List<Referrer> referrers() {
    return referrers;
  }

  /// How many links to this target there are.
  long referrerCount() {
    return referrerCount;
  }
}
