/// The elements of an HTML page, read from its octets without building a tree.
///
/// Start at [PageScanner][dev.spinneret.parse.html.scan.PageScanner]. It finds tag after tag, which
/// [TagReader][dev.spinneret.parse.html.scan.TagReader] reads, follows the tree construction
/// ([TreeModel][dev.spinneret.parse.html.scan.TreeModel] and the stack of
/// [OpenElements][dev.spinneret.parse.html.scan.OpenElements]), and reports the elements to an
/// [ElementSink][dev.spinneret.parse.html.scan.ElementSink]. It knows nothing of links or of what
/// else a crawler wants, except for the names of elements and attributes that count.
package dev.spinneret.parse.html.scan;
