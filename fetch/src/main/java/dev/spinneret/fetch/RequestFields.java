package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.Headers;
import dev.spinneret.fetch.coding.Codings;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.fetch.http.RequestWriter;
import dev.spinneret.fetch.proxy.Proxy;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The header fields of requests: those that all share, and those that only some servers get,
/// cookies and credentials.
final class RequestFields {
  private static final byte[] NONE = new byte[0];
  private static final String OF_THE_CONNECTION = "belongs to the connection";
  private static final String OF_A_BODY = "belongs to a body, and a GET has none";

  /// Fields that nobody may set, and why.
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

  private final List<Headers.Field> shared;
  private final Credentials credentials;
  private final @Nullable CookieJar jar;

  RequestFields(FetchOptions options) {
    this.shared = shared(options);
    this.credentials = options.credentials();
    this.jar = options.cookies();
  }

  /// Checks fields that are meant for every server.
  ///
  /// @return a copy
  /// @throws IllegalArgumentException when one cannot be sent to every server; names the field, not
  ///   its value
  static List<Headers.Field> checked(List<Headers.Field> fields) {
    RequestWriter.fieldLines(fields);
    for (var field : fields) {
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
    return List.copyOf(fields);
  }

  /// Sent with every request, in this order.
  List<Headers.Field> shared() {
    return shared;
  }

  /// Further field lines of a request; not to be changed.
  ///
  /// @param url what is asked for
  byte[] of(WebUrl url) {
    var shown = credentials.areEmpty() ? null : credentials.to(url.origin());
    var kept = jar == null ? null : jar.field(url);
    if (shown == null && kept == null) {
      return NONE;
    }
    var cookie = joined(shown == null ? null : shown.cookie(), kept);
    var lines = shown == null ? NONE : shown.lines();
    if (cookie == null) {
      return lines;
    }
    var cookieLine = RequestWriter.fieldLines(List.of(new Headers.Field("Cookie", cookie)));
    return concatenated(lines, cookieLine);
  }

  /// Further field lines of a request that a proxy answers.
  byte[] of(WebUrl url, Proxy proxy) {
    var basic = proxy.basic();
    return basic == null
        ? of(url)
        : concatenated(
            of(url),
            RequestWriter.fieldLines(List.of(new Headers.Field("Proxy-Authorization", basic))));
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    var all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /// Keeps the cookies of a reply.
  ///
  /// @return whether that changed what later requests carry
  boolean takeIn(WebUrl url, Headers reply) {
    if (jar == null) {
      return false;
    }
    var values = reply.all("Set-Cookie");
    return !values.isEmpty() && jar.take(url, values);
  }

  /// One Cookie field at most is allowed (RFC 6265 §5.4). What was typed comes first, since servers
  /// take the first of a name.
  private static @Nullable String joined(@Nullable String typed, @Nullable String kept) {
    return typed == null ? kept : kept == null ? typed : typed + "; " + kept;
  }

  /// The usual fields, as far as none of the same name is set; an empty one takes it away.
  private static List<Headers.Field> shared(FetchOptions options) {
    var typed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    options.headers().forEach(field -> typed.add(field.name()));
    var fields = new ArrayList<Headers.Field>();
    for (var field :
        List.of(
            new Headers.Field("User-Agent", options.userAgent()),
            new Headers.Field("Accept", "*/*"),
            new Headers.Field("Accept-Encoding", Codings.acceptEncoding()))) {
      if (!typed.contains(field.name())) {
        fields.add(field);
      }
    }
    fields.add(new Headers.Field("Connection", options.keepAlive() ? "keep-alive" : "close"));
    options.headers().stream().filter(field -> !field.value().isEmpty()).forEach(fields::add);
    return fields;
  }
}
