package dev.spinneret.cli.site;

import dev.spinneret.cli.html.HtmlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cell of a table.
sealed interface Cell {
  /// Text from anywhere.
  record Text(String text) implements Cell {}

  /// A URL.
  record Url(String url) implements Cell {}

  /// A status or a failure.
  record Outcome(String outcome) implements Cell {}

  /// A number.
  ///
  /// @param value for sorting and for CSV
  /// @param shown as a person reads it
  record Figure(double value, String shown) implements Cell {}

  /// Some URLs of many.
  ///
  /// @param count of all
  /// @param first of them
  record Urls(long count, List<String> first) implements Cell {}

  /// A URL that may be missing.
  static Cell url(@Nullable String url) {
    return url == null ? new Text("") : new Url(url);
  }

  /// Whether it is aligned to the right.
  default boolean isNumber() {
    return this instanceof Figure;
  }

  /// The cell as HTML.
  ///
  /// @param label of the column
  /// @param origin of most URLs, which is left out of them
  default String html(String label, String origin) {
    var start = "<td data-l=\"" + label + "\"";
    return switch (this) {
      case Text(var text) -> start + "><bdi>" + HtmlText.harmless(text) + "</bdi></td>";
      case Url(var url) -> start + " class=\"url\">" + link(url, origin) + "</td>";
      case Outcome(var outcome) ->
          start
              + "><span class=\"tag "
              + tone(outcome)
              + "\">"
              + HtmlText.harmless(outcome)
              + "</span></td>";
      case Figure(var value, var shown) ->
          start
              + " class=\"num\" data-v=\""
              + plain(value)
              + "\">"
              + HtmlText.escaped(shown)
              + "</td>";
      case Urls(var count, var first) -> urls(start, count, first, origin);
    };
  }

  private static String urls(String start, long count, List<String> first, String origin) {
    var html =
        new StringBuilder(start).append(" class=\"url\" data-v=\"").append(count).append("\">");
    if (first.size() == 1 && count == 1) {
      return html.append(link(first.getFirst(), origin)).append("</td>").toString();
    }
    if (first.isEmpty()) {
      return html.append("</td>").toString();
    }
    html.append("<details><summary>").append(Figures.count(count)).append(" pages</summary><ul>");
    first.forEach(url -> html.append("<li>").append(link(url, origin)).append("</li>"));
    if (count > first.size()) {
      html.append("<li class=\"rest\">and ")
          .append(Figures.count(count - first.size()))
          .append(" more</li>");
    }
    return html.append("</ul></details></td>").toString();
  }

  private static String link(String url, String origin) {
    var isShort = !origin.isEmpty() && url.startsWith(origin + "/");
    var shown = HtmlText.harmless(isShort ? url.substring(origin.length()) : url);
    return HtmlText.isLink(url)
        ? "<a href=\"%s\" rel=\"noreferrer noopener\" target=\"_blank\">%s</a>"
            .formatted(HtmlText.escaped(url), shown)
        : shown;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /// How an outcome is coloured.
  static String tone(String outcome) {
    if (outcome.length() != 3 || !Character.isDigit(outcome.charAt(0))) {
      return outcome.isEmpty() || outcome.equals("unknown") ? "plain" : "bad";
    }
    return switch (outcome.charAt(0)) {
      case '2' -> "good";
      case '3' -> "warn";
      case '4', '5' -> "bad";
      default -> "plain";
    };
  }
}
