package dev.spinneret.cli.html;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cell of a table.
public sealed interface Cell {
  /// Text.
  ///
  /// @param text from anywhere
  record Text(String text) implements Cell {}

  /// A URL.
  ///
  /// @param url from anywhere
  record Url(String url) implements Cell {}

  /// A status or a failure.
  ///
  /// @param outcome its label
  /// @param tone `good`, `warn`, `bad` or `plain`: how it is coloured
  record Outcome(String outcome, String tone) implements Cell {
    /// An outcome whose tone its label gives, see [#tone].
    public Outcome(String outcome) {
      this(outcome, Cell.tone(outcome));
    }
  }

  /// A number.
  ///
  /// @param value for sorting and for CSV
  /// @param shown as a person reads it
  record Figure(double value, String shown) implements Cell {}

  /// Some URLs of many.
  ///
  /// @param count of all
  /// @param first of them
  record Urls(long count, List<String> first) implements Cell {
    /// Creates the cell.
    public Urls {
      first = List.copyOf(first);
    }
  }

  /// Some places in pages of many.
  ///
  /// @param count of all
  /// @param first of them
  record Places(long count, List<Place> first) implements Cell {
    /// Creates the cell.
    public Places {
      first = List.copyOf(first);
    }
  }

  /// A place in a page.
  ///
  /// @param url of the page
  /// @param position in its text, such as `54:8`; "" if it is not known
  /// @param detail what stands there; "" if it is not known
  record Place(String url, String position, String detail) {
    private String html(String origin) {
      var html = new StringBuilder(link(url, origin));
      if (!position.isEmpty()) {
        html.append("<span class=\"at\">:").append(HtmlText.escaped(position)).append("</span>");
      }
      if (!detail.isEmpty()) {
        html.append(" <bdi class=\"what\">").append(HtmlText.harmless(detail)).append("</bdi>");
      }
      return html.toString();
    }
  }

  /// A URL that may be missing.
  ///
  /// @param url null for none
  /// @return its cell, or an empty one
  static Cell url(@Nullable String url) {
    return url == null ? new Text("") : new Url(url);
  }

  /// Whether it is aligned to the right.
  ///
  /// @return true for figures
  default boolean isNumber() {
    return this instanceof Figure;
  }

  /// The cell as HTML.
  ///
  /// @param origin of most URLs, which is left out of them; "" for none
  /// @return an element `td`
  default String html(String label, String origin) {
    var start = "<td data-l=\"" + label + "\"";
    return switch (this) {
      case Text(var text) when text.isEmpty() -> start + "></td>";
      case Text(var text) -> start + "><bdi>" + HtmlText.harmless(text) + "</bdi></td>";
      case Url(var url) -> start + " class=\"url\">" + link(url, origin) + "</td>";
      case Outcome(var outcome, var tone) ->
          start
              + "><span class=\"tag "
              + tone
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
      case Urls(var count, var first) ->
          list(start, count, "pages", first.stream().map(url -> link(url, origin)).toList());
      case Places(var count, var first) ->
          list(start, count, "links", first.stream().map(place -> place.html(origin)).toList());
    };
  }

  private static String list(String start, long count, String name, List<String> first) {
    var html =
        new StringBuilder(start).append(" class=\"url\" data-v=\"").append(count).append("\">");
    if (first.size() == 1 && count == 1) {
      return html.append(first.getFirst()).append("</td>").toString();
    }
    if (first.isEmpty()) {
      return html.append("</td>").toString();
    }
    html.append("<details><summary>")
        .append(Figures.count(count))
        .append(" ")
        .append(name)
        .append("</summary><ul>");
    first.forEach(item -> html.append("<li>").append(item).append("</li>"));
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
  ///
  /// @param outcome a status, a failure cause, "unknown" or ""
  /// @return `good`, `warn`, `bad` or `plain`
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
