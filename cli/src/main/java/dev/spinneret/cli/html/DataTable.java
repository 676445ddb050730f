package dev.spinneret.cli.html;

import java.util.List;

/// A table of the report, with its heading. The script lets it be sorted, shortens it, and saves it
/// as CSV; without the script it is whole.
///
/// @param id of its section, also the name of its CSV file
/// @param title its heading
/// @param note a sentence about it, or ""
/// @param columns their names
/// @param rows as many cells each as there are columns
/// @param total how many rows there would be if there were no bound
public record DataTable(
    String id, String title, String note, List<String> columns, List<List<Cell>> rows, long total) {

  /// Creates the table.
  public DataTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /// Appends the section; nothing if there are no rows.
  ///
  /// @param page takes the HTML
  /// @param origin see [Cell#html]
  public void appendTo(StringBuilder page, String origin) {
    if (rows.isEmpty()) {
      return;
    }
    page.append("<section class=\"table\" id=\"")
        .append(id)
        .append("\">\n<div class=\"head\"><h2>")
        .append(HtmlText.escaped(title))
        .append(" <span class=\"count\">")
        .append(Figures.count(total))
        .append("</span></h2></div>\n");
    var bound =
        rows.size() < total
            ? " Shown are %s of %s.".formatted(Figures.count(rows.size()), Figures.count(total))
            : "";
    if (!(note + bound).isEmpty()) {
      page.append("<p class=\"note\">")
          .append(HtmlText.escaped((note + bound).strip()))
          .append("</p>\n");
    }
    page.append("<div class=\"scroll\"><table class=\"data\">\n<thead><tr>");
    for (var i = 0; i < columns.size(); i++) {
      page.append(
              rows.getFirst().get(i).isNumber()
                  ? "<th scope=\"col\" class=\"num\">"
                  : "<th scope=\"col\">")
          .append(HtmlText.escaped(columns.get(i)))
          .append("</th>");
    }
    page.append("</tr></thead>\n<tbody>\n");
    for (var row : rows) {
      page.append("<tr>");
      for (var i = 0; i < row.size(); i++) {
        page.append(row.get(i).html(HtmlText.escaped(columns.get(i)), origin));
      }
      page.append("</tr>\n");
    }
    page.append("</tbody></table></div>\n</section>\n");
  }
}
