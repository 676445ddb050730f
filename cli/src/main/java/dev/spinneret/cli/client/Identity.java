package dev.spinneret.cli.client;

import dev.spinneret.cli.record.Digests;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.cli.terminal.WholeFile;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.cookies.CookieFile;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who we are to servers, as it is meant.
///
/// @param headers fields for every server
/// @param userAgent from `--header User-Agent`; null when it is not there
/// @param credentials for the origins that are admitted
/// @param cookies null when none are kept
/// @param cookieFile a file for them at the end
/// @param settings what must be the same when a crawl is resumed: no secrets
public record Identity(
    List<Headers.Field> headers,
    @Nullable String userAgent,
    Credentials credentials,
    @Nullable CookieJar cookies,
    @Nullable Path cookieFile,
    Map<String, String> settings) {
  /// A URL that a person typed, without its user name and password, which are from now on sent to
  /// its origin.
  ///
  /// @param typed the URL as typed
  /// @return the URL without them
  /// @throws UsageException if they cannot be sent
  public WebUrl admit(WebUrl typed) {
    try {
      return credentials.admit(typed);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "%s: in the URL, %s".formatted(Credentials.withoutUser(typed), e.getMessage()));
    }
  }

  /// What stands for a secret where it must be compared, not known.
  static String digest(String secret) {
    return "sha256 " + Digests.sha256(secret.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }

  /// Writes the cookies, where that is wanted. Only the owner may read the file, which is there
  /// whole or not at all.
  ///
  /// @throws OutputException if it cannot be written
  public void saveCookies() {
    if (cookieFile == null || cookies == null) {
      return;
    }
    var text = CookieFile.format(cookies.cookies());
    WholeFile.write(cookieFile, out -> out.write(text.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
