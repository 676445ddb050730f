package dev.spinneret.cli;

import dev.spinneret.cli.output.Digests;
import dev.spinneret.fetch.Credentials;
import dev.spinneret.fetch.cookies.CookieFile;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who we are to servers, as it is meant.
///
/// @param headers fields for every server
/// @param userAgent from `--header User-Agent`; null when it is not there
/// @param credentials for the origins that are admitted
/// @param cookies null when none are kept
/// @param cookieFile a file for them at the end
/// @param settings what must be the same when a crawl is resumed: no secrets
record Identity(
    List<Headers.Field> headers,
    @Nullable String userAgent,
    Credentials credentials,
    @Nullable CookieJar cookies,
    @Nullable Path cookieFile,
    Map<String, String> settings) {
  /// Without slashes, what is before the first colon may be a user name.
  private static final Pattern SCHEME =
      Pattern.compile("(?i)https?:[/\\\\]*|[a-z][a-z0-9+.-]*:[/\\\\]{2,}");

  /// A URL that a person typed, without its user name and password, which are from now on sent to
  /// its origin.
  ///
  /// @throws UsageException when they cannot be sent
  WebUrl admit(WebUrl typed) {
    try {
      return credentials.admit(typed);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "%s: in the URL, %s".formatted(Credentials.withoutUser(typed), e.getMessage()));
    }
  }

  /// What was typed as a URL, without user name and password, for messages and settings. Parsed as
  /// it is when it is fetched, so that `http:me:hush@h` is seen through too; of a text that is no
  /// URL, whatever may be a user name or password is left out.
  static String masked(String text) {
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
    return (scheme.lookingAt() ? scheme.group() : "") + "***" + text.substring(at);
  }

  /// What stands for a secret where it must be compared, not known.
  static String digest(String secret) {
    return "sha256 " + Digests.sha256(secret.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /// Writes the cookies, where that is wanted. Only the owner may read the file, which is there
  /// whole or not at all.
  void saveCookies() {
    if (cookieFile == null || cookies == null) {
      return;
    }
    try {
      var file = cookieFile.toAbsolutePath();
      var part = Files.createTempFile(file.getParent(), "cookies", ".part");
      try {
        Files.writeString(part, CookieFile.format(cookies.cookies()));
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new OutputException(cookieFile.toString(), e);
    }
  }
}
