package dev.spinneret.engine.crawl.lastrun;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.Validators;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.parse.http.HttpStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What became of a URL in the last run of a crawl that is repeated.
///
/// @param fingerprint the URL's
/// @param order its place in that run's order of discovery
/// @param verdict the verdict's kind
/// @param detail what makes the verdict more exact; empty for a page that was fetched
/// @param cause why it failed; null if it did not
/// @param status the HTTP status; 0 if there was no reply
/// @param digest of the body
/// @param requestedAt when the last request for it began
/// @param receivedAt when the request began that brought its body
/// @param validators what to send along with the next request; null for nothing
/// @param unmodifiedSince a sitemap of this run says that the page was not changed after this
///   moment; null if none does, or if sitemaps are not trusted
public record LastVisit(
    long fingerprint,
    long order,
    VerdictKind verdict,
    String detail,
    @Nullable FailureCause cause,
    int status,
    long digest,
    Instant requestedAt,
    Instant receivedAt,
    @Nullable Validators validators,
    @Nullable Instant unmodifiedSince) {

  /// Whether a page was there.
  ///
  /// @return true for 2xx
  public boolean wasPage() {
    return HttpStatus.isSuccess(status);
  }
}
