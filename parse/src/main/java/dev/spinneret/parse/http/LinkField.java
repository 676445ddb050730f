package dev.spinneret.parse.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One link of a Link header field: RFC 8288 §3.
///
/// @param target the reference between the angle brackets, not resolved
/// @param rel its relation types, separated by spaces; empty when it has none
/// @param type the media type that its target is said to have; null when that is not said
/// @param anchor the context of the link where that is not the document itself, not resolved; null
///   when there is none
public record LinkField(String target, String rel, @Nullable String type, @Nullable String anchor) {
  /// How many links of a message are read.
  static final int MAX_LINKS = 1_000;

  /// Parses the Link fields of a message: RFC 8288, appendix B.2. An ill-formed link ends its
  /// field; the links before it are kept.
  ///
  /// @param values the values of all fields, in order
  /// @return in order, at most [#MAX_LINKS]; unmodifiable
  public static List<LinkField> parse(List<String> values) {
    var links = new ArrayList<LinkField>();
    for (var value : values) {
      parse(value, links);
    }
    return List.copyOf(links);
  }

  private static void parse(String value, List<LinkField> links) {
    var at = 0;
    while (links.size() < MAX_LINKS) {
      at = HttpSyntax.skipSpace(value, at);
      if (at < value.length() && value.charAt(at) == ',') {
        at++;
        continue;
      }
      if (at == value.length() || value.charAt(at) != '<') {
        return;
      }
      var close = value.indexOf('>', at);
      if (close < 0) {
        return;
      }
      var parameters = new Parameters();
      var end = parameters.read(value, close + 1);
      links.add(parameters.link(HttpSyntax.trimmed(value, at + 1, close)));
      at = end;
    }
  }

  /// The parameters of a link; the first of each name is used (§3.3, §3.4.1).
  private static final class Parameters {
    private @Nullable String rel;
    private @Nullable String type;
    private @Nullable String anchor;

    LinkField link(String target) {
      return new LinkField(target, rel == null ? "" : rel, type, anchor);
    }

    /// Reads from after the target.
    ///
    /// @return the index after the link
    int read(String value, int from) {
      var at = HttpSyntax.skipSpace(value, from);
      while (at < value.length() && value.charAt(at) == ';') {
        at = parameter(value, at + 1);
      }
      return HttpSyntax.commaOr(',', value, at);
    }

    private int parameter(String value, int from) {
      var start = HttpSyntax.skipSpace(value, from);
      var at = start;
      while (at < value.length() && "=;,".indexOf(value.charAt(at)) < 0) {
        at++;
      }
      var name = HttpSyntax.trimmed(value, start, at).toLowerCase(Locale.ROOT);
      if (at == value.length() || value.charAt(at) != '=') {
        keep(name, "");
        return at;
      }
      at = HttpSyntax.skipSpace(value, at + 1);
      if (at < value.length() && value.charAt(at) == '"') {
        var text = new StringBuilder();
        at = HttpSyntax.quoted(value, at + 1, text);
        keep(name, text.toString());
        return HttpSyntax.commaOr(';', value, at);
      }
      var end = HttpSyntax.commaOr(';', value, at);
      keep(name, HttpSyntax.trimmed(value, at, end));
      return end;
    }

    private void keep(String name, String text) {
      switch (name) {
        case "rel" -> rel = rel == null ? text : rel;
        case "type" -> type = type == null ? text : type;
        case "anchor" -> anchor = anchor == null ? text : anchor;
        // Not exhaustive: the other parameters do not matter to a crawler.
        default -> {}
      }
    }
  }
}
