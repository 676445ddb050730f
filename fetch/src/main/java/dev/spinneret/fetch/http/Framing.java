package dev.spinneret.fetch.http;

import dev.spinneret.parse.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where the body of a reply ends (RFC 9112 §6.3).
sealed interface Framing {

  /// No body, regardless of the fields (§6.3 rule 1: HEAD, 1xx, 204, 304).
  record None() implements Framing {}

  /// A fixed number of bytes (§6.3 rule 6).
  ///
  /// @param bytes at least 0
  record Length(long bytes) implements Framing {}

  /// Chunks (§6.3 rule 4).
  ///
  /// @param codings the other transfer codings, in the order applied
  record Chunked(List<String> codings) implements Framing {}

  /// Until the connection ends (§6.3 rules 4 and 8).
  ///
  /// @param codings transfer codings, in the order applied
  record UntilClose(List<String> codings) implements Framing {}

  /// Contradictory or malformed (§6.3 rule 5): the body cannot be delimited.
  ///
  /// @param why a description for people
  record Invalid(String why) implements Framing {}

  /// The transfer codings of the IANA registry, and those that are content codings, too.
  Set<String> TRANSFER_CODINGS =
      Set.of("chunked", "gzip", "x-gzip", "deflate", "compress", "x-compress", "br", "zstd");

  None NONE = new None();
  UntilClose UNTIL_CLOSE = new UntilClose(List.of());
  Chunked CHUNKED = new Chunked(List.of());

  /// Decides by the rules of §6.3, in their order.
  ///
  /// @param toHead whether the request was HEAD
  static Framing of(ReplyHead head, boolean toHead) {
    var status = head.status();
    if (toHead || status < 200 || status == 204 || status == 304) {
      return NONE;
    }
    var headers = head.headers();
    // §6.3 rule 3: Transfer-Encoding overrides Content-Length. curl, Go, CPython and browsers do
    // the same; the connection is not reused (see Persistence).
    if (headers.first("Transfer-Encoding") != null) {
      var codings = transferCodings(headers);
      if (!codings.isEmpty()) {
        return ofTransfer(codings);
      }
    }
    return ofLength(headers);
  }

  private static Framing ofTransfer(List<String> codings) {
    var last = codings.size() - 1;
    var first = codings.indexOf("chunked");
    if (first < 0) {
      return new UntilClose(codings);
    }
    // §6.1: chunked is applied once. If a server and its proxy both add the field, it arrives twice
    // with one layer of chunks, which browsers and nodejs accept.
    while (last > first && codings.get(last).equals("chunked")) {
      last--;
    }
    if (first != last) {
      return new Invalid("Transfer-Encoding has chunked before another coding");
    }
    return last == 0 ? CHUNKED : new Chunked(List.copyOf(codings.subList(0, last)));
  }

  /// The list of all Transfer-Encoding fields, in lower case, without parameters. `identity` was a
  /// coding in RFC 2616 §3.6 and has no effect; no more have names that are none, such as `none`,
  /// `8bit` or `UTF-8`, for browsers.
  private static List<String> transferCodings(Headers headers) {
    var codings = new ArrayList<String>(2);
    for (var value : headers.all("Transfer-Encoding")) {
      for (var item : value.split(",", -1)) {
        var semicolon = item.indexOf(';');
        var coding =
            Lists.trim(semicolon < 0 ? item : item.substring(0, semicolon))
                .toLowerCase(Locale.ROOT);
        if (TRANSFER_CODINGS.contains(coding)) {
          codings.add(coding);
        }
      }
    }
    return codings;
  }

  /// §6.3 rule 5: an invalid Content-Length is fatal, but a list of equal values counts as one.
  private static Framing ofLength(Headers headers) {
    var bytes = -1L;
    var lengths = headers.all("Content-Length");
    if (lengths.size() == 1) {
      var value = digits(lengths.getFirst());
      if (value >= 0) {
        return new Length(value);
      }
    }
    for (var list : lengths) {
      for (var item : list.split(",", -1)) {
        var value = digits(Lists.trim(item));
        if (value < 0 || (bytes >= 0 && bytes != value)) {
          return new Invalid("Content-Length is " + lengths);
        }
        bytes = value;
      }
    }
    return bytes < 0 ? UNTIL_CLOSE : new Length(bytes);
  }

  /// Parses 1*DIGIT (RFC 9110 §8.6); -1 if malformed or above [Long#MAX_VALUE].
  private static long digits(String text) {
    if (text.isEmpty()) {
      return -1;
    }
    var value = 0L;
    for (var i = 0; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
        return -1;
      }
      value = 10 * value + digit;
    }
    return value;
  }
}
