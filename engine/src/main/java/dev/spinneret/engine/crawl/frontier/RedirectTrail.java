package dev.spinneret.engine.crawl.frontier;

import dev.spinneret.engine.crawl.frontier.CrawlUrl.Redirect;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// The redirects that were followed last, so that a loop is recognised even if each of its URLs was
/// found by a link: then no chain of redirects leads around it, and every target is already known.
///
/// Holds the last 10,000; a loop that takes longer to close, or that leads through another crawler
/// of a shared crawl, is not recognised. On the loop's thread.
public final class RedirectTrail {
  private static final int MAX_CHARACTERS = 1_000_000;

  private final LinkedHashMap<Long, Step> steps = new LinkedHashMap<>();
  private int characters;

  private record Step(Redirect redirect, long target) {
    int length() {
      return redirect.from().href().length();
    }
  }

  /// Creates an empty trail.
  public RedirectTrail() {}

  /// Adds a redirect.
  ///
  /// @param redirect the redirect
  /// @param target the fingerprint of its target
  public void followed(Redirect redirect, long target) {
    long from = redirect.from().fingerprint();
    forget(from);
    var step = new Step(redirect, target);
    steps.put(from, step);
    characters += step.length();
    while (characters > MAX_CHARACTERS) {
      characters -= steps.pollFirstEntry().getValue().length();
    }
  }

  /// Removes the redirect of a URL that is to be requested again: its next reply may be another.
  ///
  /// @param fingerprint the URL's
  public void forget(long fingerprint) {
    var step = steps.remove(fingerprint);
    characters -= step == null ? 0 : step.length();
  }

  /// Looks for the redirects that lead from a target back to the URL that redirects there.
  ///
  /// @param last the redirect
  /// @param target the fingerprint of its target
  /// @param most the longest way to look at, in redirects
  /// @return `last` with that way as the chain of its URL; null if they do not lead back
  public @Nullable Redirect closing(Redirect last, long target, int most) {
    Redirect way = null;
    var step = steps.get(target);
    for (int i = 0; i < most && step != null; i++) {
      var from = step.redirect.from();
      way = new Redirect(way == null ? from : from.reachedBy(way), step.redirect.cookies());
      if (step.target == last.from().fingerprint()) {
        return new Redirect(last.from().reachedBy(way), last.cookies());
      }
      step = steps.get(step.target);
    }
    return null;
  }
}
