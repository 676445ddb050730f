package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.frontier.Referral;
import java.util.List;
import java.util.Map;

/// What a round has brought from the other crawlers.
///
/// @param claimed domains that this crawler owns from now on
/// @param referred what others have found of its domains, and what is left from earlier rounds
/// @param scope what the scope holds now and did not hold in the last answer
/// @param addresses how many crawlers request from hosts at an address, this one included, where
///   others do
/// @param others the crawl as a whole
public record Heard(
    List<DomainState> claimed,
    List<Referral> referred,
    List<String> scope,
    Map<String, Integer> addresses,
    Others others) {

  /// The crawl as a whole, all of it at one instant.
  ///
  /// @param crawlerCount how many crawlers take part, this one included
  /// @param activeCount how many domains with open URLs they own together
  /// @param someoneWants whether another one has too little to do
  /// @param pagesElsewhere pages with content that the others have fetched
  /// @param bytesElsewhere bytes of bodies that the others have fetched
  /// @param level the least depth of an open URL that is not this crawler's; `Integer.MAX_VALUE`
  ///   for none, and where depths are not kept apart
  /// @param isOver whether no URL is open anywhere, nothing is referred, and no seed may come
  /// @param stopAsked whether somebody has asked this crawler to stop
  public record Others(
      int crawlerCount,
      int activeCount,
      boolean someoneWants,
      long pagesElsewhere,
      long bytesElsewhere,
      int level,
      boolean isOver,
      boolean stopAsked) {
    /// Before anything was heard.
    static final Others UNKNOWN = new Others(1, 0, false, 0, 0, Integer.MAX_VALUE, false, false);
  }
}
