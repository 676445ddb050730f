package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchMethod;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.parse.http.HttpStatus;
import dev.spinneret.parse.url.WebUrl;
import org.jspecify.annotations.Nullable;

/// Decides how to request URLs that are only checked for existence.
///
/// ```
/// HEAD ─▶ a good answer ─────────────────────────────▶ verdict
///   │        └─▶ in scope, and of a page or style sheet ─▶ a page: GET, its links are followed
///   └────▶ any other answer, or none ─▶ GET without body ─▶ verdict
/// ```
///
/// Many servers refuse HEAD, or answer it with an error, or close the connection: so only a
/// successful reply to it counts, and a refusal because of too many requests.
final class Probes {
  private final Admission admission;
  private final BodyReader reader;

  Probes(Admission admission, BodyReader reader) {
    this.admission = admission;
    this.reader = reader;
  }

  /// How a URL is requested.
  static FetchMethod method(CrawlUrl.Role role) {
    return switch (role) {
      case PAGE, SITEMAP, REQUISITE -> FetchMethod.GET;
      case PROBE -> FetchMethod.HEAD;
      case PROBE_BY_GET -> FetchMethod.GET_WITHOUT_BODY;
    };
  }

  /// In which role a URL has to be requested again after a reply.
  ///
  /// @return null if the reply suffices
  CrawlUrl.@Nullable Role nextRole(CrawlUrl url, WebUrl parsed, FetchResult result) {
    if (!url.role().isProbe()) {
      return null;
    }
    return switch (result) {
      case FetchResult.Failed(var cause, _, _) ->
          url.role() == CrawlUrl.Role.PROBE && mayBeTheMethod(cause)
              ? CrawlUrl.Role.PROBE_BY_GET
              : null;
      case FetchResult.Fetched(var reply, _) -> nextRole(url, parsed, reply);
    };
  }

  private CrawlUrl.@Nullable Role nextRole(CrawlUrl url, WebUrl parsed, Reply reply) {
    if (HttpStatus.isSuccess(reply.status())) {
      return reader.mayHaveLinks(reply) && admission.mayFollow(parsed, url)
          ? CrawlUrl.Role.PAGE
          : null;
    }
    boolean isGood = Redirects.isRedirect(reply) || reply.isRefusal();
    return url.role() == CrawlUrl.Role.PROBE && !isGood ? CrawlUrl.Role.PROBE_BY_GET : null;
  }

  private static boolean mayBeTheMethod(FailureCause cause) {
    return switch (cause) {
      case FIRST_BYTE_TIMEOUT, TOTAL_TIMEOUT, RESET, CLOSED_EARLY, BAD_MESSAGE, BAD_ENCODING ->
          true;
      // Not exhaustive: for all others, no request was sent, or another one would also fail.
      default -> false;
    };
  }
}
