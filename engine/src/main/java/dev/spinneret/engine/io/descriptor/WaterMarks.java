package dev.spinneret.engine.io.descriptor;

/// When a transport's output is too much, and when there is room again.
///
/// @param highBytes above it, the protocol is asked to pause
/// @param lowBytes at or below it, the protocol may go on; 0 to `highBytes`
public record WaterMarks(int highBytes, int lowBytes) {
  /// Checks the marks.
  ///
  /// @throws IllegalArgumentException if they are negative or out of order
  public WaterMarks {
    if (lowBytes < 0 || lowBytes > highBytes) {
      throw new IllegalArgumentException(
          "low mark " + lowBytes + ", high mark " + highBytes + ": 0 <= low <= high is allowed");
    }
  }

  /// The usual marks: the low one is a quarter of the high one.
  ///
  /// @param highBytes the high mark
  /// @return both
  public static WaterMarks below(int highBytes) {
    return new WaterMarks(highBytes, highBytes / 4);
  }
}
