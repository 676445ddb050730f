package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.port.Validators;
import dev.spinneret.fetch.Exchange.Answer;
import dev.spinneret.fetch.RequestFields.Sent;
import dev.spinneret.fetch.auth.Authorization;
import dev.spinneret.fetch.http.HttpVersion;
import dev.spinneret.fetch.http.ReplyReader;
import dev.spinneret.fetch.options.HttpMode;
import dev.spinneret.fetch.proxy.ConnectHandshake;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The exchanges with an origin about one resource: nearly always one request and its reply.
///
/// The request is sent again if the outcome depends on how it was sent and not on the resource.
/// Each reason has a method below that recognises it and changes the request:
///
/// - the reused connection had died meanwhile,
/// - the server refuses a second request on a connection,
/// - the server answers over other connections only,
/// - the server does not understand HTTP/1.1,
/// - it refuses the cookies,
/// - it takes the conditions of the request for those of a change,
/// - it requests authentication.
///
/// The second, fourth and fifth are guesses: the changed request is a trial. If it does no better,
/// the first outcome stands and the origin remembers that the guess was wrong. So an origin costs a
/// second request once, not for every URL.
final class Conversation {
  /// More exchanges than any sequence of reasons needs.
  private static final int MAX_EXCHANGES = 8;

  /// A challenge, and another one that only replaces the nonce.
  private static final int MAX_CHALLENGES = 2;

  /// A shorter Cookie field is not refused for its length.
  private static final int SMALL_COOKIE_BYTES = 1_024;

  /// How a request was changed, to see whether that helps.
  private enum Trial {
    NONE,
    NEW_CONNECTION,
    ONE_DOT_ZERO,
    NO_COOKIES
  }

  private final FetchParts parts;
  private final FetchRequest request;
  private final Timings timings;
  private final long deadlineAtNanos;
  private Origin origin;

  private HttpVersion version;
  private boolean withCookies = true;
  private @Nullable Validators known;
  private Sent sent = Sent.NOTHING;
  private @Nullable Authorization authorization;

  /// An open connection, ready for the next request; null if one must be opened.
  private @Nullable PooledConnection connection;

  /// Whether this holds one of the origin's permits.
  private boolean isInside = true;

  private int exchangeCount;
  private int challengeCount;
  private boolean cookiesChanged;
  private Trial trial = Trial.NONE;
  private @Nullable Outcome beforeTrial;
  private int cookieBytesBeforeTrial;

  private Conversation(
      FetchParts parts,
      FetchRequest request,
      Timings timings,
      long deadlineAtNanos,
      Origin origin) {
    this.parts = parts;
    this.request = request;
    this.timings = timings;
    this.deadlineAtNanos = deadlineAtNanos;
    this.origin = origin;
    this.known = request.known();
    this.version =
        switch (parts.options().request().httpMode()) {
          case AUTO -> origin.version;
          case HTTP_1_0 -> HttpVersion.HTTP_1_0;
          case HTTP_1_1 -> HttpVersion.HTTP_1_1;
        };
  }

  /// Gets the resource, waiting for a connection and for the reply.
  ///
  /// @throws PeerException if there is no reply
  static Reply run(FetchParts parts, FetchRequest request, Timings timings, long deadlineAtNanos)
      throws PeerException {
    var origin = parts.pool().enter(request.url().origin(), deadlineAtNanos);
    var conversation = new Conversation(parts, request, timings, deadlineAtNanos, origin);
    try {
      return conversation.reply();
    } finally {
      if (conversation.isInside) {
        parts.pool().leave(conversation.origin, conversation.connection);
      }
    }
  }

  private Reply reply() throws PeerException {
    connection = idleConnection();
    var outcome = exchange();
    while (exchangeCount < MAX_EXCHANGES) {
      if (outcome.isStalled()) {
        outcome = exchangeWhereServed();
        continue;
      }
      if (!outcome.connectionHadDied()) {
        outcome = judgeTrial(outcome);
        if (!tryOneDotZero(outcome)
            && !tryWithoutCookies(outcome)
            && !tryNewConnection(outcome)
            && !leaveOutConditions(outcome)
            && !answerChallenge(outcome)) {
          break;
        }
      }
      outcome = exchange();
    }
    return outcome.reply(cookiesChanged);
  }

  /// Waits until one of the connections that the server answers is free, and sends the request
  /// there.
  private Outcome exchangeWhereServed() throws PeerException {
    origin.slots.lower();
    isInside = false;
    parts.pool().leave(origin, null);
    // Another object if the pool has forgotten the origin meanwhile.
    origin = parts.pool().enter(origin.name, deadlineAtNanos);
    isInside = true;
    connection = idleConnection();
    long fromNanos = parts.dialer().nowNanos();
    var outcome = exchange();
    origin.slots.served(parts.dialer().nowNanos() - fromNanos);
    return outcome;
  }

  private @Nullable PooledConnection idleConnection() {
    var idle = parts.pool().takeIdle(origin);
    if (idle != null && !parts.connector().admits(request, idle.stream)) {
      idle.close();
      return null;
    }
    return idle;
  }

  private PooledConnection open() throws PeerException {
    while (true) {
      parts.pool().makeRoom();
      try {
        var stream = parts.connector().connect(request, timings, deadlineAtNanos, stalledFromNow());
        return new PooledConnection(
            stream, new ReplyReader(parts.headLimits(), bareAllowed()), origin.slots);
      } catch (PeerException e) {
        if (e.failureCause() != FailureCause.LOCAL_RESOURCES
            || !parts.pool().awaitRoom(deadlineAtNanos)) {
          throw e;
        }
      }
    }
  }

  /// Whether a new connection on which nothing comes is one too many, by what others receive from
  /// now on.
  private BooleanSupplier stalledFromNow() {
    long replyCount = origin.slots.replyCount();
    return () -> origin.slots.isStalled(replyCount, parts.pool().hasIdle(origin));
  }

  /// Whether a reply may be HTTP/0.9, as in browsers: on an HTTP port, or if the user typed the
  /// origin. Elsewhere the greeting of any other protocol would count as a page.
  private boolean bareAllowed() {
    int port = request.url().port();
    return port == 80 || port == 443 || parts.options().request().admits(request.url().origin());
  }

  /// Sends the request and reads the reply, over the open connection or a new one. Afterwards the
  /// connection is ready for another request, or closed.
  private Outcome exchange() {
    exchangeCount++;
    var current = connection;
    connection = null;
    var reused = false;
    try {
      if (current == null) {
        current = open();
      }
      reused = current.reused;
      var answer = exchange(current);
      var remote = current.stream.remote();
      cookiesChanged |= parts.fields().takeIn(request.url(), answer.head().headers());
      origin.answered(version, current.reader.chunked() && !answer.truncated());
      boolean isKept =
          answer.reusable() && parts.options().pool().keepAlive() && !origin.wantsNewConnections;
      current.replied(isKept);
      if (isKept) {
        current.keptNanos = KeepAlive.keptNanos(answer.head().headers());
        connection = current;
      }
      return new Outcome(answer, null, remote, reused);
    } catch (PeerException e) {
      return new Outcome(null, e, null, reused);
    } finally {
      if (connection == null && current != null) {
        current.close();
      }
    }
  }

  private Answer exchange(PooledConnection on) throws PeerException {
    var url = request.url();
    var proxy = parts.connector().proxyFor(url);
    var target = proxy == null ? url.requestTarget() : url.origin() + url.requestTarget();
    var cookieBytes = withCookies ? origin.maxCookieBytes : 0;
    sent =
        parts
            .fields()
            .of(request.method().token(), url, target, cookieBytes, proxy, authorization, known);
    if (!request.permit().getAsBoolean()) {
      throw new PeerException(FailureCause.LOCAL_RESOURCES, "the request was withdrawn");
    }
    var stalled = stalledFromNow();
    var answer =
        new Exchange(
                parts.dialer(),
                parts.buffers(),
                parts.options(),
                request.method(),
                Math.max(parts.options().replies().maxBodyBytes(), request.minBodyBytes()),
                request.memory(),
                parts.throttle(),
                on,
                timings,
                deadlineAtNanos,
                () -> !on.reused && stalled.getAsBoolean())
            .run(parts.writer(), version, target, url.authority(), sent.lines());
    if (proxy != null && answer.head().status() == 407) {
      throw ProxyRoute.failed(proxy, ConnectHandshake.refusal(proxy, answer.head().headers()));
    }
    return answer;
  }

  /// Sends the request over a new connection if it may be refused because it was not the first.
  private boolean tryNewConnection(Outcome outcome) {
    if (!outcome.reused() || !outcome.isBadRequest() || origin.reuseIsInnocent) {
      return false;
    }
    if (connection != null) {
      connection.close();
      connection = null;
    }
    origin.wantsNewConnections = true;
    return begin(Trial.NEW_CONNECTION, outcome);
  }

  /// Changes the request to HTTP/1.0 if 1.1 seems to have caused the outcome.
  private boolean tryOneDotZero(Outcome outcome) {
    if (parts.options().request().httpMode() != HttpMode.AUTO
        || version != HttpVersion.HTTP_1_1
        || origin.oneDotZeroIsNoBetter
        || !blamesOneDotOne(outcome)) {
      return false;
    }
    version = HttpVersion.HTTP_1_0;
    return begin(Trial.ONE_DOT_ZERO, outcome);
  }

  /// A 505 means exactly that (RFC 9110 §15.6.6), and a 400 in a 1.0 message probably does. A
  /// server that closes the connection without a reply may be too old for 1.1, unless it has
  /// answered such a request before; one that sends malformed chunks, or no last one, does not
  /// implement 1.1 well enough, unless it has done so before and has failed this time.
  private boolean blamesOneDotOne(Outcome outcome) {
    var answer = outcome.answer();
    var failure = outcome.failure();
    if (answer != null) {
      return outcome.status() == 505
          || (outcome.status() == 400 && answer.head().version() == HttpVersion.HTTP_1_0);
    }
    return failure != null
        && ((failure.isInChunks() && !origin.knowsChunks)
            || (failure.untouched() && !outcome.reused() && !origin.knowsOneDotOne));
  }

  /// Removes the cookies from the request if they seem to be too large for the server (RFC 6585 §5;
  /// nginx and Tomcat answer 400, some hosts 413).
  private boolean tryWithoutCookies(Outcome outcome) {
    if (!outcome.refusesFields() || sent.keptCookieBytes() <= origin.innocentCookieBytes) {
      return false;
    }
    withCookies = false;
    return begin(Trial.NO_COOKIES, outcome);
  }

  /// Removes the conditions from the request if they failed: a GET whose condition fails is
  /// answered with 304, and 412 is for methods that change something (RFC 9110 §13.1.2), but some
  /// servers send it for every method.
  private boolean leaveOutConditions(Outcome outcome) {
    boolean failed = known != null && outcome.status() == 412;
    if (failed) {
      known = null;
    }
    return failed;
  }

  private boolean begin(Trial next, Outcome outcome) {
    trial = next;
    beforeTrial = outcome;
    cookieBytesBeforeTrial = sent.keptCookieBytes();
    return true;
  }

  /// Ends a trial, if there is one.
  ///
  /// @return the outcome, or the one before the trial if the trial did no better
  private Outcome judgeTrial(Outcome outcome) {
    var before = beforeTrial;
    if (before == null) {
      return outcome;
    }
    var helped =
        switch (trial) {
          case NONE -> false;
          case NEW_CONNECTION -> newConnectionHelped(outcome);
          case ONE_DOT_ZERO -> oneDotZeroHelped(outcome);
          case NO_COOKIES -> leavingOutCookiesHelped(outcome);
        };
    trial = Trial.NONE;
    beforeTrial = null;
    return helped ? outcome : before;
  }

  private boolean newConnectionHelped(Outcome outcome) {
    boolean helped = outcome.answer() != null && !outcome.isBadRequest();
    origin.wantsNewConnections = helped;
    origin.reuseIsInnocent = !helped;
    return helped;
  }

  private boolean oneDotZeroHelped(Outcome outcome) {
    var helped =
        switch (outcome.status()) {
          // Whether there is no reply, or one with which servers refuse 1.0.
          case 0, 400, 403, 426, 505 -> false;
          default -> true;
        };
    if (helped) {
      origin.version = HttpVersion.HTTP_1_0;
    } else {
      origin.oneDotZeroIsNoBetter = true;
      version = HttpVersion.HTTP_1_1;
    }
    return helped;
  }

  private boolean leavingOutCookiesHelped(Outcome outcome) {
    withCookies = true;
    if (outcome.answer() == null || outcome.refusesFields()) {
      origin.innocentCookieBytes = cookieBytesBeforeTrial;
      return false;
    }
    if (cookieBytesBeforeTrial >= SMALL_COOKIE_BYTES) {
      origin.maxCookieBytes = cookieBytesBeforeTrial / 2;
    } else {
      parts.fields().forgetCookies(request.url());
    }
    return true;
  }

  private boolean answerChallenge(Outcome outcome) {
    var answer = outcome.answer();
    if (answer == null || outcome.status() != 401) {
      if (answer != null) {
        sent.accepted();
      }
      return false;
    }
    if (challengeCount++ >= MAX_CHALLENGES) {
      return false;
    }
    var next = parts.fields().challenged(sent, answer.head().headers());
    if (next != null) {
      authorization = next;
    }
    return next != null;
  }
}
