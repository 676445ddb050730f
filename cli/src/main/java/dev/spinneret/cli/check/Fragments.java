package dev.spinneret.cli.check;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Which fragments of URLs name an element of a page, and which one (WHATWG HTML §7.4.6.4).
final class Fragments {
  /// What GitHub, and others as it does, put before the names in Markdown.
  static final String USER_CONTENT = "user-content-";

  private static final String DIRECTIVE = ":~:";

  private Fragments() {}

  /// The name that a fragment looks for, decoded.
  ///
  /// @param fragment of a URL, without the `#`
  /// @return null when it names no element: it is empty, `top`, a text fragment, or a route of a
  ///   script (`#/…`, `#!…`)
  static @Nullable String name(String fragment) {
    var directive = fragment.indexOf(DIRECTIVE);
    var name = directive < 0 ? fragment : fragment.substring(0, directive);
    if (name.isEmpty()
        || name.equalsIgnoreCase("top")
        || name.charAt(0) == '/'
        || name.charAt(0) == '!') {
      return null;
    }
    return name.indexOf('%') < 0 ? name : decoded(name);
  }

  /// The text with its percent-encoded octets decoded, as UTF-8 (WHATWG URL §1.3). A `%` that no
  /// two digits follow stands for itself.
  private static String decoded(String text) {
    var octets = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < octets.length; i++) {
      int high = i + 2 < octets.length ? Character.digit(octets[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(octets[i + 2], 16);
      if (octets[i] == '%' && low >= 0) {
        octets[length++] = (byte) (16 * high + low);
        i += 2;
      } else {
        octets[length++] = octets[i];
      }
    }
    return new String(octets, 0, length, StandardCharsets.UTF_8);
  }
}
