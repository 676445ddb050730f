package dev.spinneret.cli.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The colours of the engines, on white and on black: those of Okabe and Ito, which people who see
/// colours differently can tell apart.
final class Palette {
  private static final List<String> LIGHT =
      List.of("#0072b2", "#d55e00", "#007f5f", "#aa4499", "#555555");
  private static final List<String> DARK =
      List.of("#56b4e9", "#e69f00", "#2fbf94", "#ee99cc", "#bbbbbb");
  private static final List<String> DASHES = List.of("none", "6 3", "2 3", "8 3 2 3", "1 4");

  /// How many engines look different.
  static final int SIZE = 5;

  private Palette() {}

  /// The rules of a style sheet: `.s0` to `.s4`.
  static String css() {
    var dashes =
        IntStream.range(0, SIZE)
            .mapToObj(i -> ".s%d polyline{stroke-dasharray:%s}".formatted(i, DASHES.get(i)))
            .collect(Collectors.joining("\n"));
    return "%s\n%s\n@media (prefers-color-scheme:dark){\n%s\n}\n"
        .formatted(colours(LIGHT), dashes, colours(DARK));
  }

  private static String colours(List<String> colours) {
    return IntStream.range(0, SIZE)
        .mapToObj(i -> ".s%d{--c:%s}".formatted(i, colours.get(i)))
        .collect(Collectors.joining("\n"));
  }
}
