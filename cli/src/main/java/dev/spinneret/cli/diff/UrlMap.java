package dev.spinneret.cli.diff;

import dev.spinneret.cli.input.InputRecord;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The prefixes of URLs that stand for others (`--map`), so that a site can be compared with its
/// copy on another host. Applied to both files: a page of the copy that links to the original is
/// the same as one that does not.
final class UrlMap {
  /// Nothing stands for anything else.
  static final UrlMap NONE = new UrlMap(List.of());

  private static final Pattern PAIR = Pattern.compile("(https?://.+?)=(https?://.+)");

  private record Pair(String from, String to) {}

  private final List<Pair> pairs;

  private UrlMap(List<Pair> pairs) {
    this.pairs = pairs;
  }

  /// Reads the pairs.
  ///
  /// @param typed each as `PROD=STAGE`
  /// @throws UsageException if one is none
  static UrlMap of(List<String> typed) {
    var pairs = new ArrayList<Pair>();
    for (var text : typed) {
      var pair = PAIR.matcher(text);
      if (!pair.matches()) {
        throw bad(text);
      }
      pairs.add(new Pair(prefix(pair.group(1), text), prefix(pair.group(2), text)));
    }
    return new UrlMap(pairs);
  }

  private static String prefix(String url, String text) {
    var parsed = WebUrl.parse(url, null);
    if (parsed == null || parsed.query() != null) {
      throw bad(text);
    }
    var key = parsed.key();
    return key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
  }

  private static UsageException bad(String text) {
    return new UsageException(
        "--map %s: must be two URLs without a query, such as https://example.org=https://stage.example.org"
            .formatted(text));
  }

  /// The canonical key of a URL, after the mapping.
  ///
  /// @param url as it stands in a file
  String key(String url) {
    var key = InputRecord.key(url);
    for (var pair : pairs) {
      if (begins(key, pair.from)) {
        return pair.to + key.substring(pair.from.length());
      }
    }
    return key;
  }

  private static boolean begins(String key, String prefix) {
    return key.startsWith(prefix)
        && (key.length() == prefix.length() || "/?#".indexOf(key.charAt(prefix.length())) >= 0);
  }
}
