package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.frontier.Referral;
import java.util.List;
import java.util.Map;

/// What the database replies to a round: the news from the other crawlers.
///
/// @param claimed what it has claimed
/// @param referred URLs that others have found, nearly all of them of its domains; those of other
///   domains are to be referred again
/// @param messages the numbers of the messages that they came in, which the round deletes that
///   takes them over
/// @param scope what was added to the scope since the last reply
/// @param addresses how many crawlers request from hosts at an address, this one included, where
///   others do
/// @param others the crawl as a whole
public record RoundReply(
    Claimed claimed,
    List<Referral> referred,
    List<Long> messages,
    List<String> scope,
    Map<String, Integer> addresses,
    Others others) {

  /// What a crawler has claimed, as far as it has been read.
  ///
  /// @param domains those that it owns from now on: all that is known of them was read
  /// @param ended URLs with verdicts, of these and of those that follow
  /// @param isPartial whether domains follow in later replies; until then, nothing that is referred
  ///   is in the replies
  public record Claimed(List<DomainState> domains, EndedUrls ended, boolean isPartial) {
    /// Nothing was claimed.
    public static final Claimed NONE = new Claimed(List.of(), new EndedUrls(), false);

    /// Whether there is something.
    boolean isEmpty() {
      return domains.isEmpty() && !isPartial;
    }
  }

  /// The crawl as a whole, all of it at one instant.
  ///
  /// @param crawlerCount how many crawlers take part, this one included
  /// @param activeCount how many domains with open URLs they own together, and how many are free,
  ///   such as those on their way from one to another; of free ones, a thousand at most
  /// @param isAnyIdle whether another crawler has too little work
  /// @param pagesElsewhere pages with content that the others have fetched
  /// @param bytesElsewhere bytes of bodies that the others have fetched
  /// @param level the least depth of an open URL that is not this crawler's; `Integer.MAX_VALUE`
  ///   for none, and where depths are not kept apart
  /// @param isOver whether no URL is open anywhere, nothing is referred, and no seed may come
  /// @param stopRequested whether this crawler is to stop
  public record Others(
      int crawlerCount,
      int activeCount,
      boolean isAnyIdle,
      long pagesElsewhere,
      long bytesElsewhere,
      int level,
      boolean isOver,
      boolean stopRequested) {
    /// Before the first reply.
    static final Others UNKNOWN = new Others(1, 0, false, 0, 0, Integer.MAX_VALUE, false, false);
  }
}
