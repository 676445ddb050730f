/// What a crawler reads from a page: its links, its encoding, and what it says to robots.
///
/// Start at [PageParser][dev.spinneret.parse.html.PageParser] or, to choose the parser, at
/// [PageReader][dev.spinneret.parse.html.PageReader]. First the page's encoding is told
/// ([CharsetSniffer][dev.spinneret.parse.html.CharsetSniffer]: byte order mark, header, meta
/// prescan). Then there are two ways. [PageScanner][dev.spinneret.parse.html.PageScanner] reads tag
/// after tag from the octets ([TagReader][dev.spinneret.parse.html.TagReader]), follows the tree
/// construction without building a tree ([TreeModel][dev.spinneret.parse.html.TreeModel] and the
/// stack of [OpenElements][dev.spinneret.parse.html.OpenElements]), and gives up where it does not
/// know. The other way decodes the page ([TextEncoding][dev.spinneret.parse.html.TextEncoding]),
/// lets jsoup build the document, and walks it
/// ([LinkCollector][dev.spinneret.parse.html.LinkCollector]). Both hand the elements to
/// [PageFacts][dev.spinneret.parse.html.PageFacts], and tests hold the first to the second.
///
/// Links are resolved last, because a base element counts for the links before it too. Feeds are
/// pages as well ([PageType][dev.spinneret.parse.html.PageType]), and so are the links that stand
/// in a reply's header ([HeaderLinks][dev.spinneret.parse.html.HeaderLinks]).
///
/// Any bytes give an answer: no exception, no recursion over the document's depth.
package dev.spinneret.parse.html;
