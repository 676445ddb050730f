package dev.spinneret.parse.html;

/// A reference that was meant to be an http(s) URL but that no browser could follow.
///
/// @param reference as written, without white space around it and without control characters, cut
///   to [#MAX_CHARS]
/// @param kind where it was found
/// @param nofollow whether the element itself says `rel=nofollow`
public record MalformedLink(String reference, LinkKind kind, boolean nofollow) {
  /// How many of them are kept for one page.
  public static final int MAX_COUNT = 100;

  /// How much of a reference is kept.
  public static final int MAX_CHARS = 1_000;

  /// Creates the record.
  public MalformedLink {
    reference = printable(reference.strip());
  }

  private static String printable(String text) {
    var out = new StringBuilder();
    for (var i = 0; i < text.length() && out.length() < MAX_CHARS; ) {
      var c = text.codePointAt(i);
      i += Character.charCount(c);
      var surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
      if (!Character.isISOControl(c)) {
        out.appendCodePoint(surrogate ? 0xFFFD : c);
      }
    }
    return out.toString();
  }
}
