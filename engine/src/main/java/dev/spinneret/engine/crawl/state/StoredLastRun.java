package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.lastrun.LastRun;
import dev.spinneret.engine.crawl.lastrun.LastVisit;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Queries the file about the last run, on the writer's thread. The queries of one turn of the loop
/// go there together. On the loop's thread.
///
/// The URLs that a page names are read together with their visits, which are kept until the URLs
/// are requested, so that most need no query of their own.
final class StoredLastRun implements LastRun {
  /// How many visits are kept at most.
  private static final int MOST_VISITS = 100_000;

  /// About what one takes in memory.
  private static final int VISIT_BYTES = 500;

  private final SqliteState state;
  private final LastRunTable table;
  private final EventLoop loop;
  private final boolean trustsLastmod;
  private final long mostVisits;
  private final Map<Long, LastVisit> visits = new HashMap<>();
  private List<Query<?>> waiting = new ArrayList<>();

  /// @param answer whoever waits for the result
  private record Query<T>(Callable<T> question, Future<T> answer) {
    /// Runs it, on the writer's thread.
    ///
    /// @return passes the result on, on the loop's thread
    Runnable run() throws Exception {
      T result = question.call();
      return () -> {
        if (!answer.isDone()) { // else the task that waited was cancelled
          answer.setResult(result);
        }
      };
    }

    void fail(Throwable thrown) {
      if (!answer.isDone()) {
        answer.setException(thrown);
      }
    }
  }

  /// @param maxBytes how much memory the visits that are kept may take, about
  StoredLastRun(
      SqliteState state, LastRunTable table, EventLoop loop, boolean trustsLastmod, long maxBytes) {
    this.state = state;
    this.table = table;
    this.loop = loop;
    this.trustsLastmod = trustsLastmod;
    this.mostVisits = Math.min(MOST_VISITS, maxBytes / VISIT_BYTES);
  }

  @Override
  public @Nullable LastVisit visitOf(long fingerprint) {
    var kept = visits.remove(fingerprint);
    return kept != null ? kept : query(() -> table.visitOf(fingerprint)).orElse(null);
  }

  @Override
  public List<Known> namedBy(long fingerprint) {
    var named = query(() -> table.namedBy(fingerprint));
    var known = new ArrayList<Known>(named.size());
    for (var url : named) {
      known.add(url.known());
      var visit = url.visit();
      if (visit != null && visits.size() < mostVisits) {
        visits.put(visit.fingerprint(), visit);
      }
    }
    return known;
  }

  private <T> T query(Callable<T> question) {
    Future<T> answer = loop.createFuture();
    if (waiting.isEmpty()) {
      loop.callSoon(this::submit);
    }
    waiting.add(new Query<>(question, answer));
    return answer.await();
  }

  private void submit() {
    var queries = waiting;
    waiting = new ArrayList<>();
    Future<List<Runnable>> results =
        state.submit(() -> {
          var answers = new ArrayList<Runnable>(queries.size());
          for (var query : queries) {
            answers.add(query.run());
          }
          return answers;
        });
    results.addDoneCallback(done -> {
      try {
        done.result().forEach(Runnable::run);
      } catch (Exception | Error e) {
        queries.forEach(query -> query.fail(e));
      }
    });
  }

  @Override
  public List<Known> undiscovered(int atMost) {
    var _ = state.commit(); // the table of this run lacks what is not written yet
    return state.submit(() -> table.undiscovered(atMost)).await();
  }

  @Override
  public boolean trustsLastmod() {
    return trustsLastmod;
  }

  @Override
  public void listed(List<Listed> pages) {
    // Their visits are read again, with what is noted here.
    pages.forEach(page -> visits.remove(page.fingerprint()));
    var _ =
        state.submit(() -> {
          table.note(pages);
          return true;
        });
  }
}
