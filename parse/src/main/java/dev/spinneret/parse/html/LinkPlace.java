package dev.spinneret.parse.html;

/// Where a link stands in its page, for a person to find it.
///
/// @param line 1-based; 0 when it is not known
/// @param column 1-based, in characters; 0 when it is not known
/// @param element the name of the element in lower case, such as `img`; "" in a style sheet
/// @param text the [text][Link#text()] of an `a`, cut to [#MAX_TEXT_CHARS]; "" when it has none
public record LinkPlace(int line, int column, String element, String text) {
  /// How much of a text is kept.
  public static final int MAX_TEXT_CHARS = 80;

  /// A link of which no place is known.
  public static final LinkPlace UNKNOWN = new LinkPlace(0, 0, "", "");

  /// A text as a place has it.
  static String shortened(String text) {
    if (text.length() <= MAX_TEXT_CHARS) {
      return text;
    }
    var end = MAX_TEXT_CHARS - 1;
    end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
    return text.substring(0, end) + "…";
  }
}
