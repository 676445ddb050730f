package dev.spinneret.samples.ladder;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Rung 2: the same blocking code on ten threads.
///
/// Ten pages are waited for at once. A thousand would take a thousand threads: each has a stack of
/// its own, and the system switches between them.
public final class PoolFetch {
  private static final int THREADS = 10;

  private PoolFetch() {}

  /// Shows how long it takes.
  ///
  /// @throws Exception if a page cannot be fetched
  static void main() throws Exception {
    Fetches.show("thread pool", PoolFetch::fetchAll);
  }

  static List<Integer> fetchAll(InetSocketAddress server, List<String> paths) throws Exception {
    try (var pool = Executors.newFixedThreadPool(THREADS)) {
      var jobs = new ArrayList<Callable<Integer>>();
      for (var path : paths) {
        jobs.add(() -> BlockingFetch.fetch(server, path));
      }
      var sizes = new ArrayList<Integer>();
      for (var job : pool.invokeAll(jobs)) {
        sizes.add(job.get());
      }
      return sizes;
    }
  }
}
