package dev.spinneret.parse.url;

/// How the characters of a query become octets: a page's encoding, where it is not UTF-8.
///
/// The standard encodes the query of a link in its page's encoding, all other parts in UTF-8.
@FunctionalInterface
public interface QueryEncoding {
  /// Turns a query into ASCII: octets from 0x80 on are percent-encoded, and a character that the
  /// encoding lacks is a percent-encoded decimal character reference, `%26%23…%3B`.
  ///
  /// @param query as the page has it, without the question mark
  /// @return ASCII text; the URL parser still percent-encodes its own set
  String toAscii(String query);
}
