package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.options.NofollowRule;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.MalformedLink;
import dev.spinneret.parse.http.Refresh;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Passes on the links of a reply that are to be followed.
final class LinkFollower {
  private final CrawlOptions options;
  private final Admission admission;

  LinkFollower(CrawlOptions options, Admission admission) {
    this.options = options;
    this.admission = admission;
  }

  /// Passes on the links of a page.
  ///
  /// @param canonical the page's canonical URL; null if it has none
  /// @param from the page
  /// @param privateAllowed whether they may lead to loopback or private addresses
  /// @param slice pauses between links; null when they are few
  void follow(
      List<Link> links,
      @Nullable WebUrl canonical,
      CrawlUrl from,
      boolean privateAllowed,
      Slices.@Nullable Slice slice) {
    if (!options.links().check().probe().isEmpty()) {
      probe(links, from, privateAllowed, slice);
    }
    var follow = options.links().follow();
    var other = follow.contains(LinkKind.CANONICAL) ? canonical : null;
    if (links.isEmpty() && other == null) {
      return;
    }
    var urls = new ArrayList<WebUrl>(links.size() + 1);
    for (var link : links) {
      if (isFollowed(link.kind(), link.nofollow()) && !isPartOfPage(link)) {
        urls.add(link.url());
      }
    }
    if (other != null) {
      urls.add(other.withoutUserinfo());
    }
    admission.links(urls, from, privateAllowed, CrawlUrl.Role.PAGE, slice);
  }

  /// Passes on what a page needs to be shown, whatever the page says about its links. A requisite
  /// out of scope is no page itself: only what style sheets name goes on from there.
  ///
  /// @param url the page's own
  void requisites(
      List<Link> links,
      WebUrl url,
      CrawlUrl from,
      boolean privateAllowed,
      Slices.@Nullable Slice slice) {
    boolean isPage = from.role() != CrawlUrl.Role.REQUISITE || admission.mayFollow(url, from);
    var urls = new ArrayList<WebUrl>();
    for (var link : links) {
      if (isPartOfPage(link) && (isPage || isOfStyleSheet(link.kind()))) {
        urls.add(link.url());
      }
    }
    admission.links(urls, from, privateAllowed, CrawlUrl.Role.REQUISITE, slice);
  }

  private boolean isPartOfPage(Link link) {
    return options.links().pageRequisites() && link.isRequisite();
  }

  private static boolean isOfStyleSheet(LinkKind kind) {
    return kind == LinkKind.CSS_IMPORT || kind == LinkKind.CSS_URL;
  }

  /// Passes on the links of a page that are only probed.
  private void probe(
      List<Link> links, CrawlUrl from, boolean privateAllowed, Slices.@Nullable Slice slice) {
    var probed = options.links().check().probe();
    var urls = new ArrayList<WebUrl>();
    for (var link : links) {
      if (probed.contains(link.kind()) && !options.links().follow().contains(link.kind())) {
        urls.add(link.url());
      }
    }
    admission.links(urls, from, privateAllowed, CrawlUrl.Role.PROBE, slice);
  }

  /// Ends the references of a page that are not valid URLs.
  void malformed(List<MalformedLink> links, CrawlUrl from) {
    for (var link : links) {
      if (isFollowed(link.kind(), link.nofollow())) {
        admission.malformed(Userinfo.removed(link.reference()), from);
      }
    }
  }

  private boolean isFollowed(LinkKind kind, boolean nofollow) {
    return options.links().follow().contains(kind)
        && !(nofollow && options.robots().nofollow() == NofollowRule.PAGE_AND_LINK);
  }

  /// Passes on the target of a Refresh field, if there is one.
  void refresh(Reply reply, WebUrl url, CrawlUrl from, boolean privateAllowed) {
    var target = refreshTarget(reply, url);
    if (target != null && options.links().follow().contains(LinkKind.META_REFRESH)) {
      admission.links(List.of(target), from, privateAllowed, CrawlUrl.Role.PAGE, null);
    }
  }

  private static @Nullable WebUrl refreshTarget(Reply reply, WebUrl url) {
    var value = reply.headers().first("Refresh");
    var refresh = value == null ? null : Refresh.parse(value);
    var target = refresh == null || refresh.url() == null ? null : WebUrl.parse(refresh.url(), url);
    return target == null ? null : target.withoutUserinfo();
  }
}
