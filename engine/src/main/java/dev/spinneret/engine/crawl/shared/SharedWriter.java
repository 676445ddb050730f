package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.state.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the writer does for a shared crawl: keeps the changes that are not committed yet, so that a
/// queue is read as if they were, and the heads of the queues that the last round has taken over.
/// On the writer's thread.
final class SharedWriter {
  private static final int MAX_KNOWN_HOSTS = 200_000;
  private static final Comparator<CrawlUrl> BY_PLACE =
      Comparator.comparingInt(CrawlUrl::depth).thenComparingLong(CrawlUrl::order);

  private final SharedDatabase database;
  private final Set<String> knownHosts = new HashSet<>();
  private final Map<String, List<CrawlUrl>> heads = new HashMap<>();
  private List<Change> pending = new ArrayList<>();

  SharedWriter(SharedDatabase database) {
    this.database = database;
  }

  /// Commits what is pending and these changes.
  RoundReply round(
      List<Change> changes,
      Round.Standing standing,
      Map<String, Long> outputs,
      @Nullable List<String> session) {
    if (knownHosts.size() > MAX_KNOWN_HOSTS) {
      knownHosts.clear();
    }
    pending.addAll(changes);
    var round = new RoundBuilder(knownHosts).build(pending, standing, outputs, session);
    pending = new ArrayList<>();
    heads.clear(); // a round changes the queues
    var reply = database.round(round);
    reply.claimed().domains().forEach(domain -> heads.putAll(domain.heads()));
    return reply;
  }

  /// Reads a queue, after these changes.
  List<CrawlUrl> next(
      List<Change> changes, String host, int afterDepth, long afterOrder, int atMost) {
    pending.addAll(changes);
    var head = afterDepth < 0 ? heads.remove(host) : null;
    if (head != null) {
      return withPending(head, host, afterDepth, afterOrder, Math.min(atMost, head.size()));
    }
    var urls = database.next(host, afterDepth, afterOrder, atMost);
    return withPending(urls, host, afterDepth, afterOrder, atMost);
  }

  private List<CrawlUrl> withPending(
      List<CrawlUrl> committed, String host, int afterDepth, long afterOrder, int atMost) {
    var urls = new ArrayList<>(committed);
    boolean grown = false;
    for (var change : pending) {
      var url = waiting(change);
      if (url != null
          && url.host().equals(host)
          && (url.depth() != afterDepth ? url.depth() > afterDepth : url.order() > afterOrder)) {
        urls.add(url);
        grown = true;
      }
    }
    if (grown) {
      urls.sort(BY_PLACE);
    }
    return urls.size() > atMost ? List.copyOf(urls.subList(0, atMost)) : urls;
  }

  private static @Nullable CrawlUrl waiting(Change change) {
    return switch (change) {
      case Change.Discovered(var url, var verdict) when verdict == null -> url;
      case Change.Reasked(var url) -> url;
      case Change.Discovered _,
          Change.Ended _,
          Change.Reopened _,
          Change.Retried _,
          Change.Moved _,
          Change.Robots _,
          Change.HostDelayed _,
          Change.HostClosed _,
          Change.SuspectRead _,
          Change.ScopeWidened _,
          Change.Referred _,
          Change.Taken _,
          Change.Released _,
          Change.AddressUsed _ ->
          null;
    };
  }
}
