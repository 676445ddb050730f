package dev.spinneret.engine.crawl;

import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.sync.Lock;
import dev.spinneret.engine.task.Tasks;

/// Divides long work on the loop into slices, between which the other steps run.
///
/// Admitting the links of a page with tens of thousands of them takes as long as fetching hundreds
/// of pages. So its visit pauses after each millisecond, for some turns of the loop while others
/// have work in them. Only one such visit runs at a time, so that these turns contain one slice and
/// not as many as there are such pages. The changes that the visit reports to the store still
/// belong together: the store is held until all are reported, see [CrawlStore#hold].
///
/// In virtual time a step takes no time, so a simulated crawl never pauses.
final class Slices {
  /// Pages with at least this many links are admitted in slices.
  static final int MANY_LINKS = 500;

  private static final long SLICE_NANOS = 1_000_000;

  /// The longest slice while the crawl is ending: there is less other work.
  private static final long LAST_SLICE_NANOS = 20_000_000;

  /// How many turns of the loop a slice waits for others.
  private static final int TURNS_FOR_OTHERS = 4;

  private final EventLoop loop;
  private final CrawlStore store;
  private final Lock turn = new Lock();
  private long sliceNanos = SLICE_NANOS;

  Slices(EventLoop loop, CrawlStore store) {
    this.loop = loop;
    this.store = store;
  }

  /// Makes slices longer, since the crawl is ending.
  void hurry() {
    sliceNanos = LAST_SLICE_NANOS;
  }

  /// Begins work of the current task that belongs together. Suspends while another task is doing
  /// such work.
  Slice hold() {
    turn.acquire();
    store.hold();
    return new Slice(true);
  }

  /// Begins work whose parts are independent.
  Slice begin() {
    return new Slice(false);
  }

  /// Work of one task.
  final class Slice implements AutoCloseable {
    private final boolean holds;
    private boolean hurried;
    private long endsAtNanos = loop.timeNanos() + sliceNanos;

    private Slice(boolean holds) {
      this.holds = holds;
    }

    /// Lets other steps run if the slice is over. Does not throw if the task is cancelled: work
    /// that belongs together then ends without a pause.
    ///
    /// @return whether other steps have run
    boolean pause() {
      if (hurried || loop.timeNanos() < endsAtNanos) {
        return false;
      }
      try {
        int turns = 0;
        do {
          Tasks.yieldNow();
        } while (++turns < TURNS_FOR_OTHERS && loop.statistics().readyCount() > 0);
      } catch (Cancelled e) {
        if (!holds) {
          throw e;
        }
        hurried = true;
      }
      endsAtNanos = loop.timeNanos() + sliceNanos;
      return true;
    }

    @Override
    public void close() {
      if (holds) {
        store.release();
        turn.release();
      }
    }
  }
}
