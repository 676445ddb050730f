package dev.spinneret.cli.flag;

import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.proxy.Proxy;
import dev.spinneret.parse.url.WebUrl;
import java.util.regex.Pattern;

/// What is shown and logged in place of a text that may hold a secret. A `@FILE` names a file and
/// stays.
public final class Masks {
  private static final String HIDDEN = "***";

  /// Without slashes, what is before the first colon may be a user name.
  private static final Pattern SCHEME =
      Pattern.compile("(?i)https?:[/\\\\]*|[a-z][a-z0-9+.-]*:[/\\\\]{2,}");

  private Masks() {}

  /// A URL without its user name and password. It is parsed as it is when it is fetched, so that
  /// `http:me:hush@h` is seen through too; of a text that is no URL, what may be a user name or
  /// password is left out.
  public static String url(String text) {
    var parsed = WebUrl.parse(text, null);
    if (parsed != null) {
      var bare = Credentials.withoutUser(parsed);
      return bare.equals(parsed) ? text : bare.href();
    }
    var at = text.lastIndexOf('@');
    if (at < 0) {
      return text;
    }
    var scheme = SCHEME.matcher(text);
    return (scheme.lookingAt() ? scheme.group() : "") + HIDDEN + text.substring(at);
  }

  /// A URL that shows whether it had a user name or password.
  static String starredUrl(String text) {
    var masked = url(text);
    return masked.equals(text) || WebUrl.parse(text, null) == null ? masked : starred(masked);
  }

  private static String starred(String url) {
    return url.replaceFirst("://", "://" + HIDDEN + "@");
  }

  /// A user name and password.
  ///
  /// @return what is before the password
  public static String password(String text) {
    var colon = text.indexOf(':');
    return colon < 0 ? text : text.substring(0, colon + 1) + HIDDEN;
  }

  /// A token.
  ///
  /// @return stars, unless it names a file
  public static String token(String text) {
    return text.startsWith("@") ? password(text) : HIDDEN;
  }

  /// A header field.
  ///
  /// @return stars in place of a value that is secret, for [Credentials#areSecret]
  public static String header(String text) {
    if (text.startsWith("@")) {
      return password(text);
    }
    var colon = text.indexOf(':');
    if (colon < 0) {
      return HIDDEN;
    }
    var name = text.substring(0, colon);
    return Credentials.areSecret(name)
        ? name + ": " + HIDDEN
        : name + ":" + starredUrl(text.substring(colon + 1));
  }

  /// The URL of a proxy.
  public static String proxy(String text) {
    try {
      var proxy = Proxy.parse(text);
      return proxy.user() == null ? text : starred(proxy.toString());
    } catch (IllegalArgumentException _) {
      return url(text);
    }
  }
}
