package dev.spinneret.engine.crawl.verdict;

import dev.spinneret.engine.crawl.port.Validators;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a crawl that is repeated knows of a URL from the last run.
///
/// @param change how the two compare
/// @param kept the page of an earlier run that still holds, because the server or a sitemap says
///   so; null if this run has received what there is
public record Revisit(PageChange change, @Nullable Kept kept) {

  /// A page that was received in an earlier run.
  ///
  /// @param receivedAt when the request began that it answered
  /// @param validators what tells its versions apart; null if the server did not say
  public record Kept(Instant receivedAt, @Nullable Validators validators) {}
}
