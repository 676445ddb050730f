package dev.spinneret.cli.html;

import java.util.List;

/// A main figure at the top of a report, which leads to the section that explains it.
///
/// @param figure such as `1,234`
/// @param label what it counts
/// @param tone `bad`, `warn` or `plain`: how it is coloured
/// @param section the id of the section
public record Tile(String figure, String label, String tone, String section) {
  /// The tile of a count; zero is plain.
  ///
  /// @param count of what the label says
  /// @param one the label for a single one
  /// @param many the label for several, and for none
  /// @param tone the tone of a count above 0
  /// @param section the id of the section
  public static Tile of(long count, String one, String many, String tone, String section) {
    return new Tile(
        Figures.count(count), count == 1 ? one : many, count == 0 ? "plain" : tone, section);
  }

  /// Appends tiles in a row.
  ///
  /// @param page takes the HTML
  /// @param tiles one or more
  public static void append(StringBuilder page, List<Tile> tiles) {
    page.append("<ul class=\"tiles\">\n");
    for (var tile : tiles) {
      page.append("<li><a class=\"")
          .append(tile.tone)
          .append("\" href=\"#")
          .append(tile.section)
          .append("\"><b>")
          .append(tile.figure)
          .append("</b><span>")
          .append(tile.label)
          .append("</span></a></li>\n");
    }
    page.append("</ul>\n");
  }
}
