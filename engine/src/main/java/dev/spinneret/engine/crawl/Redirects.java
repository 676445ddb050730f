package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.CrawlUrl.CookieEffect;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.frontier.RedirectTrail;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.url.WebUrl;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Decides what a redirect means: its target is a URL of its own, or this chain has visited it
/// before, or the redirect is broken.
///
/// A chain may return to a URL, as with a page that sets a cookie and redirects back (Fetch §4.4,
/// HTTP-redirect fetch, has only a limit). The URL is requested again if that can give another
/// reply: if the cookies have changed since, or if its spelling was not requested before. Otherwise
/// it is a loop. A Set-Cookie that changed nothing counts once, since the reply to another request
/// may have set the same cookie while this one was in flight.
///
/// A chain may also close through redirects that links led to, see [RedirectTrail].
final class Redirects {
  private static final String LOOP = ", which led here";

  private final CrawlOptions options;
  private final Admission admission;
  private final Frontier frontier;
  private final VerdictRecorder recorder;
  private final LongSupplier clock;

  Redirects(CrawlParts parts, Admission admission) {
    options = parts.options();
    frontier = parts.frontier();
    recorder = parts.recorder();
    clock = parts.loop()::timeNanos;
    this.admission = admission;
  }

  /// Whether a reply is a redirect. With several choices (300), the preferred one is in Location,
  /// if there is one (RFC 9110 §15.4.1); curl, wget and Firefox follow it.
  static boolean isRedirect(Reply reply) {
    return switch (reply.status()) {
      case 301, 302, 303, 307, 308 -> true;
      case 300 -> reply.headers().first("Location") != null;
      default -> false;
    };
  }

  /// Where a reply redirects to.
  ///
  /// @return null if it does not, or to nothing usable
  static @Nullable WebUrl target(Reply reply, WebUrl url) {
    var target = isRedirect(reply) ? reply.headers().location(url) : null;
    return target == null ? null : target.withoutUserinfo();
  }

  /// Whether two verdicts are of the same redirect. Which redirect of a loop fails depends on the
  /// order of the replies.
  ///
  /// @param one the detail of a verdict
  /// @param other that of another
  static boolean areSame(String one, String other) {
    return one.replace(LOOP, "").equals(other.replace(LOOP, ""));
  }

  /// Follows a redirect.
  ///
  /// @param from the URL that redirects, leased, with its lineage
  /// @param target where to; null for nothing usable
  /// @param privateAllowed whether the target may be a loopback or private address
  /// @return the verdict of `from`; null if `from` itself waits to be requested again
  @Nullable Verdict follow(
      CrawlUrl from, @Nullable WebUrl target, Reply reply, boolean privateAllowed) {
    if (target == null) {
      return bad(reply);
    }
    long fingerprint = admission.fingerprint(target);
    var spelling = target.withoutFragment();
    int most = options.links().maxRedirects();
    var redirect = new CrawlUrl.Redirect(from, CookieEffect.of(reply));
    var earlier = earlier(redirect, fingerprint, spelling);
    if (earlier == null) {
      var closing = recorder.redirects.closing(redirect, fingerprint, most);
      if (closing != null) {
        redirect = closing;
        earlier = earlier(redirect, fingerprint, spelling);
      }
    }
    boolean isNew = earlier == null && !admission.known.isSeen(fingerprint);
    if ((earlier != null || isNew) && from.hops() >= most) {
      return new Verdict.Failed(
          FailureCause.TOO_MANY_REDIRECTS,
          "more than " + most + " redirects, the last to " + target.href());
    }
    if (earlier == null) {
      admission.redirect(target, fingerprint, redirect, privateAllowed);
      recorder.redirects.followed(redirect, fingerprint);
      return new Verdict.Redirected(reply.status(), target.href());
    }
    if (!mayAnswerOtherwise(redirect, fingerprint, spelling)) {
      var redirected = new Verdict.Redirected(reply.status(), target.href());
      return new Verdict.Failed(FailureCause.REDIRECT_LOOP, redirected.detail() + LOOP);
    }
    var again = earlier.again(spelling, redirect);
    if (fingerprint == from.fingerprint()) {
      recorder.reasked(from, again);
      frontier.retry(again, clock.getAsLong());
      return null;
    }
    recorder.redirects.followed(redirect, fingerprint);
    if (!recorder.ledger.isLeased(fingerprint) && !admission.referAgain(again)) {
      recorder.reasked(from, again);
      admission.admitAgain(again);
    }
    return new Verdict.Redirected(reply.status(), target.href());
  }

  private static Verdict bad(Reply reply) {
    var location = reply.headers().first("Location");
    return new Verdict.Failed(
        FailureCause.BAD_REDIRECT,
        "status "
            + reply.status()
            + (location == null
                ? " without a Location"
                : " to '" + location + "', which is no http or https URL"));
  }

  /// The URL of this chain that a redirect leads back to: in the redirect's spelling, if it was
  /// requested in that spelling, else as it was requested last.
  private static @Nullable CrawlUrl earlier(
      CrawlUrl.Redirect last, long fingerprint, String spelling) {
    CrawlUrl found = null;
    for (var redirect = last; redirect != null; redirect = redirect.from().via()) {
      var url = redirect.from();
      if (url.fingerprint() == fingerprint) {
        if (url.href().equals(spelling)) {
          return url;
        }
        found = found == null ? url : found;
      }
    }
    return found;
  }

  /// Whether a URL that this chain has requested may give another reply now.
  private static boolean mayAnswerOtherwise(
      CrawlUrl.Redirect last, long fingerprint, String spelling) {
    boolean changed = false;
    boolean set = false;
    boolean requested = false;
    for (var redirect = last; redirect != null; redirect = redirect.from().via()) {
      if (!requested) {
        changed |= redirect.cookies() == CookieEffect.CHANGED;
        set |= redirect.cookies() == CookieEffect.SAME;
      }
      var url = redirect.from();
      if (url.fingerprint() == fingerprint && url.href().equals(spelling)) {
        if (requested) {
          return changed;
        }
        requested = true;
      }
    }
    return !requested || changed || set;
  }
}
