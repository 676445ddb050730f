package dev.spinneret.cli.check;

import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.LinkPlace;
import java.util.Comparator;

/// A link to a target.
///
/// @param page the URL of the page with the link
/// @param kind what kind of link it is
/// @param place where in the page it stands
record Referrer(String page, LinkKind kind, LinkPlace place) {
  static final Comparator<Referrer> BY_PLACE =
      Comparator.comparing(Referrer::page)
          .thenComparingInt(referrer -> referrer.place.line())
          .thenComparingInt(referrer -> referrer.place.column());

  /// The place as a person reads it.
  ///
  /// @return line and column, such as `54:8`; "" if they are not known
  String position() {
    return place.line() == 0 ? "" : place.line() + ":" + place.column();
  }

  /// The page and the place in it, in a line.
  String location() {
    return position().isEmpty() ? page : page + ":" + position();
  }

  /// The element with its text.
  ///
  /// @return such as `<a> "Home"`; the text is from the page and may hold any character
  String element() {
    var name = place.element().isEmpty() ? kind.label() : place.element();
    return "<" + name + ">" + (place.text().isEmpty() ? "" : " \"" + place.text() + "\"");
  }
}
