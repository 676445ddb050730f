/// What a crawler reads from a page: its links, its encoding, and what it says to robots.
///
/// Start at [PageParser][dev.spinneret.parse.html.PageParser]. It tells the page's encoding
/// ([CharsetSniffer][dev.spinneret.parse.html.CharsetSniffer]: byte order mark, header, meta
/// prescan), decodes the bytes ([TextEncoding][dev.spinneret.parse.html.TextEncoding]), lets jsoup
/// build the document, and walks it once ([LinkCollector][dev.spinneret.parse.html.LinkCollector]).
/// Links are resolved last, because a base element counts for the links before it too. Two
/// attribute grammars have files of their own: [Srcset][dev.spinneret.parse.html.Srcset] and
/// [DeclarativeRefresh][dev.spinneret.parse.html.DeclarativeRefresh].
///
/// Any bytes give an answer: no exception, no recursion over the document's depth.
package dev.spinneret.parse.html;
