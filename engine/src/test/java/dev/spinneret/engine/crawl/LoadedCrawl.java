package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.url.WebUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A crawl of numbered pages, in virtual time, at a server that reacts to its load; and what came
/// of it. All hosts have one address.
final class LoadedCrawl implements Fetcher, Sink {
  private final LoadedServer server;
  private final InetAddress address;
  private final List<String> hidden;
  private final double hiddenUntilSeconds;
  private final VirtualTime time = new VirtualTime();
  private final List<Double> latencies = new ArrayList<>();
  private final Map<Integer, Double> reachedAt = new HashMap<>();
  private final List<Integer> refusedAfter = new ArrayList<>();
  private final List<double[]> areas = new ArrayList<>();
  private int inFlightCount;
  private double inFlightArea;
  private double latestSeconds;
  private int askedCount;
  private int goodCount;
  private CrawlSummary summary;

  private LoadedCrawl(LoadedServer server, List<String> hidden, double hiddenUntilSeconds) {
    this.server = server;
    this.hidden = new ArrayList<>(hidden);
    this.hiddenUntilSeconds = hiddenUntilSeconds;
    try {
      address = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 7});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Crawls URLs that are all known from the start.
  static LoadedCrawl of(
      LoadedServer server, List<String> urls, long seed, UnaryOperator<CrawlOptions> set) {
    return new LoadedCrawl(server, List.of(), 0).run(urls, seed, set);
  }

  /// Crawls URLs of which two are known from the start; until an instant each page names one more,
  /// and then all.
  static LoadedCrawl starved(
      LoadedServer server,
      List<String> urls,
      double untilSeconds,
      long seed,
      UnaryOperator<CrawlOptions> set) {
    return new LoadedCrawl(server, urls.subList(2, urls.size()), untilSeconds)
        .run(urls.subList(0, 2), seed, set);
  }

  private LoadedCrawl run(List<String> urls, long seed, UnaryOperator<CrawlOptions> set) {
    var options =
        set.apply(
            CrawlOptions.DEFAULT
                .withRobots(r -> r.withObeyed(false))
                .withRun(r -> r.withRandomSeed(seed).withWallClock(time.wallClock()))
                .withSeeds(s -> s.withUrls(urls.stream().map(CrawlRun::url).toList())));
    try (EventLoop loop = time.newLoop()) {
      summary = loop.runUntilComplete(() -> new Crawl(loop, this, options, this).run());
    }
    return this;
  }

  @Override
  public FetchResult fetch(FetchRequest request) {
    double now = now();
    moved(1);
    askedCount++;
    areas.add(new double[] {now, inFlightArea});
    var outcome = server.take(now, inFlightCount, number(request.url()));
    long nanos = Math.round((outcome.atSeconds() - now) * 1e9);
    Tasks.sleepNanos(nanos);
    moved(-1);
    var timings = new FetchTimings(0, 0, 0, nanos, 0);
    if (outcome.status() == 200) {
      latencies.add(outcome.atSeconds() - now);
    } else {
      refusedAfter.add(askedCount);
    }
    return switch (outcome.status()) {
      case LoadedServer.NO_CONNECTION ->
          new FetchResult.Failed(FailureCause.CONNECT_REFUSED, "as the test says", timings);
      case LoadedServer.NO_PROXY ->
          new FetchResult.Failed(FailureCause.PROXY_FAILED, "as the test says", timings);
      case 0 -> new FetchResult.Failed(FailureCause.RESET, "as the test says", timings);
      default -> new FetchResult.Fetched(reply(outcome), timings);
    };
  }

  private Reply reply(LoadedServer.Outcome outcome) {
    var fields = new ArrayList<Headers.Field>();
    fields.add(new Headers.Field("Content-Type", hidden.isEmpty() ? "text/plain" : "text/html"));
    if (outcome.retryAfter() != null) {
      fields.add(new Headers.Field("Retry-After", outcome.retryAfter()));
    }
    var body = new StringBuilder();
    while (!hidden.isEmpty()) {
      body.append("<a href=\"").append(hidden.removeLast()).append("\">x</a>");
      if (now() < hiddenUntilSeconds) {
        break;
      }
    }
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    return new Reply(outcome.status(), new Headers(fields), bytes, false, address);
  }

  @Override
  public void close() {}

  @Override
  public void accept(PageRecord page) {
    goodCount += page.status() == 200 ? 1 : 0;
  }

  /// Pages with status 200.
  int goodCount() {
    return goodCount;
  }

  double seconds() {
    return summary.elapsed().toNanos() / 1e9;
  }

  double perSecond() {
    return goodCount / seconds();
  }

  double meanInFlight() {
    return inFlightArea / latestSeconds;
  }

  /// Mean number in flight while the second half of the requests was sent.
  double lateInFlight() {
    var half = areas.get(areas.size() / 2);
    var last = areas.getLast();
    return (last[1] - half[1]) / (last[0] - half[0]);
  }

  /// When so many were in flight for the first time.
  double reachedAtSeconds(int count) {
    return reachedAt.getOrDefault(count, Double.POSITIVE_INFINITY);
  }

  int refusedCount() {
    return refusedAfter.size();
  }

  /// The share of refused requests after the first third of all requests.
  double settledRefused() {
    long late = refusedAfter.stream().filter(at -> at > askedCount / 3).count();
    return late / (askedCount * 2 / 3.0);
  }

  /// The 90th percentile of the latencies of the second half.
  double latePercentile90() {
    var late = new ArrayList<>(latencies.subList(latencies.size() / 2, latencies.size()));
    Collections.sort(late);
    return late.get((int) (0.9 * late.size()));
  }

  private void moved(int by) {
    double now = now();
    inFlightArea += inFlightCount * (now - latestSeconds);
    latestSeconds = now;
    inFlightCount += by;
    if (by > 0) {
      reachedAt.putIfAbsent(inFlightCount, now);
    }
  }

  private double now() {
    return time.elapsed().toNanos() / 1e9;
  }

  private static int number(WebUrl url) {
    return Integer.parseInt(url.path().substring(1));
  }

  /// URLs of a host, numbered.
  static List<String> urls(String origin, int count) {
    var urls = new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      urls.add(origin + "/" + i);
    }
    return urls;
  }
}
