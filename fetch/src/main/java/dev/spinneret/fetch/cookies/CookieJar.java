package dev.spinneret.fetch.cookies;

import dev.spinneret.fetch.cookies.CookieTable.Kept;
import dev.spinneret.parse.domain.PublicSuffixes;
import dev.spinneret.parse.http.HostAddress;
import dev.spinneret.parse.url.WebUrl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The cookies of one crawl: stores what servers set and returns what to send (RFC 6265 §5.3,
/// §5.4).
///
/// Bounded: at most 180 cookies of one domain, as in browsers, and 10,000 in all, where RFC 6265
/// §6.1 asks for 50 and 3,000; the least recently used cookies are removed first. A Cookie field is
/// at most 8 KB long, which servers accept; if there are more cookies, those set last are sent. May
/// be used by tasks and threads alike; a lookup in an empty jar costs one read of a field.
public final class CookieJar {
  static final int MAX_PER_DOMAIN = 180;
  static final int MAX_TOTAL = 10_000;

  /// The longest value of a Cookie field: the whole line then fits into 8,190 bytes, the limit of
  /// nginx, Apache and curl.
  public static final int MAX_FIELD_BYTES = 8_180;

  /// How many remain after an eviction, so that evictions are rare.
  private static final int TOTAL_AFTER_EVICTION = 9_000;

  /// §5.4 step 2: longer paths first, then earlier creation.
  private static final Comparator<Kept> SENDING_ORDER =
      (a, b) -> {
        int longer = Integer.compare(b.cookie.path().length(), a.cookie.path().length());
        return longer != 0 ? longer : Long.compare(a.made, b.made);
      };

  /// The order of eviction within a domain: cookies that are not secure, then the least recently
  /// used (RFC 6265bis §5.7).
  private static final Comparator<Kept> WORTH =
      (a, b) -> {
        int safer = Boolean.compare(a.cookie.secure(), b.cookie.secure());
        return safer != 0 ? safer : Long.compare(a.used, b.used);
      };

  private static final String SEPARATOR = "; ";

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final CookieTable table = new CookieTable();
  private long step;
  private volatile boolean empty = true;
  private long changeCount;

  /// Creates an empty jar.
  ///
  /// @param clock decides when cookies expire
  public CookieJar(InstantSource clock) {
    this.clock = clock;
  }

  /// Stores the cookies of a reply, except those that RFC 6265 §5.3 rejects.
  ///
  /// @param url the URL of the request
  /// @param values of its Set-Cookie fields, in order; octets, each a character
  /// @return whether a cookie was added, changed or removed, so that requests carry other cookies
  public boolean take(WebUrl url, List<String> values) {
    var now = clock.instant();
    var changed = false;
    for (var value : values) {
      var set = SetCookie.parse(value, now);
      var cookie = set == null ? null : cookie(url, set);
      if (cookie != null) {
        changed |= put(cookie, isSecure(url), now);
      }
    }
    return changed;
  }

  /// Adds a cookie that was not set by a reply, such as one from a file. One that has expired, or
  /// that would be sent to all hosts of a public suffix, is ignored.
  ///
  /// @param cookie replaces the one of the same name, domain and path
  public void add(Cookie cookie) {
    if (cookie.hostOnly()
        || HostAddress.isAddress(cookie.domain())
        || !PublicSuffixes.isSuffix(cookie.domain())) {
      put(cookie, true, clock.instant());
    }
  }

  /// The value of the Cookie field for a request (RFC 6265 §5.4).
  ///
  /// @param url what is asked for
  /// @return octets, each a character; null when no cookie fits
  public @Nullable String field(WebUrl url) {
    return field(url, MAX_FIELD_BYTES);
  }

  /// The value of the Cookie field for a request to a server that rejects long ones.
  ///
  /// @param url what is asked for
  /// @param maxBytes how long it may be; the cookies that were set last are sent
  /// @return octets, each a character; null when no cookie fits
  public @Nullable String field(WebUrl url, int maxBytes) {
    if (empty) {
      return null;
    }
    lock.lock();
    try {
      var fitting = fitting(url);
      keepLatest(fitting, maxBytes);
      for (var kept : fitting) {
        kept.used = ++step;
      }
      fitting.sort(SENDING_ORDER);
      return fitting.isEmpty() ? null : joined(fitting);
    } finally {
      lock.unlock();
    }
  }

  /// Removes the cookies that a request would carry.
  ///
  /// @param url what is asked for
  public void forget(WebUrl url) {
    lock.lock();
    try {
      fitting(url).forEach(table::remove);
      empty = table.count() == 0;
      changeCount++;
    } finally {
      lock.unlock();
    }
  }

  /// How often cookies have been set: while this number stays the same, so does [#cookies], except
  /// for cookies that expire.
  ///
  /// @return at least 0
  public long changeCount() {
    lock.lock();
    try {
      return changeCount;
    } finally {
      lock.unlock();
    }
  }

  private List<Kept> fitting(WebUrl url) {
    var host = url.host();
    var path = url.path();
    var secure = isSecure(url);
    var fitting = new ArrayList<Kept>();
    table.visitUp(
        host,
        clock.instant(),
        kept -> {
          if (fits(kept.cookie, host, path, secure)) {
            fitting.add(kept);
          }
        });
    return fitting;
  }

  /// Whether a connection counts as secure, which RFC 6265 §5.4 leaves to the user agent: for
  /// browsers and curl, one to this machine does, too.
  private static boolean isSecure(WebUrl url) {
    return url.isSecure() || HostAddress.isLoopback(url.host());
  }

  /// Keeps as many as fit into a field, those that were set last.
  private static void keepLatest(List<Kept> fitting, int maxBytes) {
    var bytes = -SEPARATOR.length();
    for (var kept : fitting) {
      bytes += kept.cookie.pairBytes() + SEPARATOR.length();
    }
    if (bytes > maxBytes) {
      fitting.sort(Comparator.comparingLong(kept -> kept.set));
      var gone = 0;
      while (bytes > maxBytes && gone < fitting.size()) {
        bytes -= fitting.get(gone++).cookie.pairBytes() + SEPARATOR.length();
      }
      fitting.subList(0, gone).clear();
    }
  }

  /// The cookies that have not expired, in order of creation.
  ///
  /// @return a copy
  public List<Cookie> cookies() {
    var now = clock.instant();
    lock.lock();
    try {
      return table.all().stream()
          .map(kept -> kept.cookie)
          .filter(cookie -> !cookie.isExpired(now))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /// The cookie that a reply to `url` sets (§5.3 steps 4 to 9); null if it is rejected.
  private static @Nullable Cookie cookie(WebUrl url, SetCookie set) {
    var host = url.host();
    var domain = CookieScope.canonical(set.domain());
    if (domain.isEmpty() != set.domain().isEmpty()
        || (!domain.isEmpty() && !CookieScope.domainMatches(host, domain))) {
      return null;
    }
    var alone =
        domain.isEmpty() || HostAddress.isAddress(domain) || PublicSuffixes.isSuffix(domain);
    if (alone && !domain.isEmpty() && !domain.equals(host)) {
      return null; // §5.3 step 5: for all hosts of a public suffix
    }
    if (set.secure() && !isSecure(url)) {
      return null; // RFC 6265bis §5.7: a plain connection cannot set it
    }
    // A prefix requires an explicit path and no domain (RFC 6265bis §4.1.3.2).
    if (!cookie(set, host, set.domain().isEmpty(), set.path()).keepsPrefix()) {
      return null;
    }
    var path = set.path().isEmpty() ? CookieScope.defaultPath(url.path()) : set.path();
    return cookie(set, alone ? host : domain, alone, path);
  }

  private static Cookie cookie(SetCookie set, String domain, boolean hostOnly, String path) {
    return new Cookie(
        set.name(),
        set.value(),
        domain,
        hostOnly,
        path,
        set.secure(),
        set.httpOnly(),
        set.expires());
  }

  private boolean put(Cookie cookie, boolean fromSecure, Instant now) {
    lock.lock();
    try {
      var changed =
          (fromSecure || cookie.secure() || !standsBeforeSecure(cookie, now)) && put(cookie, now);
      empty = table.count() == 0;
      changeCount++;
      return changed;
    } finally {
      lock.unlock();
    }
  }

  private boolean put(Cookie cookie, Instant now) {
    var kept = table.at(cookie.domain(), now);
    for (var each : kept) {
      if (cookie.replaces(each.cookie)) {
        var before = each.cookie;
        each.cookie = cookie; // §5.3 step 11.3: its creation time stays
        each.set = ++step;
        each.used = step;
        if (cookie.isExpired(now)) {
          table.remove(each);
          return true;
        }
        return !cookie.value().equals(before.value()) || cookie.secure() != before.secure();
      }
    }
    if (cookie.isExpired(now)) {
      return false;
    }
    if (kept.size() >= MAX_PER_DOMAIN) {
      kept.stream().min(WORTH).ifPresent(table::remove);
    }
    if (table.count() >= MAX_TOTAL) {
      table.shrink(TOTAL_AFTER_EVICTION, now);
    }
    table.add(new Kept(cookie, ++step));
    return true;
  }

  /// Whether a cookie set over a plain connection would take precedence over a secure one of the
  /// same name (RFC 6265bis §5.7).
  private boolean standsBeforeSecure(Cookie cookie, Instant now) {
    var found = new boolean[1];
    Consumer<Kept> check =
        kept -> {
          var other = kept.cookie;
          found[0] |=
              other.secure()
                  && other.name().equals(cookie.name())
                  && !other.isExpired(now)
                  && CookieScope.pathMatches(cookie.path(), other.path());
        };
    table.visitUp(cookie.domain(), now, check);
    table.visitBelow(cookie.domain(), check);
    return found[0];
  }

  private static boolean fits(Cookie cookie, String host, String path, boolean secure) {
    return (!cookie.hostOnly() || cookie.domain().equals(host))
        && (!cookie.secure() || secure)
        && CookieScope.pathMatches(path, cookie.path());
  }

  private static String joined(List<Kept> kept) {
    var text = new StringBuilder();
    for (var each : kept) {
      text.append(text.isEmpty() ? "" : SEPARATOR).append(each.cookie.pair());
    }
    return text.toString();
  }
}
