package dev.spinneret.engine.crawl.shared;

/// The least depths of URLs that have left this crawler and that no answer counts yet: until the
/// database does, they hold deeper ones back.
///
/// A URL leaves between two cuts, travels in the round that begins with the next cut, and is
/// counted by the answer to that round.
final class DepartedLevels {
  private int sinceCut = Integer.MAX_VALUE;
  private int inRound = Integer.MAX_VALUE;

  /// Notes that URLs leave.
  ///
  /// @param level the least depth of them
  void add(int level) {
    sinceCut = Math.min(sinceCut, level);
  }

  /// Notes that a round begins, with all that has left.
  void cut() {
    inRound = sinceCut;
    sinceCut = Integer.MAX_VALUE;
  }

  /// Notes that the round was answered.
  void answered() {
    inRound = Integer.MAX_VALUE;
  }

  /// The least depth that is in no answer.
  ///
  /// @return `Integer.MAX_VALUE` when there is none
  int least() {
    return Math.min(inRound, sinceCut);
  }
}
