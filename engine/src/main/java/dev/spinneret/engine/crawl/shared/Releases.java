package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.shared.OwnedDomains.Domain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// Chooses the domains that a crawler releases. Only an idle domain can be released; a busy one is
/// held, so that nothing more of it is requested, and released when it has become idle. On the
/// loop's thread.
final class Releases {
  private final ToLongFunction<Domain> openCount;
  private final Predicate<Domain> isIdle;
  private final Consumer<Domain> hold;
  private final Set<Long> held = new HashSet<>();

  /// @param openCount how many URLs of a domain are open
  /// @param isIdle whether nothing of it is in flight
  /// @param hold lets nothing of it be requested for a while
  Releases(ToLongFunction<Domain> openCount, Predicate<Domain> isIdle, Consumer<Domain> hold) {
    this.openCount = openCount;
    this.isIdle = isIdle;
    this.hold = hold;
  }

  /// How many domains are held, to be released soon.
  int heldCount() {
    return held.size();
  }

  /// Chooses what to release now.
  ///
  /// @param owned all domains, in the order in which they are chosen
  /// @param surplus how many of those with open URLs are to go, besides those that are held
  /// @param mayHold whether busy ones are held
  /// @param isFull whether those without open URLs go, too
  List<Domain> choose(Collection<Domain> owned, int surplus, boolean mayHold, boolean isFull) {
    var chosen = new ArrayList<Domain>();
    int left = surplus;
    for (var domain : owned) {
      boolean isOpen = openCount.applyAsLong(domain) > 0;
      if (!isOpen) {
        held.remove(domain.id());
        if (isFull && isIdle.test(domain)) {
          chosen.add(domain);
        }
      } else if (held.contains(domain.id())) {
        holdOrChoose(domain, chosen);
      } else if (left > 0 && (mayHold || isIdle.test(domain))) {
        left--;
        holdOrChoose(domain, chosen);
      }
    }
    return chosen;
  }

  private void holdOrChoose(Domain domain, List<Domain> chosen) {
    if (isIdle.test(domain)) {
      held.remove(domain.id());
      chosen.add(domain);
    } else {
      held.add(domain.id());
      hold.accept(domain);
    }
  }
}
