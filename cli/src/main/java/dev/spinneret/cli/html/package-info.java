/// Pages of HTML that stand alone: nothing comes from the network, and all text is escaped.
///
/// [HtmlPage][dev.spinneret.cli.html.HtmlPage] is the frame of a page,
/// [HtmlText][dev.spinneret.cli.html.HtmlText] makes text harmless, and
/// [DataTable][dev.spinneret.cli.html.DataTable] is a table of a report.
package dev.spinneret.cli.html;
