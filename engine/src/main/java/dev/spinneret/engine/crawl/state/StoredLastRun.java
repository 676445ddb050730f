package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.lastrun.LastRun;
import dev.spinneret.engine.crawl.lastrun.LastVisit;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks the file about the last run, on the writer's thread. What is looked up in one turn of the
/// loop goes there together. On the loop's thread.
final class StoredLastRun implements LastRun {
  private final SqliteState state;
  private final LastRunTable table;
  private final EventLoop loop;
  private final boolean trustsLastmod;
  private List<Lookup> waiting = new ArrayList<>();

  private record Lookup(long fingerprint, Future<Found> answer) {}

  /// A future has no null.
  private record Found(@Nullable LastVisit visit) {}

  StoredLastRun(SqliteState state, LastRunTable table, EventLoop loop, boolean trustsLastmod) {
    this.state = state;
    this.table = table;
    this.loop = loop;
    this.trustsLastmod = trustsLastmod;
  }

  @Override
  public @Nullable LastVisit visitOf(long fingerprint) {
    Future<Found> answer = loop.createFuture();
    if (waiting.isEmpty()) {
      loop.callSoon(this::lookUp);
    }
    waiting.add(new Lookup(fingerprint, answer));
    return answer.await().visit();
  }

  private void lookUp() {
    var lookups = waiting;
    waiting = new ArrayList<>();
    var fingerprints = lookups.stream().mapToLong(Lookup::fingerprint).toArray();
    state
        .submit(() -> table.visitsOf(fingerprints))
        .addDoneCallback(done -> {
          for (int i = 0; i < lookups.size(); i++) {
            var answer = lookups.get(i).answer();
            if (answer.isDone()) {
              continue; // who asked was cancelled
            }
            try {
              answer.setResult(new Found(done.result().get(i)));
            } catch (Exception | Error e) {
              answer.setException(e);
            }
          }
        });
  }

  @Override
  public List<Known> namedBy(long fingerprint) {
    return state.submit(() -> table.namedBy(fingerprint)).await();
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
    var _ =
        state.submit(() -> {
          table.note(pages);
          return true;
        });
  }
}
