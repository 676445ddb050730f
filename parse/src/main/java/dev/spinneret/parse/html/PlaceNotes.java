package dev.spinneret.parse.html;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Notes where the references of a page stand while it is read. One kind for each way to read a
/// page: [OctetPlaces] and [KnownPlaces].
abstract class PlaceNotes implements PageDetails.PlaceFinder {
  final List<String> targets = new ArrayList<>();
  private int[] links = new int[0];
  private int[] malformed = new int[0];
  private int linkCount;
  private int malformedCount;

  /// Notes that the next reference was found.
  abstract void found();

  /// Notes that the last reference is that of an element of SVG, whose text is no link's text.
  void isOfSvg() {}

  /// Notes that a reference is a link.
  void isLink(int reference) {
    links = with(links, linkCount++, reference);
  }

  /// Notes that a reference is malformed.
  void isMalformed(int reference) {
    malformed = with(malformed, malformedCount++, reference);
  }

  PageDetails details() {
    return new PageDetails(
        this, Arrays.copyOf(links, linkCount), Arrays.copyOf(malformed, malformedCount), targets);
  }

  static int[] with(int[] numbers, int at, int number) {
    var room = at < numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(16, 2 * at));
    room[at] = number;
    return room;
  }
}
