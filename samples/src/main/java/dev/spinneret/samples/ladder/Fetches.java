package dev.spinneret.samples.ladder;

import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SampleWeb;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// One way to fetch many pages: what the first six programs have in common.
@FunctionalInterface
interface Fetches {
  /// Fetches pages.
  ///
  /// @param server where they are
  /// @param paths of the pages
  /// @return the size of each body, in the order of the paths
  List<Integer> fetchAll(InetSocketAddress server, List<String> paths) throws Exception;

  /// Fetches 50 pages, each of which takes the server 100 ms, and prints how long that took.
  static void show(String way, Fetches fetches) throws Exception {
    var options = SiteOptions.DEFAULT.withPages(50).withLatency(Latency.parse("100ms"));
    try (var server = SiteThread.start(options)) {
      var site = server.site();
      long startNanos = System.nanoTime();
      var sizes = fetches.fetchAll(site.address(), paths(site.web()));
      var time = Duration.ofNanos(System.nanoTime() - startNanos);
      long bytes = sizes.stream().mapToLong(Integer::longValue).sum();
      System.out.printf(
          "%s: %d pages, %,d bytes in %,d ms, at most %d at once%n",
          way, sizes.size(), bytes, time.toMillis(), site.stats().maxInFlight());
    }
  }

  /// The paths of all pages.
  static List<String> paths(SampleWeb web) {
    return web.pages()
        .map(page -> URI.create(page.url()))
        .map(uri -> uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()))
        .toList();
  }
}
