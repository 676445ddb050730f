package dev.spinneret.cli.field;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request as it reached a site.
///
/// @param site the site that got it
/// @param method such as `GET`
/// @param target as in the request line
/// @param version such as `HTTP/1.1`
/// @param lines the header fields, a line each
/// @param serverName the name that TLS asked for (RFC 6066 §3); null for none
/// @param connection number of its connection at the site, from 1
/// @param nth its number on the connection, from 1
public record Request(
    Site site,
    String method,
    String target,
    String version,
    List<String> lines,
    @Nullable String serverName,
    int connection,
    int nth) {

  static Request parse(
      Site site, String head, @Nullable String serverName, int connection, int nth) {
    var lines = List.of(head.split("\r\n"));
    var words = lines.getFirst().split(" ");
    return new Request(
        site,
        words[0],
        words.length > 1 ? words[1] : "",
        words.length > 2 ? words[2] : "",
        lines.subList(1, lines.size()),
        serverName,
        connection,
        nth);
  }

  /// The value of the first field of that name; empty where there is none.
  public String field(String name) {
    for (var line : lines) {
      var colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).equalsIgnoreCase(name)) {
        return line.substring(colon + 1).strip();
      }
    }
    return "";
  }

  /// The host that was asked for, without its port.
  public String host() {
    return field("Host").replaceFirst(":\\d+$", "");
  }

  /// Whether a cookie of that name and value came along.
  public boolean hasCookie(String pair) {
    return List.of(field("Cookie").split("; ")).contains(pair);
  }

  /// A URL of the same site.
  public String url(String host, String path) {
    return site.url(host, path);
  }
}
