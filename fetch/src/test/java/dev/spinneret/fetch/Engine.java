package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The fetchers, so that one test runs on each of them.
enum Engine {
  LOOP {
    @Override
    Fetcher create(EventLoop loop, FetchOptions options) {
      return Fetchers.loop(loop, Network.of(loop), options);
    }
  },
  LOOPS {
    @Override
    Fetcher create(EventLoop loop, FetchOptions options) {
      return Fetchers.loops(loop, 2, LoopOptions.DEFAULT, options);
    }
  },
  THREADS {
    @Override
    Fetcher create(EventLoop loop, FetchOptions options) {
      return Fetchers.threads(loop, options, 8);
    }
  },
  VIRTUAL_THREADS {
    @Override
    Fetcher create(EventLoop loop, FetchOptions options) {
      return Fetchers.virtualThreads(loop, options);
    }
  };

  abstract Fetcher create(EventLoop loop, FetchOptions options);

  /// Fetches one URL after the other with one fetcher.
  List<FetchResult> fetchAll(FetchOptions options, String... urls) {
    return EventLoop.run(() -> {
      try (var fetcher = create(EventLoop.current(), options)) {
        var results = new ArrayList<FetchResult>();
        for (var url : urls) {
          results.add(fetcher.fetch(request(url)));
        }
        return results;
      }
    });
  }

  /// Fetches all URLs at the same time with one fetcher.
  List<FetchResult> fetchTogether(FetchOptions options, List<String> urls) {
    return EventLoop.run(() -> {
      var loop = EventLoop.current();
      try (var fetcher = create(loop, options)) {
        var tasks = new ArrayList<Task<FetchResult>>();
        for (var url : urls) {
          tasks.add(loop.createTask(() -> fetcher.fetch(request(url))));
        }
        return tasks.stream().map(Task::await).toList();
      }
    });
  }

  FetchResult fetch(FetchOptions options, String url) {
    return fetchAll(options, url).getFirst();
  }

  static FetchRequest request(String url) {
    return new FetchRequest(Objects.requireNonNull(WebUrl.parse(url, null)), true);
  }
}
