package dev.spinneret.cli.record;

/// Microseconds as milliseconds in decimal, without going through a double.
final class Millis {
  private Millis() {}

  /// The text of a number of milliseconds.
  ///
  /// @param micros 0 or more
  /// @return such as 12.345, without zeros at the end
  static String text(long micros) {
    var whole = micros / 1_000;
    var rest = (int) (micros % 1_000);
    if (rest == 0) {
      return Long.toString(whole);
    }
    var text = new StringBuilder(12).append(whole).append('.');
    text.append((char) ('0' + rest / 100));
    if (rest % 100 != 0) {
      text.append((char) ('0' + rest / 10 % 10));
      if (rest % 10 != 0) {
        text.append((char) ('0' + rest % 10));
      }
    }
    return text.toString();
  }
}
