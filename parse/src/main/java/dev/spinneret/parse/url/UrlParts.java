package dev.spinneret.parse.url;

import dev.spinneret.parse.octets.Ascii;
import org.jspecify.annotations.Nullable;

/// The components of a URL while it is being parsed: the URL record of WHATWG URL §4.1.
final class UrlParts {
  /// No port, or the scheme's default one.
  static final int NO_PORT = -1;

  static final int MAX_PORT = 65_535;
  static final int HTTP_PORT = 80;
  static final int HTTPS_PORT = 443;

  String scheme = "";
  boolean special;
  String username = "";
  String password = "";
  @Nullable String host;
  int port = NO_PORT;

  /// Every segment with its leading slash; the whole path when it is opaque.
  final StringBuilder path = new StringBuilder();

  boolean opaque;
  @Nullable String query;
  @Nullable String fragment;

  void scheme(String name) {
    scheme = name;
    special = isSpecial(name);
  }

  boolean isFile() {
    return scheme.equals("file");
  }

  /// Whether the URL can be crawled.
  boolean isWeb() {
    return scheme.equals("http") || scheme.equals("https");
  }

  static boolean isSpecial(String scheme) {
    return switch (scheme) {
      case "http", "https", "ws", "wss", "ftp", "file" -> true;
      default -> false;
    };
  }

  static int defaultPort(String scheme) {
    return switch (scheme) {
      case "http", "ws" -> HTTP_PORT;
      case "https", "wss" -> HTTPS_PORT;
      case "ftp" -> 21;
      default -> NO_PORT;
    };
  }

  void copyAuthority(UrlParts base) {
    username = base.username;
    password = base.password;
    host = base.host;
    port = base.port;
  }

  void copyPath(UrlParts base) {
    path.append(base.path);
    opaque = base.opaque;
  }

  /// Removes the last segment, but never a drive letter that is the only one.
  void shortenPath() {
    var last = path.lastIndexOf("/");
    if (last < 0) {
      return;
    }
    if (last == 0 && isFile() && path.length() == 3 && beginsWithDrive(path)) {
      return;
    }
    path.setLength(last);
  }

  /// Whether a path begins with a normalised drive letter: `/X:`.
  static boolean beginsWithDrive(CharSequence path) {
    return path.length() > 2 && Ascii.isLetter(path.charAt(1)) && path.charAt(2) == ':';
  }

  /// The serialisation of WHATWG URL §4.5.
  String href() {
    var out = new StringBuilder(scheme.length() + path.length() + 48).append(scheme).append(':');
    if (host != null) {
      out.append("//");
      if (!username.isEmpty() || !password.isEmpty()) {
        out.append(username);
        if (!password.isEmpty()) {
          out.append(':').append(password);
        }
        out.append('@');
      }
      out.append(host);
      if (port != NO_PORT) {
        out.append(':').append(port);
      }
    } else if (!opaque && path.length() > 1 && path.charAt(0) == '/' && path.charAt(1) == '/') {
      out.append("/.");
    }
    out.append(path);
    if (query != null) {
      out.append('?').append(query);
    }
    if (fragment != null) {
      out.append('#').append(fragment);
    }
    return out.toString();
  }
}
