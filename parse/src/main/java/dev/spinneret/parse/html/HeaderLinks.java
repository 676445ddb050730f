package dev.spinneret.parse.html;

import dev.spinneret.parse.http.LinkField;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;

/// The links of a message's Link header fields, which are equivalent to `link` elements (RFC 8288
/// §3).
///
/// @param links in order; unmodifiable
/// @param malformed references to http(s) that are not valid URLs, the first
///   [MalformedLink#MAX_COUNT] of them; unmodifiable
public record HeaderLinks(List<Link> links, List<MalformedLink> malformed) {
  /// No links.
  public static final HeaderLinks NONE = new HeaderLinks(List.of(), List.of());

  /// Creates the record.
  public HeaderLinks {
    links = List.copyOf(links);
    malformed = List.copyOf(malformed);
  }

  /// Reads the fields.
  ///
  /// @param values the values of all Link fields, in order
  /// @param url what was requested: references resolve against it, and links whose anchor is
  ///   another document are left out
  /// @return the links
  public static HeaderLinks of(List<String> values, WebUrl url) {
    if (values.isEmpty()) {
      return NONE;
    }
    var links = new ArrayList<Link>();
    var malformed = new ArrayList<MalformedLink>();
    for (var field : LinkField.parse(values)) {
      if (field.anchor() != null && !isOf(field.anchor(), url)) {
        continue;
      }
      var kind = Relations.kind(field.rel(), field.type());
      var nofollow = Relations.hasToken(field.rel(), "nofollow");
      var target = WebUrl.parse(field.target(), url);
      if (target != null) {
        links.add(
            new Link(target, kind, nofollow, field.rel().isBlank() ? null : field.rel(), null));
      } else if (malformed.size() < MalformedLink.MAX_COUNT
          && WebUrl.isWebReference(field.target(), url)) {
        malformed.add(new MalformedLink(field.target(), kind, nofollow));
      }
    }
    return new HeaderLinks(links, malformed);
  }

  private static boolean isOf(String anchor, WebUrl url) {
    var context = WebUrl.parse(anchor, url);
    return context != null && context.withoutFragment().equals(url.withoutFragment());
  }
}
