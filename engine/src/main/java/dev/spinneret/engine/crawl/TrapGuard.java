package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.options.TrapLimits;
import dev.spinneret.engine.crawl.scope.Scope;
import dev.spinneret.engine.crawl.seen.FingerprintSet;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.verdict.TrapKind;
import dev.spinneret.parse.url.WebUrl;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Detects crawler traps: endless spaces of URLs with nothing new in them.
///
/// Some show in the URL: its length, the depth of its path, segments that repeat. Others, such as a
/// calendar, show only over time: pages of one URL template, far from the seeds, whose text differs
/// from that of earlier ones in numbers alone. What counts as text are the words without a digit,
/// so dates and session ids do not make a page new. A page with new words resets its template, and
/// so does one that leads to an unknown URL of another template, as the pages of a list do.
///
/// Only pages at [TrapLimits#staleDepth()] or deeper are checked, and those whose URL has what
/// looks like a session id and that were found on such a page: each page of such a trap leads to
/// several new ones, so the depth is never reached. A catalogue has ids as well, but they are found
/// on its lists. A wide site costs nothing; memory is one fingerprint for each checked page.
///
/// Traps with something new on every page end by number alone: hosts of one registrable domain, and
/// URLs far from the seeds that are found on pages of their own template.
final class TrapGuard {
  private static final int IDENTIFIER_LENGTH = 8;

  /// How many times more stale pages a template may have if other pages lead to it.
  private static final int NAMED_ELSEWHERE = 10;

  private final TrapLimits limits;
  private final CrawlStore store;
  private final FingerprintSet contents = new FingerprintSet();
  private final Map<String, Integer> staleCounts = new HashMap<>();

  /// The origins that links have led to, and how many each registrable domain has.
  private final Set<String> origins = new HashSet<>();

  private final Map<String, Integer> hostCounts = new HashMap<>();
  private final Map<String, Integer> chainCounts = new HashMap<>();

  TrapGuard(TrapLimits limits, CrawlStore store) {
    this.limits = limits;
    this.store = store;
  }

  /// Judges a URL before it is queued.
  ///
  /// @param url the URL
  /// @param as how it was found
  /// @return null if it is not a trap
  @Nullable TrapKind judge(WebUrl url, CrawlUrl as) {
    // A chain of redirects ends by itself, and is broken if it grows without end.
    var shape = as.via() == null ? shapeOf(url) : null;
    if (shape != null) {
      return shape;
    }
    if (isSuspect(url, as)) {
      var template = templateOf(url);
      int staleCount = staleCounts.getOrDefault(template, 0);
      if (staleCount >= limits.staleCount() && staleCount >= patience(url, template, as)) {
        return TrapKind.STALE_TEMPLATE;
      }
    }
    if (as.depth() >= limits.staleDepth() && isEndlessChain(url, as.referrer())) {
      return TrapKind.ENDLESS_CHAIN;
    }
    return isOneHostTooMany(url) ? TrapKind.MANY_HOSTS : null;
  }

  private @Nullable TrapKind shapeOf(WebUrl url) {
    if (url.withoutFragment().length() > limits.urlLength()) {
      return TrapKind.LONG_URL;
    }
    var path = url.path();
    int segmentCount = 0;
    for (int i = 0; i < path.length(); i++) {
      segmentCount += path.charAt(i) == '/' ? 1 : 0;
    }
    if (segmentCount > limits.pathSegmentCount()) {
      return TrapKind.DEEP_PATH;
    }
    return segmentCount > limits.repeatCount() && repeats(path) ? TrapKind.REPEATED_SEGMENTS : null;
  }

  private boolean isOneHostTooMany(WebUrl url) {
    var origin = url.origin();
    if (limits.hostCount() == Integer.MAX_VALUE || origins.contains(origin)) {
      return false;
    }
    var domain = Scope.domainOf(url.host());
    int count = hostCounts.getOrDefault(domain, 0);
    if (count >= limits.hostCount()) {
      return true;
    }
    hostCounts.put(domain, count + 1);
    origins.add(origin);
    return false;
  }

  private boolean isEndlessChain(WebUrl url, @Nullable String from) {
    if (limits.chainCount() == Integer.MAX_VALUE) {
      return false;
    }
    var referrer = from == null ? null : WebUrl.parse(from, null);
    var template = templateOf(url);
    return referrer != null
        && templateOf(referrer).equals(template)
        && chainCounts.merge(template, 1, Integer::sum) > limits.chainCount();
  }

  /// Records what a page contained.
  ///
  /// @param url the page
  /// @param as how it was found
  /// @param body its bytes
  /// @param found the unknown URLs that it led to
  void fetched(WebUrl url, CrawlUrl as, byte[] body, List<CrawlUrl> found) {
    if (isSuspect(url, as)) {
      var template = templateOf(url);
      long words = digestOfWords(body);
      boolean fresh = contents.add(words) || leadsElsewhere(url, template, found);
      int staleCount = fresh ? 0 : staleCounts.getOrDefault(template, 0) + 1;
      if (staleCount == 0) {
        staleCounts.remove(template);
      } else {
        staleCounts.put(template, staleCount);
      }
      store.suspectRead(words, template, staleCount);
    }
  }

  /// Forgets what other crawlers find out from now on.
  void released(Collection<String> hosts) {
    staleCounts.keySet().removeIf(template -> hosts.contains(originOf(template)));
    chainCounts.keySet().removeIf(template -> hosts.contains(originOf(template)));
  }

  private static String originOf(String template) {
    return template.substring(0, startOfTarget(template));
  }

  void restoredOrigin(String origin) {
    var url = origins.contains(origin) ? null : WebUrl.parse(origin, null);
    if (url != null) {
      isOneHostTooMany(url);
    }
  }

  void restoredDeepLink(String href, String referrer) {
    var url = WebUrl.parse(href, null);
    if (url != null) {
      isEndlessChain(url, referrer);
    }
  }

  void restoredWords(long words) {
    contents.add(words);
  }

  void restoredTemplate(String template, int staleCount) {
    staleCounts.put(template, staleCount);
  }

  private boolean isSuspect(WebUrl url, CrawlUrl as) {
    var referrer = as.referrer();
    return limits.staleCount() != Integer.MAX_VALUE
        && (as.depth() >= limits.staleDepth()
            || (referrer != null
                && hasIdentifier(url.requestTarget())
                && hasIdentifier(referrer.substring(startOfTarget(referrer)))));
  }

  /// How many pages of a template may have nothing new: more if other pages lead to them, since
  /// then it is not the template that is endless.
  private long patience(WebUrl url, String template, CrawlUrl as) {
    var referrer = as.referrer() == null ? null : WebUrl.parse(as.referrer(), null);
    boolean feedsItself =
        referrer == null
            || (hasIdentifier(url.requestTarget()) && hasIdentifier(referrer.requestTarget()))
            || templateOf(referrer).equals(template);
    return (feedsItself ? 1L : NAMED_ELSEWHERE) * limits.staleCount();
  }

  private static int startOfTarget(String href) {
    int slash = href.indexOf('/', href.indexOf("//") + 2);
    return slash < 0 ? href.length() : slash;
  }

  /// Whether a page of a list leads to something that is not on the list: a page with a session id
  /// cannot, as all its links have a new one.
  private static boolean leadsElsewhere(WebUrl url, String template, List<CrawlUrl> found) {
    if (hasIdentifier(url.requestTarget())) {
      return false;
    }
    for (var each : found) {
      if (!templateOf(each.parsed()).equals(template)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a run of letters and digits, both, is as long as a session id.
  static boolean hasIdentifier(String target) {
    int length = 0;
    boolean digit = false;
    boolean letter = false;
    for (int i = 0; i < target.length(); i++) {
      char c = target.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      boolean isLetter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
      if (isDigit || isLetter) {
        length++;
        digit |= isDigit;
        letter |= isLetter;
        if (length >= IDENTIFIER_LENGTH && digit && letter) {
          return true;
        }
      } else {
        length = 0;
        digit = false;
        letter = false;
      }
    }
    return false;
  }

  /// Whether a segment repeats too often in a path, as with relative links that go in circles.
  private boolean repeats(String path) {
    var segments = path.substring(1).split("/", -1);
    Map<String, Integer> counts = new HashMap<>();
    for (var segment : segments) {
      if (!segment.isEmpty() && counts.merge(segment, 1, Integer::sum) > limits.repeatCount()) {
        return true;
      }
    }
    return false;
  }

  /// A URL without its variable parts: segments with a digit, or as long as identifiers and of
  /// mixed letters, become `*`; only the names of the query remain. Names with what looks like a
  /// session id are one name, and so is a path of such segments, however long: otherwise each page
  /// of a site that invents them would have a template of its own.
  static String templateOf(WebUrl url) {
    var template = new StringBuilder(url.origin());
    boolean isInvented = false;
    for (var segment : url.path().substring(1).split("/", -1)) {
      boolean wasInvented = isInvented;
      isInvented = hasIdentifier(segment);
      if (!isInvented || !wasInvented) {
        template.append('/').append(varies(segment) ? "*" : segment);
      }
    }
    var query = url.query();
    if (query != null) {
      Set<String> names = new HashSet<>();
      for (var pair : query.split("&", -1)) {
        int end = pair.indexOf('=');
        var name = end < 0 ? pair : pair.substring(0, end);
        names.add(hasIdentifier(name) ? "*" : name);
      }
      names.stream().sorted().forEach(name -> template.append('?').append(name));
    }
    return template.toString();
  }

  private static boolean varies(String segment) {
    boolean lower = false;
    boolean upper = false;
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c >= '0' && c <= '9') {
        return true;
      }
      lower |= c >= 'a' && c <= 'z';
      upper |= c >= 'A' && c <= 'Z';
    }
    return lower && upper && segment.length() >= 2 * IDENTIFIER_LENGTH;
  }

  /// Digest of the words of a body that have no digit.
  static long digestOfWords(byte[] body) {
    long digest = 1;
    long word = 0;
    boolean digit = false;
    for (byte b : body) {
      int c = b & 0xff;
      boolean isDigit = c >= '0' && c <= '9';
      if (isDigit || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c >= 0x80) {
        word = word * 31 + c;
        digit |= isDigit;
      } else if (word != 0) {
        digest = digit ? digest : Hash64.mix(digest, word);
        word = 0;
        digit = false;
      }
    }
    if (word != 0 && !digit) {
      digest = Hash64.mix(digest, word);
    }
    return digest == 0 ? 1 : digest;
  }
}
