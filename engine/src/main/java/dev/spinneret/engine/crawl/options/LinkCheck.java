package dev.spinneret.engine.crawl.options;

import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.url.WebUrl;
import java.util.Set;
import java.util.function.Predicate;

/// What a crawl does that is to find out whether links lead anywhere, besides following some.
///
/// A target is probed: it is requested to see whether it is there, and its links are not followed,
/// unless it turns out to be a page in scope.
///
/// @param probe the kinds of links whose targets are probed; a kind that is followed is not
/// @param probeOutside which links out of scope, or too far from the seeds, are probed instead of
///   left out; called on the loop's thread. What an exclude rule keeps out is never probed
/// @param lateRetry whether what has failed after all attempts, and may be there later, is
///   requested once more at the end of the crawl
public record LinkCheck(Set<LinkKind> probe, Predicate<WebUrl> probeOutside, boolean lateRetry) {
  /// A crawl that checks nothing.
  public static final LinkCheck NONE = new LinkCheck(Set.of(), _ -> false, false);

  /// Creates the record.
  public LinkCheck {
    probe = Set.copyOf(probe);
  }
}
