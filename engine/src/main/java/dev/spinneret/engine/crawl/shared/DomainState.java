package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.CrawlStore;
import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All that a crawler must know of a domain that it takes over, besides [EndedUrls]. The database
/// fills it, on the writer's thread; then it is read once, on the loop's.
///
/// It holds 8 bytes for each waiting URL of the domain, the heads of its queues, and what is known
/// of its hosts.
public final class DomainState {
  private final long id;
  private final Set<String> hosts = new LinkedHashSet<>();
  private final Map<String, Long> openCounts = new LinkedHashMap<>();
  private final Map<String, List<CrawlUrl>> heads = new HashMap<>();
  private final List<Consumer<CrawlStore.Restored>> hostFacts = new ArrayList<>();
  private final long[] open;
  private long nextOrder;

  /// Creates the state of a domain of which nothing else is known.
  ///
  /// @param id see [Domains#idOf]
  /// @param open the fingerprints of its waiting URLs; not copied
  public DomainState(long id, long[] open) {
    this.id = id;
    this.open = open;
  }

  /// Which domain.
  ///
  /// @return see [Domains#idOf]
  public long id() {
    return id;
  }

  /// Adds a queue.
  ///
  /// @param host the host queue
  /// @param openCount how many URLs of it wait
  /// @param lastOrder the last of their orders, see
  ///   [dev.spinneret.engine.crawl.frontier.CrawlUrl#order()]
  public void queue(String host, long openCount, long lastOrder) {
    hosts.add(host);
    openCounts.put(host, openCount);
    nextOrder = Math.max(nextOrder, lastOrder + 1);
  }

  /// Adds a URL at the head of its queue.
  ///
  /// @param url the next one of its host
  public void head(CrawlUrl url) {
    heads.computeIfAbsent(url.host(), _ -> new ArrayList<>()).add(url);
  }

  /// Adds what is known of a host.
  ///
  /// @param host its host queue
  /// @param robots its robots.txt; null when it was not fetched
  /// @param robotsAt when it was
  /// @param delayedUntil until when it is to be left alone, by this machine's clock; null for never
  /// @param closed why nothing more is requested from it; null while it is open
  /// @param pageCount pages with content that were fetched from it
  /// @param bodyBytes bytes of bodies that were fetched from it
  public void host(
      String host,
      byte @Nullable [] robots,
      @Nullable Instant robotsAt,
      @Nullable Instant delayedUntil,
      @Nullable Verdict closed,
      long pageCount,
      long bodyBytes) {
    hosts.add(host);
    hostFacts.add(into -> {
      into.given(host, pageCount, bodyBytes);
      if (robots != null && robotsAt != null) {
        into.robots(host, robots, robotsAt);
      }
      into.host(host, delayedUntil, closed);
    });
  }

  /// Adds the words of a page that may belong to a trap.
  ///
  /// @param words their digest
  public void words(long words) {
    hostFacts.add(into -> into.words(words));
  }

  /// Adds a template of a trap.
  ///
  /// @param template the template
  /// @param staleCount 1 or more
  public void template(String template, int staleCount) {
    hostFacts.add(into -> into.staleTemplate(template, staleCount));
  }

  /// Adds a link of a page far from the seeds.
  ///
  /// @param href the URL
  /// @param referrer the page that named it
  public void deepLink(String href, String referrer) {
    hostFacts.add(into -> into.deepLink(href, referrer));
  }

  /// How many URLs wait, by host queue.
  Map<String, Long> openCounts() {
    return openCounts;
  }

  /// The first URLs of the queues, so that they need not be read one by one; none for queues that
  /// are left to be read.
  Map<String, List<CrawlUrl>> heads() {
    return heads;
  }

  Set<String> hosts() {
    return hosts;
  }

  /// Passes everything on.
  void restore(CrawlStore.Restored into) {
    hostFacts.forEach(fact -> fact.accept(into));
    for (long fingerprint : open) {
      into.open(fingerprint, null);
    }
    into.order(nextOrder);
  }
}
