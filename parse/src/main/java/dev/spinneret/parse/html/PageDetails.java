package dev.spinneret.parse.html;

import java.util.List;

/// What a page says that only a check of its links needs: where they stand, and what a fragment may
/// point to.
///
/// The places are computed when they are asked for, since few are. Not thread-safe: one thread at a
/// time.
public final class PageDetails {
  private final PlaceFinder finder;
  private final int[] links;
  private final int[] malformed;
  private final List<String> targets;

  /// @param finder finds the place of a reference by its number
  /// @param links the number of each link of the page
  /// @param malformed the number of each malformed reference of the page
  /// @param targets what fragments may name
  PageDetails(PlaceFinder finder, int[] links, int[] malformed, List<String> targets) {
    this.finder = finder;
    this.links = links;
    this.malformed = malformed;
    this.targets = List.copyOf(targets);
  }

  /// Finds references by their number, in the order in which they were found.
  interface PlaceFinder {
    /// The place of a reference.
    LinkPlace place(int reference);
  }

  /// Where a link stands.
  ///
  /// @param index in [Page#links()]
  /// @return [LinkPlace#UNKNOWN] for an index that the page does not have
  public LinkPlace ofLink(int index) {
    return index < links.length ? finder.place(links[index]) : LinkPlace.UNKNOWN;
  }

  /// Where a malformed reference stands.
  ///
  /// @param index in [Page#malformed()]
  /// @return its place
  public LinkPlace ofMalformed(int index) {
    return finder.place(malformed[index]);
  }

  /// What a fragment may name: the `id` of each element, and the `name` of each `a`.
  ///
  /// @return in document order, repeated ones too; unmodifiable
  public List<String> targets() {
    return targets;
  }
}
