package dev.spinneret.parse.html.scan;

/// Receives the visible text of a page in document order, between the elements that an
/// [ElementSink] receives.
///
/// Visible is the text of the body as it would be without style sheets and scripts, except what is
/// in `svg`, `textarea` and other elements [of text only][HtmlTag#hidesText()].
public interface TextSink {
  /// A run of text in the page's octets, character references included; an ASCII octet or the end
  /// of the page follows.
  ///
  /// @param from where it begins
  /// @param to where it ends
  void text(int from, int to);

  /// What comes next is another word than what came last.
  void lineBreak();

  /// The `a` with an href that was reported last has ended.
  void anchorEnds();

  /// An `h1` begins.
  void headingBegins();

  /// The `h1` that began first has ended.
  void headingEnds();
}
