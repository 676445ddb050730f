package dev.spinneret.cli.check;

import dev.spinneret.engine.crawl.seen.FingerprintSet;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.LinkPlace;
import dev.spinneret.parse.html.PageDetails;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All targets of a site's links: what became of each, and which links lead to it.
///
/// Takes the records of the crawl, on its thread. Memory grows with the number of targets; of the
/// links to a target only the first are kept, and of the names in pages only hashes, each together
/// with its page's.
final class LinkTable implements Sink {
  /// Links whose fragment is a place in the target. (That of an SVG's `use` is a drawing, that of a
  /// picture a view.)
  private static final Set<LinkKind> TO_PLACES = Set.of(LinkKind.A, LinkKind.AREA);

  private final Set<LinkKind> kinds;
  private final int maxReferrers;
  private final Map<Long, Target> targets = new LinkedHashMap<>();

  /// By the hash of the target's key and the fragment's name.
  private final Map<Long, FragmentTarget> fragments = new LinkedHashMap<>();

  private final Map<String, Target> malformed = new LinkedHashMap<>();

  /// Hashes of a page's key and a name in it.
  private final FingerprintSet names = new FingerprintSet();

  private long pageCount;
  private long linkCount;

  /// A fragment that links look for.
  ///
  /// @param page the target without the fragment
  /// @param target the links with the fragment
  record FragmentTarget(WebUrl page, Target target) {}

  /// @param kinds the kinds of links that are checked
  /// @param maxReferrers how many links to a target are kept
  LinkTable(Set<LinkKind> kinds, int maxReferrers) {
    this.kinds = kinds;
    this.maxReferrers = maxReferrers;
  }

  @Override
  public void accept(PageRecord record) {
    long key = key(record.url());
    var target = target(key, record.url());
    target.outcome = Outcome.of(record);
    var content = record.content();
    var details = content.details();
    if (details == null) {
      links(record, List.of(), null);
      return;
    }
    pageCount++;
    boolean isWhole = !content.parseBudget() && !record.truncated();
    if (isWhole) {
      target.hasNames = true;
      for (var name : details.targets()) {
        names.add(place(key, name));
      }
    }
    links(record, content.links(), details);
  }

  private void links(PageRecord record, List<Link> links, @Nullable PageDetails details) {
    var page = record.url().withoutFragment();
    for (int i = 0; i < links.size(); i++) {
      int index = i;
      link(page, links.get(i), () -> details == null ? LinkPlace.UNKNOWN : details.ofLink(index));
    }
    var references = record.content().malformed();
    for (int i = 0; i < references.size(); i++) {
      var reference = references.get(i);
      int index = i;
      if (kinds.contains(reference.kind())) {
        linkCount++;
        malformed
            .computeIfAbsent(reference.reference(), Target::new)
            .linked(
                page,
                reference.kind(),
                () -> details == null ? LinkPlace.UNKNOWN : details.ofMalformed(index),
                maxReferrers);
      }
    }
  }

  private void link(String page, Link link, Supplier<LinkPlace> place) {
    var kind = link.kind();
    if (!kinds.contains(kind)) {
      return;
    }
    linkCount++;
    var url = link.url();
    long key = key(url);
    var target = target(key, url);
    target.linked(page, kind, place, maxReferrers);
    var fragment = TO_PLACES.contains(kind) ? url.fragment() : null;
    var name = fragment == null ? null : Fragments.name(fragment);
    if (name == null) {
      return;
    }
    long wanted = place(key, name);
    if (target.hasNames && names.contains(wanted)) {
      return;
    }
    fragments
        .computeIfAbsent(wanted, _ -> new FragmentTarget(url, new Target(url.href())))
        .target()
        .linked(page, kind, place, maxReferrers);
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict) {
    var url = WebUrl.parse(href, null);
    if (url != null) {
      var target = target(key(url), url);
      if (target.outcome == null) {
        target.outcome = Outcome.ofSkipped(verdict);
      }
    }
  }

  /// References that are no valid URLs.
  Collection<Target> malformed() {
    return malformed.values();
  }

  /// Fragments that were not found in a page that was read before the link.
  Collection<FragmentTarget> fragments() {
    return fragments.values();
  }

  /// The target of a URL.
  ///
  /// @return null when no record and no link named it
  @Nullable Target find(WebUrl url) {
    return targets.get(key(url));
  }

  /// Whether a page that was read has a name.
  ///
  /// @param page where redirects led
  /// @param wanted with the fragment
  boolean hasName(WebUrl page, WebUrl wanted) {
    var fragment = wanted.fragment();
    var name = fragment == null ? null : Fragments.name(fragment);
    return name == null
        || names.contains(place(key(page), name))
        // A name may be written in the page as it is in the URL.
        || names.contains(place(key(page), String.valueOf(fragment)))
        // Forges prefix the names of users' texts, and a script of theirs finds them.
        || names.contains(place(key(page), Fragments.USER_CONTENT + name));
  }

  /// How many pages and style sheets were read.
  long pageCount() {
    return pageCount;
  }

  /// How many links were found in them.
  long linkCount() {
    return linkCount;
  }

  /// What links are known of, in the order of their discovery.
  List<Target> linked() {
    var linked = new ArrayList<Target>();
    for (var target : targets.values()) {
      if (target.referrerCount() > 0) {
        linked.add(target);
      }
    }
    return linked;
  }

  private Target target(long key, WebUrl url) {
    var target = targets.get(key);
    if (target == null) {
      target = new Target(url.withoutFragment());
      targets.put(key, target);
    }
    return target;
  }

  private static long key(WebUrl url) {
    return Hash64.ofAscii(url.key(), 0);
  }

  private static long place(long key, String name) {
    return Hash64.ofText(name, key);
  }
}
