package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.lastrun.LastRun;
import dev.spinneret.engine.crawl.lastrun.LastVisit;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// Queries the file about the last run, on the writer's thread. The queries of one turn of the loop
/// go there together. On the loop's thread.
///
/// The URLs that a page names are read together with their visits, for some pages at a time. Visits
/// are kept until the URLs are requested, so that most need no query of their own.
final class StoredLastRun implements LastRun {
  /// How many visits are kept at most.
  private static final int MOST_VISITS = 100_000;

  /// About what one takes in memory.
  private static final int VISIT_BYTES = 500;

  /// How many pieces are kept at most.
  private static final int MOST_PIECES = 20;

  private static final int REMAINING_AT_ONCE = 1_000;

  private static final int SMALLEST_PIECE = 20;

  /// What is kept longer outlives the young generation: with 1,000 the garbage collector took twice
  /// the time.
  private static final int LARGEST_PIECE = 200;

  /// A page that was discovered so soon after those of a piece continues it.
  private static final int NEAR = 1_000;

  private final SqliteState state;
  private final LastRunTable table;
  private final EventLoop loop;
  private final boolean trustsLastmod;
  private final long mostVisits;
  private final int largestPiece;
  private final Map<Long, LastVisit> visits = new HashMap<>();
  private final ArrayDeque<LastRunTable.Piece> pieces = new ArrayDeque<>();
  private List<Query<?>> waiting = new ArrayList<>();

  /// How far the last run was searched for what is undiscovered, and with what in this round.
  private long searchedTo = -1;

  private boolean foundSome;

  /// Whether URLs count whose page was not visited either.
  private boolean anyParent;

  /// How often sitemaps were noted: what was read before that lacks what they say.
  private int noteCount;

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
    this.largestPiece = Math.clamp(mostVisits / MOST_PIECES, SMALLEST_PIECE, LARGEST_PIECE);
  }

  @Override
  public @Nullable LastVisit visitOf(long fingerprint) {
    var kept = visits.remove(fingerprint);
    return kept != null ? kept : query(() -> table.visitOf(fingerprint)).orElse(null);
  }

  @Override
  public List<Known> namedBy(LastVisit page) {
    int notesBefore = noteCount;
    var known = pieceOf(page.order());
    int size = known == null ? sizeOfNext(page.order()) : 0;
    var piece = known == null ? query(() -> table.namedBy(page.order(), size)) : known;
    boolean isCurrent = noteCount == notesBefore;
    if (isCurrent && pieceOf(page.order()) == null) {
      if (pieces.size() == MOST_PIECES) {
        pieces.removeFirst();
      }
      pieces.add(piece);
    }
    var named = piece.named().getOrDefault(page.order(), List.of());
    for (var url : named) {
      var visit = url.visit();
      if (visit != null && isCurrent && visits.size() < mostVisits) {
        visits.put(visit.fingerprint(), visit);
      }
    }
    return named.stream().map(LastRunTable.Named::known).toList();
  }

  private LastRunTable.@Nullable Piece pieceOf(long page) {
    for (var piece : pieces) {
      if (piece.covers(page)) {
        return piece;
      }
    }
    return null;
  }

  /// How many URLs to read from a page on. Pages that are visited in the order of the last run are
  /// read in ever larger pieces; if the order is another, as with many hosts, little is read that
  /// is not needed.
  private int sizeOfNext(long page) {
    int size = SMALLEST_PIECE;
    for (var piece : pieces) {
      if (page > piece.to() && page - piece.to() < NEAR) {
        size = Math.max(size, Math.min(2 * piece.size(), largestPiece));
      }
    }
    return size;
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

  /// They are searched in rounds, since the URLs found in one round may name others.
  @Override
  public List<Known> undiscovered(int enough, LongPredicate isDiscovered) {
    var found = undiscoveredOfRound(enough, isDiscovered);
    while (found.isEmpty() && (foundSome || !anyParent)) {
      anyParent = !foundSome;
      foundSome = false;
      searchedTo = -1;
      found = undiscoveredOfRound(enough, isDiscovered);
    }
    foundSome |= !found.isEmpty();
    return found;
  }

  private List<Known> undiscoveredOfRound(int enough, LongPredicate isDiscovered) {
    var found = new ArrayList<Known>();
    while (found.size() < enough) {
      long after = searchedTo;
      var remaining = state.submit(() -> table.remaining(after, REMAINING_AT_ONCE)).await();
      if (remaining.isEmpty()) {
        break;
      }
      searchedTo = remaining.getLast().id();
      remaining.removeIf(url -> isDiscovered.test(url.fingerprint()));
      if (!remaining.isEmpty()) {
        for (var url : state.submit(() -> table.undiscovered(remaining)).await()) {
          if (anyParent || url.parent() == 0 || isDiscovered.test(url.parent())) {
            found.add(url.known());
          }
        }
      }
    }
    return found;
  }

  @Override
  public boolean trustsLastmod() {
    return trustsLastmod;
  }

  @Override
  public void listed(List<Listed> pages) {
    // Their visits are read again, with what is noted here.
    pages.forEach(page -> visits.remove(page.fingerprint()));
    pieces.clear();
    noteCount++;
    var _ =
        state.submit(() -> {
          table.note(pages);
          return true;
        });
  }
}
