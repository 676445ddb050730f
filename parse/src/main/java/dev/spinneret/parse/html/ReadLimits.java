package dev.spinneret.parse.html;

import java.util.function.BooleanSupplier;

/// How much the reading of one page may cost. What was found until then is kept.
///
/// @param isOutOfTime asked now and then; when it says so, reading ends
/// @param linkBytes how much memory the page's links may take, about
/// @param treeChars how many characters of the page may become a tree, of which one takes up to 40
///   bytes
public record ReadLimits(BooleanSupplier isOutOfTime, long linkBytes, int treeChars) {
  /// No limit but those that every page has.
  public static final ReadLimits NONE =
      new ReadLimits(() -> false, Long.MAX_VALUE, Integer.MAX_VALUE);

  /// The same limits with a limit of time.
  ///
  /// @param outOfTime says when the time is over
  /// @return a copy
  public ReadLimits until(BooleanSupplier outOfTime) {
    return new ReadLimits(outOfTime, linkBytes, treeChars);
  }
}
