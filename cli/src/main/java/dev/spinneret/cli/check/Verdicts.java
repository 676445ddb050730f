package dev.spinneret.cli.check;

import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Gives each target of a check its class, once the crawl has ended: follows its redirects, looks
/// for its fragment, and asks what is allowed.
final class Verdicts {
  /// More than a crawl follows.
  private static final int MAX_HOPS = 30;

  private final LinkTable table;
  private final LinkCache cache;
  private final AllowRules allowed;

  /// Where the redirects of a target end.
  ///
  /// @param outcome there; null when it is not known
  /// @param url there
  /// @param chain the URLs after the first
  private record End(@Nullable Outcome outcome, String url, List<String> chain) {}

  private Verdicts(LinkTable table, LinkCache cache, AllowRules allowed) {
    this.table = table;
    this.cache = cache;
    this.allowed = allowed;
  }

  /// Judges all targets of a crawl that has ended.
  ///
  /// @param cache what earlier runs knew; takes what this one has found out
  /// @return in the order of the targets' URLs, which no order of replies changes; missing
  ///   fragments and malformed references last
  static List<CheckedLink> of(LinkTable table, LinkCache cache, AllowRules allowed) {
    return new Verdicts(table, cache, allowed).all();
  }

  private List<CheckedLink> all() {
    var links = table.linked().stream().map(target -> judged(target, end(target)));
    var fragments = table.fragments().stream().map(this::missing).filter(Objects::nonNull);
    var malformed =
        table.malformed().stream()
            .map(target ->
                link(target, LinkClass.MALFORMED, 0, "invalid_url", "no valid URL", List.of()));
    return Stream.of(links, fragments, malformed)
        .flatMap(group -> group.sorted(Comparator.comparing(link -> link.target().url)))
        .toList();
  }

  private CheckedLink judged(Target target, End end) {
    var outcome = end.outcome;
    if (outcome == null) {
      return link(target, LinkClass.UNCHECKED, 0, "unknown", "", end.chain);
    }
    boolean isThere = outcome.linkClass() == LinkClass.OK && !end.chain.isEmpty();
    var linkClass = isThere ? LinkClass.REDIRECTED : outcome.linkClass();
    var link =
        link(target, linkClass, outcome.status(), outcome.cause(), outcome.detail(), end.chain);
    cache.found(link);
    return link;
  }

  private CheckedLink link(
      Target target,
      LinkClass linkClass,
      int status,
      @Nullable String cause,
      String detail,
      List<String> chain) {
    boolean isAllowed = linkClass.isFault() && allowed.allow(linkClass, status, cause, target.url);
    return new CheckedLink(target, linkClass, status, cause, detail, chain, isAllowed);
  }

  /// Follows the redirects of a target.
  ///
  /// Which redirect of a loop fails depends on the order of the replies, so one that failed because
  /// of a loop is followed, too: the chain and the reason are then those of this target.
  private End end(Target target) {
    var chain = new ArrayList<String>(0);
    var redirecting = new ArrayList<Target>(0);
    End failed = null;
    var at = target;
    while (true) {
      var known = cache.find(at.url);
      if (known != null && isLeftToCache(at.outcome)) {
        chain.addAll(known.chain());
        var url = chain.isEmpty() ? at.url : chain.getLast();
        return orFailed(failed, new End(known.outcome(), url, chain));
      }
      var outcome = at.outcome;
      var next = outcome == null ? null : outcome.redirect();
      if (outcome == null || next == null) {
        return orFailed(failed, new End(outcome, at.url, chain));
      }
      if (failed == null && outcome.linkClass() != LinkClass.REDIRECTED) {
        failed = new End(outcome, at.url, List.copyOf(chain));
      }
      redirecting.add(at);
      var url = WebUrl.parse(next, null);
      var found = url == null ? null : table.find(url);
      if (redirecting.contains(found)) {
        return new End(Outcome.ofLoop(outcome.status(), next), at.url, chain);
      }
      chain.add(next);
      if (found == null) {
        return orFailed(failed, new End(null, next, chain));
      }
      if (chain.size() > MAX_HOPS) {
        return orFailed(failed, new End(Outcome.ofManyRedirects(outcome.status()), next, chain));
      }
      at = found;
    }
  }

  /// What holds if no loop was found.
  private static End orFailed(@Nullable End failed, End end) {
    return failed == null ? end : failed;
  }

  /// Whether a URL was not requested because the cache knows it.
  private static boolean isLeftToCache(@Nullable Outcome outcome) {
    return outcome == null || outcome.linkClass() == LinkClass.UNCHECKED;
  }

  private static boolean hasFragment(String href) {
    var url = WebUrl.parse(href, null);
    return url != null && url.fragment() != null;
  }

  /// Judges a fragment.
  ///
  /// @return null when it is there, or nobody can know
  private @Nullable CheckedLink missing(LinkTable.FragmentTarget fragment) {
    var page = table.find(fragment.page());
    if (page == null) {
      return null;
    }
    var end = end(page);
    var url = WebUrl.parse(end.url, null);
    var last = url == null ? null : table.find(url);
    if (url == null || last == null || !last.hasNames || table.hasName(url, fragment.page())) {
      return null;
    }
    if (end.chain.stream().anyMatch(Verdicts::hasFragment)) {
      return null; // a redirect's own fragment replaces that of the link (Fetch §4.4)
    }
    var outcome = end.outcome;
    return link(
        fragment.target(),
        LinkClass.FRAGMENT_MISSING,
        outcome == null ? 0 : outcome.status(),
        "fragment_missing",
        "nothing in the page has this name",
        end.chain);
  }
}
