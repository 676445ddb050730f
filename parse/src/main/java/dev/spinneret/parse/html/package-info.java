/// What a crawler reads from a page: its links, its encoding, and what it says to robots.
///
/// Start at [PageParser][dev.spinneret.parse.html.PageParser] or, to choose the parser, at
/// [PageReader][dev.spinneret.parse.html.PageReader]. It first determines the page's encoding
/// ([CharsetSniffer][dev.spinneret.parse.text.CharsetSniffer]). Then there are two ways.
/// [ScanParser][dev.spinneret.parse.html.ScanParser] reads the elements from the octets, without a
/// tree, and gives up where a tree is needed. [TreeParser][dev.spinneret.parse.html.TreeParser]
/// decodes the page, has jsoup build the document, and walks it
/// ([LinkCollector][dev.spinneret.parse.html.LinkCollector]). Both pass the elements to
/// [PageCollector][dev.spinneret.parse.html.PageCollector], and tests hold the first to the second.
///
/// [Wanted][dev.spinneret.parse.html.Wanted] says what is read besides links: facts about the page,
/// the texts of its links, its visible text, and what selectors extract. The scanner knows the text
/// between the tags as well; only the last two take a tree.
///
/// Links are resolved last, because a base element counts for the links before it too. Feeds are
/// pages as well ([PageType][dev.spinneret.parse.html.PageType]), and so are the links in a reply's
/// header ([HeaderLinks][dev.spinneret.parse.html.HeaderLinks]).
///
/// Any bytes give an answer: no exception, no recursion over the document's depth.
package dev.spinneret.parse.html;
