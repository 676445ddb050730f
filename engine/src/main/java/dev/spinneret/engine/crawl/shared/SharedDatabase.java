package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import java.util.List;

/// What a database does for one crawler that has joined a shared crawl. Called by the writer, one
/// call at a time; each may block.
///
/// A database that loses its connection connects again, finds out whether the transaction was
/// committed, and repeats it if not. It gives up by throwing a [SharedException].
public interface SharedDatabase extends AutoCloseable {

  /// Writes a round in one transaction, and returns what has happened elsewhere.
  ///
  /// @param round what to write
  /// @return what is new
  /// @throws FencedException if others have taken the crawler's domains over; nothing was written
  RoundReply round(Round round);

  /// Extends the lease, and writes nothing else.
  ///
  /// @throws FencedException as in [#round]
  void extendLease();

  /// Reads waiting URLs of an owned host that are committed.
  ///
  /// @param host the host queue
  /// @param afterDepth with `afterOrder`, a place in its queue
  /// @param afterOrder see [CrawlUrl#order()]
  /// @param atMost how many
  /// @return in the order of depth and discovery
  /// @throws FencedException as in [#round], if there is none
  List<CrawlUrl> next(String host, int afterDepth, long afterOrder, int atMost);

  @Override
  void close();
}
