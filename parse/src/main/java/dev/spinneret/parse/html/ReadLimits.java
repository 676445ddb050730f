package dev.spinneret.parse.html;

import java.util.function.BooleanSupplier;

/// How much reading one page may cost. What was found until a limit was reached is kept.
///
/// @param isOutOfTime polled now and then; when true, reading ends
/// @param linkBytes about how much memory the page's links may take
/// @param treeChars how many characters of the page may become a tree, of which one takes up to 40
///   bytes
public record ReadLimits(BooleanSupplier isOutOfTime, long linkBytes, int treeChars) {
  /// No limits except those that apply to every page.
  public static final ReadLimits NONE =
      new ReadLimits(() -> false, Long.MAX_VALUE, Integer.MAX_VALUE);

  /// The same limits with a limit of time.
  ///
  /// @param outOfTime true when the time is over
  /// @return a copy
  public ReadLimits until(BooleanSupplier outOfTime) {
    return new ReadLimits(outOfTime, linkBytes, treeChars);
  }
}
