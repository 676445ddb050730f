package dev.spinneret.engine.io.descriptor;

/// The limits of a transport's output buffer.
///
/// @param highBytes above this, the protocol is asked to pause
/// @param lowBytes at or below this, the protocol may resume; 0 to `highBytes`
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

  /// Marks whose low one is a quarter of the high one.
  ///
  /// @param highBytes the high mark
  /// @return both
  public static WaterMarks below(int highBytes) {
    return new WaterMarks(highBytes, highBytes / 4);
  }
}
