package dev.spinneret.cli.site;

import dev.spinneret.cli.html.Figures;
import dev.spinneret.cli.html.HtmlText;
import java.util.List;
import java.util.Locale;

/// The map of the site: a rectangle for each directory, as large as its number of URLs, with those
/// of its own directories in it. All coordinates are percentages, so that it stretches; the script
/// shortens the names that do not fit.
final class TreeMap {
  private static final int MAX_DIRECTORIES = 30;

  /// Smaller parts of a directory are drawn as one.
  private static final double MIN_SHARE = 0.05;

  private static final double HEIGHT = 380;
  private static final double WIDTH = 1_000;

  private TreeMap() {}

  /// Appends the map, if there is more than one directory.
  static void append(StringBuilder page, Directory.Tree tree) {
    var top = tree.top();
    var parts = top.parts(MAX_DIRECTORIES, 0);
    if (parts.size() < 2) {
      return;
    }
    var of = top.name().isEmpty() ? "hosts" : "directories of " + HtmlText.harmless(top.name());
    page.append("<figure class=\"chart wide\"><figcaption><b>Map of the site</b> <span>")
        .append(of)
        .append(
            " by number of URLs</span></figcaption>\n<svg class=\"map\" width=\"100%\" height=\"")
        .append((int) HEIGHT)
        .append("\" role=\"img\" aria-label=\"map of the site\">\n");
    var boxes = Squares.of(weights(parts), new Squares.Box(0, 0, WIDTH, HEIGHT));
    for (var i = 0; i < parts.size(); i++) {
      directory(page, top, parts.get(i), boxes.get(i));
    }
    page.append(
        "</svg>\n<p class=\"axis\"><span><i class=\"bad\"></i>share of broken URLs</span></p>"
            + "</figure>\n");
  }

  private static List<Long> weights(List<Directory> parts) {
    return parts.stream().map(Directory::count).toList();
  }

  private static void directory(
      StringBuilder page, Directory parent, Directory directory, Squares.Box box) {
    var name = name(directory);
    page.append(
        String.format(
            Locale.ROOT,
            "<svg x=\"%.3f%%\" y=\"%.3f%%\" width=\"%.3f%%\" height=\"%.3f%%\"><title>%s</title>",
            box.x() / WIDTH * 100,
            box.y() / HEIGHT * 100,
            box.width() / WIDTH * 100,
            box.height() / HEIGHT * 100,
            HtmlText.harmless(title(parent, directory))));
    var parts = directory.parts(MAX_DIRECTORIES, MIN_SHARE);
    var inner = Squares.of(weights(parts), box);
    for (var part : inner) {
      part(page, part, box);
    }
    broken(page, directory);
    page.append("<rect class=\"edge\" width=\"100%\" height=\"100%\"/>");
    page.append("<text x=\"9\" y=\"21\">").append(HtmlText.harmless(name)).append("</text>");
    page.append("<text class=\"small\" x=\"9\" y=\"37\">")
        .append(Figures.count(directory.count()))
        .append("</text></svg>\n");
  }

  private static void part(StringBuilder page, Squares.Box part, Squares.Box in) {
    page.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"plain\" x=\"%.3f%%\" y=\"%.3f%%\" width=\"%.3f%%\" height=\"%.3f%%\"/>",
            (part.x() - in.x()) / in.width() * 100,
            (part.y() - in.y()) / in.height() * 100,
            part.width() / in.width() * 100,
            part.height() / in.height() * 100));
  }

  /// A bar along the top, as long as the share of broken URLs.
  private static void broken(StringBuilder page, Directory directory) {
    if (directory.brokenCount() > 0) {
      page.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"bad\" width=\"%.3f%%\" height=\"6\"/>",
              Math.max(2, 100.0 * directory.brokenCount() / directory.count())));
    }
  }

  private static String name(Directory directory) {
    return directory.name().isEmpty() ? "other" : directory.name();
  }

  private static String title(Directory parent, Directory directory) {
    return "%s: %s, %s of all%s"
        .formatted(
            name(directory),
            Figures.count(directory.count(), "URL", "URLs"),
            Figures.share(directory.count(), parent.count()),
            directory.brokenCount() == 0
                ? ""
                : ", " + Figures.count(directory.brokenCount()) + " broken");
  }
}
