/// Encodings: which one a page is in, and how its octets become text.
///
/// Start at [CharsetSniffer][dev.spinneret.parse.text.CharsetSniffer], which determines a page's
/// encoding from byte order mark, header and the beginning of the page
/// ([MetaPrescan][dev.spinneret.parse.text.MetaPrescan]).
/// [TextEncoding][dev.spinneret.parse.text.TextEncoding] decodes, and encodes the queries of links;
/// the names and tables of the WHATWG Encoding standard are resources beside these classes.
/// [XmlCharacters][dev.spinneret.parse.text.XmlCharacters] are those that XML allows.
package dev.spinneret.parse.text;
