package dev.spinneret.cli.site;

import java.util.ArrayList;
import java.util.List;

/// Divides a rectangle into one for each of some weights, all nearly square (Bruls, Huizing and van
/// Wijk, Squarified Treemaps, 2000).
final class Squares {
  /// A rectangle.
  record Box(double x, double y, double width, double height) {}

  private Squares() {}

  /// Divides a rectangle.
  ///
  /// @param weights more than 0, the largest first
  /// @param into all of it is divided
  /// @return a rectangle for each weight
  static List<Box> of(List<Long> weights, Box into) {
    var boxes = new ArrayList<Box>(weights.size());
    var left = into;
    var sum = (double) weights.stream().mapToLong(Long::longValue).sum();
    var from = 0;
    while (from < weights.size()) {
      var to = from + 1;
      var row = (double) weights.get(from);
      while (to < weights.size()
          && worst(weights, from, to + 1, row + weights.get(to), left, sum)
              <= worst(weights, from, to, row, left, sum)) {
        row += weights.get(to++);
      }
      var isColumn = left.width >= left.height;
      var thickness = (isColumn ? left.width : left.height) * row / sum;
      var at = 0.0;
      for (; from < to; from++) {
        var length = (isColumn ? left.height : left.width) * weights.get(from) / row;
        boxes.add(
            isColumn
                ? new Box(left.x, left.y + at, thickness, length)
                : new Box(left.x + at, left.y, length, thickness));
        at += length;
      }
      left =
          isColumn
              ? new Box(
                  left.x + thickness, left.y, Math.max(0, left.width - thickness), left.height)
              : new Box(
                  left.x, left.y + thickness, left.width, Math.max(0, left.height - thickness));
      sum -= row;
    }
    return boxes;
  }

  /// How far from a square the rectangles of one row would be.
  private static double worst(
      List<Long> weights, int from, int to, double row, Box left, double sum) {
    var side = Math.min(left.width, left.height);
    var thickness = left.width * left.height * (row / sum) / side;
    var worst = 1.0;
    for (var i = from; i < to; i++) {
      var length = side * weights.get(i) / row;
      worst = Math.max(worst, Math.max(length / thickness, thickness / length));
    }
    return worst;
  }
}
