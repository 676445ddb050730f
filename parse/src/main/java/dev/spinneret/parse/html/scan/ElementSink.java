package dev.spinneret.parse.html.scan;

import org.jspecify.annotations.Nullable;

/// Receives the elements of a page in document order.
public interface ElementSink {
  /// An `a` with an href in the page's octets.
  ///
  /// @param hrefStart where the value of its href begins
  /// @param hrefEnd where it ends
  /// @param rel its `rel`; null when it has none
  void anchor(int hrefStart, int hrefEnd, @Nullable String rel);

  /// An HTML element with attributes.
  ///
  /// @param tag its name
  /// @param element its attributes; valid during the call
  /// @param inHead whether the head is its parent
  void element(HtmlTag tag, ElementView element, boolean inHead);

  /// An SVG element with attributes.
  ///
  /// @param anchor whether it is an `a`
  /// @param element its attributes; valid during the call
  void svg(boolean anchor, ElementView element);

  /// Something that a fragment may name: the `id` of an element or the `name` of an `a`. Only if
  /// the tags are read [whole][TagReader#keepAll].
  ///
  /// @param name its value
  void target(String name);

  /// What a `style` element or attribute holds. Only if the tags are read
  /// [whole][TagReader#keepAll].
  ///
  /// @param css its text
  void style(String css);

  /// Whether the text of a title element is wanted.
  ///
  /// @return false once there was one
  boolean needsTitle();

  /// A title element.
  ///
  /// @param wholeText its text, white space included
  void title(String wholeText);
}
