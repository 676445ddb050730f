package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.Validators;
import dev.spinneret.fetch.auth.Authenticator;
import dev.spinneret.fetch.auth.Authorization;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.coding.Codings;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.fetch.http.RequestWriter;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.proxy.Proxy;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The header fields of requests: those of all requests, and those for some servers only, cookies
/// and credentials.
final class RequestFields {
  private static final byte[] NONE = new byte[0];

  /// What a request carried in addition to the fields of all requests.
  static final class Sent {
    static final Sent NOTHING = new Sent(NONE, 0, null, null);

    private final byte[] lines;
    private final int keptCookieBytes;
    private final @Nullable Authenticator authenticator;
    private final @Nullable Authorization authorization;

    private Sent(
        byte[] lines,
        int keptCookieBytes,
        @Nullable Authenticator authenticator,
        @Nullable Authorization authorization) {
      this.lines = lines;
      this.keptCookieBytes = keptCookieBytes;
      this.authenticator = authenticator;
      this.authorization = authorization;
    }

    /// Field lines; not to be changed.
    byte[] lines() {
      return lines;
    }

    /// The number of bytes of the Cookie field that came from the jar.
    int keptCookieBytes() {
      return keptCookieBytes;
    }

    /// Records that the server did not request authentication.
    void accepted() {
      if (authenticator != null && authorization != null) {
        authenticator.accepted(authorization);
      }
    }
  }

  private final List<Headers.Field> shared;
  private final @Nullable Credentials credentials;
  private final @Nullable CookieJar jar;

  RequestFields(FetchOptions options) {
    this.shared = shared(options);
    this.credentials = options.request().credentials();
    this.jar = options.request().cookies();
  }

  /// Sent with every request, in this order.
  List<Headers.Field> shared() {
    return shared;
  }

  /// Further fields of a request.
  ///
  /// @param method such as `GET`
  /// @param url what is asked for
  /// @param target the request target as it is sent
  /// @param maxCookieBytes the longest cookies of the jar that the server accepts; 0 for none
  /// @param proxy the proxy that answers; null if the server does
  /// @param answer the answer to a challenge to this request; null before a challenge
  /// @param known the validators of the version that is known; null for none
  Sent of(
      String method,
      WebUrl url,
      String target,
      int maxCookieBytes,
      @Nullable Proxy proxy,
      @Nullable Authorization answer,
      @Nullable Validators known) {
    var shown = credentials == null || credentials.areEmpty() ? null : credentials.to(url.origin());
    var basic = proxy == null ? null : proxy.basic();
    var typed = shown == null ? null : shown.cookie();
    var kept = kept(url, typed == null ? maxCookieBytes : maxCookieBytes - typed.length() - 2);
    if (shown == null && kept == null && basic == null && known == null) {
      return Sent.NOTHING;
    }
    var authenticator = shown == null ? null : shown.authenticator();
    var authorization = answer;
    if (authorization == null && authenticator != null) {
      authorization = authenticator.current();
    }
    var fields = new ArrayList<Headers.Field>(3);
    if (authorization != null) {
      fields.add(new Headers.Field("Authorization", authorization.field(method, target)));
    }
    var cookie = joined(typed, kept);
    if (cookie != null) {
      fields.add(new Headers.Field("Cookie", cookie));
    }
    if (basic != null) {
      fields.add(new Headers.Field("Proxy-Authorization", basic));
    }
    if (known != null) {
      addConditions(known, fields);
    }
    var own = RequestWriter.fieldLines(fields);
    var lines = shown == null ? own : concatenated(shown.lines(), own);
    return new Sent(lines, kept == null ? 0 : kept.length(), authenticator, authorization);
  }

  /// Asks for the body only if the version is another one. A server that compares entity tags
  /// ignores the date (RFC 9110 §13.1.3).
  private static void addConditions(Validators known, List<Headers.Field> fields) {
    if (known.etag() != null) {
      fields.add(new Headers.Field("If-None-Match", known.etag()));
    }
    if (known.lastModified() != null) {
      fields.add(new Headers.Field("If-Modified-Since", known.lastModified()));
    }
  }

  private @Nullable String kept(WebUrl url, int maxBytes) {
    return jar == null || maxBytes <= 0 ? null : jar.field(url, maxBytes);
  }

  /// Handles a reply that requests authentication.
  ///
  /// @return what to send when the request is repeated; null if repeating it would not help
  @Nullable Authorization challenged(Sent sent, Headers reply) {
    var authenticator = sent.authenticator;
    return authenticator == null
        ? null
        : authenticator.challenged(sent.authorization, reply.all("WWW-Authenticate"));
  }

  /// Removes from the jar the cookies that a request for `url` carries.
  void forgetCookies(WebUrl url) {
    if (jar != null) {
      jar.forget(url);
    }
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
    var values = reply.allOctets("Set-Cookie");
    return !values.isEmpty() && jar.take(url, values);
  }

  /// At most one Cookie field is allowed (RFC 6265 §5.4). Typed cookies come first, because servers
  /// use the first of a name.
  private static @Nullable String joined(@Nullable String typed, @Nullable String kept) {
    return typed == null ? kept : kept == null ? typed : typed + "; " + kept;
  }

  /// The default fields, except those for which a field of the same name is set; an empty one
  /// removes it.
  private static List<Headers.Field> shared(FetchOptions options) {
    var typed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    options.request().headers().forEach(field -> typed.add(field.name()));
    var fields = new ArrayList<Headers.Field>();
    for (var field :
        List.of(
            new Headers.Field("User-Agent", options.request().userAgent()),
            new Headers.Field("Accept", "*/*"),
            new Headers.Field("Accept-Encoding", Codings.acceptEncoding()))) {
      if (!typed.contains(field.name())) {
        fields.add(field);
      }
    }
    fields.add(
        new Headers.Field("Connection", options.pool().keepAlive() ? "keep-alive" : "close"));
    options.request().headers().stream()
        .filter(field -> !field.value().isEmpty())
        .forEach(fields::add);
    return fields;
  }
}
