package dev.spinneret.fetch.options;

import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.fetch.http.RequestWriter;
import dev.spinneret.parse.http.Headers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What every request carries.
///
/// @param userAgent the User-Agent field, without CR, LF and NUL
/// @param httpMode which HTTP version requests are sent in
/// @param headers fields that every request carries, to any host. They replace default fields of
///   the same name; one with an empty value removes the default
/// @param credentials fields for some origins, which may be added later; null for none
/// @param cookies stores and supplies cookies; null for none
public record RequestOptions(
    String userAgent,
    HttpMode httpMode,
    List<Headers.Field> headers,
    @Nullable Credentials credentials,
    @Nullable CookieJar cookies) {
  private static final String OF_THE_CONNECTION = "belongs to the connection";
  private static final String OF_A_BODY = "belongs to a body, and a GET has none";

  /// Fields that may not be set, and why.
  private static final Map<String, String> RESERVED =
      Map.ofEntries(
          Map.entry("host", "is the URL's"),
          Map.entry("content-length", OF_A_BODY),
          Map.entry("transfer-encoding", OF_A_BODY),
          Map.entry("trailer", OF_A_BODY),
          Map.entry("expect", OF_A_BODY),
          Map.entry("connection", OF_THE_CONNECTION),
          Map.entry("keep-alive", OF_THE_CONNECTION),
          Map.entry("proxy-connection", OF_THE_CONNECTION),
          Map.entry("te", OF_THE_CONNECTION),
          Map.entry("upgrade", OF_THE_CONNECTION),
          Map.entry("proxy-authorization", "is a proxy's, and would reach every server"));

  /// The default fields only.
  public static final RequestOptions DEFAULT =
      new RequestOptions("Spinneret/0.1", HttpMode.AUTO, List.of(), null, null);

  /// Checks the fields and copies them.
  ///
  /// @throws IllegalArgumentException if a field cannot be sent, belongs to the connection, or must
  ///   not reach every server; the message names the field, not its value
  public RequestOptions {
    RequestWriter.fieldLines(headers);
    for (var field : headers) {
      var reason = RESERVED.get(field.name().toLowerCase(Locale.ROOT));
      if (reason != null) {
        throw new IllegalArgumentException(
            "field '%s' cannot be set: it %s".formatted(field.name(), reason));
      }
      if (Credentials.arePersonal(field.name())) {
        throw new IllegalArgumentException(
            "field '%s' is not for every server; see Credentials".formatted(field.name()));
      }
    }
    headers = List.copyOf(headers);
  }

  /// Whether an origin may receive the credentials.
  ///
  /// @param origin scheme, host and port
  /// @return whether one of its URLs was admitted
  public boolean admits(String origin) {
    return credentials != null && credentials.admits(origin);
  }

  /// The same options with another HTTP version.
  ///
  /// @param newHttpMode which version
  /// @return a copy
  public RequestOptions withHttpMode(HttpMode newHttpMode) {
    return new RequestOptions(userAgent, newHttpMode, headers, credentials, cookies);
  }

  /// The same options with other fields for every request.
  ///
  /// @param newHeaders the fields
  /// @return a copy
  public RequestOptions withHeaders(List<Headers.Field> newHeaders) {
    return new RequestOptions(userAgent, httpMode, newHeaders, credentials, cookies);
  }

  /// The same options with other credentials.
  ///
  /// @param newCredentials fields for some origins
  /// @return a copy
  public RequestOptions withCredentials(Credentials newCredentials) {
    return new RequestOptions(userAgent, httpMode, headers, newCredentials, cookies);
  }

  /// The same options with another jar.
  ///
  /// @param newCookies stores and supplies cookies
  /// @return a copy
  public RequestOptions withCookies(CookieJar newCookies) {
    return new RequestOptions(userAgent, httpMode, headers, credentials, newCookies);
  }
}
