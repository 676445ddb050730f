package dev.spinneret.parse.url;

/// The rule for labels of a domain name that is written from right to left (RFC 5893 §2).
final class BidiRule {
  private BidiRule() {}

  /// Whether a label holds a right-to-left character, which makes its domain name a Bidi one.
  static boolean isBidi(String label) {
    return label
        .codePoints()
        .anyMatch(codePoint ->
            switch (Character.getDirectionality(codePoint)) {
              case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                  Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                  Character.DIRECTIONALITY_ARABIC_NUMBER ->
                  true;
              default -> false;
            });
  }

  /// Whether a label of a Bidi domain name obeys the six conditions.
  static boolean isValid(String label) {
    if (label.isEmpty()) {
      return true;
    }
    return switch (Character.getDirectionality(label.codePointAt(0))) {
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> leftToRight(label);
      case Character.DIRECTIONALITY_RIGHT_TO_LEFT, Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
          rightToLeft(label);
      default -> false;
    };
  }

  private static boolean leftToRight(String label) {
    var endsWell = false;
    for (var i = 0; i < label.length(); i += Character.charCount(label.codePointAt(i))) {
      switch (Character.getDirectionality(label.codePointAt(i))) {
        case Character.DIRECTIONALITY_LEFT_TO_RIGHT, Character.DIRECTIONALITY_EUROPEAN_NUMBER ->
            endsWell = true;
        case Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
            Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
            Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
            Character.DIRECTIONALITY_OTHER_NEUTRALS,
            Character.DIRECTIONALITY_BOUNDARY_NEUTRAL ->
            endsWell = false;
        case Character.DIRECTIONALITY_NONSPACING_MARK -> {}
        default -> {
          return false;
        }
      }
    }
    return endsWell;
  }

  private static boolean rightToLeft(String label) {
    var endsWell = false;
    var european = false;
    var arabic = false;
    for (var i = 0; i < label.length(); i += Character.charCount(label.codePointAt(i))) {
      switch (Character.getDirectionality(label.codePointAt(i))) {
        case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
            Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC ->
            endsWell = true;
        case Character.DIRECTIONALITY_EUROPEAN_NUMBER -> {
          european = true;
          endsWell = true;
        }
        case Character.DIRECTIONALITY_ARABIC_NUMBER -> {
          arabic = true;
          endsWell = true;
        }
        case Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR,
            Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR,
            Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR,
            Character.DIRECTIONALITY_OTHER_NEUTRALS,
            Character.DIRECTIONALITY_BOUNDARY_NEUTRAL ->
            endsWell = false;
        case Character.DIRECTIONALITY_NONSPACING_MARK -> {}
        default -> {
          return false;
        }
      }
    }
    return endsWell && !(european && arabic);
  }
}
