package dev.spinneret.parse.html;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The places of references that are known as they are found: in a tree, or in a style sheet.
final class KnownPlaces extends PlaceNotes {
  private final List<LinkPlace> places = new ArrayList<>();

  /// Returns the place of what is read now.
  private Supplier<LinkPlace> current = () -> LinkPlace.UNKNOWN;

  /// Sets what returns the place of what is read now.
  void follow(Supplier<LinkPlace> reader) {
    current = reader;
  }

  @Override
  void found() {
    places.add(current.get());
  }

  @Override
  public LinkPlace place(int reference) {
    return places.get(reference);
  }
}
