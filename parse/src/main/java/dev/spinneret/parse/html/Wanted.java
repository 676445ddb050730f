package dev.spinneret.parse.html;

import java.util.HashSet;
import java.util.List;

/// What is read from a page besides where its links lead and what it says to robots.
///
/// @param facts whether its [facts][PageFacts] are
/// @param linkDetails whether the [relations][Link#rel()] and [texts][Link#text()] of its links are
/// @param places whether what a check of links needs is ([PageDetails]); style sheets are read, too
/// @param text whether its visible text is, which takes a tree
/// @param selections what is extracted by selectors, which takes a tree; no two of one name;
///   unmodifiable
public record Wanted(
    boolean facts, boolean linkDetails, boolean places, boolean text, List<Selection> selections) {
  /// Nothing else.
  public static final Wanted LINKS = new Wanted(false, false, false, false, List.of());

  /// Creates the record.
  ///
  /// @throws IllegalArgumentException if two selections have the same name
  public Wanted {
    selections = List.copyOf(selections);
    var names = new HashSet<String>();
    for (var selection : selections) {
      if (!names.add(selection.name())) {
        throw new IllegalArgumentException(
            "'%s' is there twice; each name may be used once".formatted(selection.name()));
      }
    }
  }

  /// The same, and what a check of links needs.
  ///
  /// @return a copy
  Wanted withPlaces() {
    return new Wanted(facts, linkDetails, true, text, selections);
  }

  /// The same, and the details of links.
  ///
  /// @return a copy
  Wanted withLinkDetails() {
    return new Wanted(facts, true, places, text, selections);
  }

  /// Whether only a tree has it all.
  boolean needsTree() {
    return text || !selections.isEmpty();
  }

  /// Whether the text between the tags matters.
  boolean needsText() {
    return facts || linkDetails || text;
  }
}
