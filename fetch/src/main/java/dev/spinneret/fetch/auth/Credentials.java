package dev.spinneret.fetch.auth;

import dev.spinneret.fetch.http.RequestWriter;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.url.WebUrl;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The credentials of the user, and the servers that may receive them: the origins of the URLs that
/// the user typed, and no others. Links and redirects to another scheme, host or port lead to
/// another origin (RFC 6454 §5).
///
/// May be used by tasks and threads alike; origins may be added while fetches are running. Nothing
/// here prints a secret.
public final class Credentials {
  private static final String AUTHORIZATION = "Authorization";
  private static final String COOKIE = "Cookie";

  /// Fields that identify the user: sent like any other field, they would reach every host.
  private static final Set<String> PERSONAL = Set.of("authorization", "cookie");

  /// Words that name a secret, as in `X-Api-Key`; some are also written without a hyphen before
  /// them, as in `Authtoken`.
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(^|[-_])(auth|key|session|sessionid|sid|sig|signature|jwt|pwd|pass|otp)($|[-_])"
              + "|authorization|authentication|cookie|token|secret|passw|passphrase|credential"
              + "|api-?key|access-?key",
          Pattern.CASE_INSENSITIVE);

  /// The fields for one origin.
  public static final class Shown {
    private final byte[] lines;
    private final @Nullable String cookie;
    private final @Nullable Authenticator authenticator;

    private Shown(List<Headers.Field> fields, @Nullable Authenticator authenticator) {
      var others = fields.stream().filter(field -> !isCookie(field)).toList();
      lines = RequestWriter.fieldLines(others);
      var pairs = fields.stream().filter(Shown::isCookie).map(Headers.Field::value).toList();
      cookie = pairs.isEmpty() ? null : String.join("; ", pairs);
      this.authenticator = authenticator;
    }

    /// Field lines other than Cookie.
    ///
    /// @return bytes that are not to be changed
    public byte[] lines() {
      return lines;
    }

    /// The value of a Cookie field.
    ///
    /// @return null if there is none
    public @Nullable String cookie() {
      return cookie;
    }

    /// Answers challenges.
    ///
    /// @return null if there is no user name
    public @Nullable Authenticator authenticator() {
      return authenticator;
    }

    private static boolean isCookie(Headers.Field field) {
      return field.name().equalsIgnoreCase(COOKIE);
    }
  }

  private final List<Headers.Field> fields;
  private final @Nullable Shown forAll;
  private final @Nullable Login login;
  private final AuthScheme scheme;
  private final Map<String, Shown> origins = new ConcurrentHashMap<>();
  private volatile boolean empty;

  /// Creates credentials that no origin may receive yet.
  ///
  /// @param fields sent to the origins that are admitted, such as [#bearer] or Cookie
  /// @throws IllegalArgumentException if a field cannot be sent
  public Credentials(List<Headers.Field> fields) {
    this(fields, List.of());
  }

  /// Creates credentials of which some are sent to every origin, because the user asked for it.
  ///
  /// @param fields sent to the origins that are admitted
  /// @param everywhere sent to every origin, such as a Cookie field for all hosts of a company
  /// @throws IllegalArgumentException if a field cannot be sent
  public Credentials(List<Headers.Field> fields, List<Headers.Field> everywhere) {
    this(fields, everywhere, null, AuthScheme.ANY);
  }

  /// Creates credentials with a user name and password.
  ///
  /// @param fields sent to the origins that are admitted
  /// @param everywhere sent to every origin
  /// @param login answers the challenges of the origins that are admitted; null for none
  /// @param scheme what it may be used with, as well as a user name and password in a URL
  /// @throws IllegalArgumentException if a field cannot be sent
  public Credentials(
      List<Headers.Field> fields,
      List<Headers.Field> everywhere,
      @Nullable Login login,
      AuthScheme scheme) {
    RequestWriter.fieldLines(everywhere);
    RequestWriter.fieldLines(fields);
    var all = new ArrayList<>(fields);
    all.addAll(everywhere);
    this.fields = List.copyOf(all);
    this.login = login;
    this.scheme = scheme;
    forAll = everywhere.isEmpty() ? null : new Shown(everywhere, null);
    empty = all.isEmpty() && login == null;
  }

  /// Whether a field must reach the typed origins only.
  ///
  /// @param name in any case
  /// @return true for Authorization and Cookie
  public static boolean arePersonal(String name) {
    return PERSONAL.contains(name.toLowerCase(Locale.ROOT));
  }

  /// Whether a field's name says that its value is a secret, as those of Authorization, Cookie,
  /// `X-Api-Key` and `PRIVATE-TOKEN` do.
  ///
  /// @param name in any case
  /// @return true when the value should reach the typed origins only
  public static boolean areSecret(String name) {
    return SECRET_NAME.matcher(name).find();
  }

  /// A bearer token (RFC 6750 §2.1).
  ///
  /// @param token letters, digits, `-._~+/`, and `=` at the end
  /// @return the Authorization field
  /// @throws IllegalArgumentException if it has another form; the message does not contain it
  public static Headers.Field bearer(String token) {
    var end = token.length();
    while (end > 0 && token.charAt(end - 1) == '=') {
      end--;
    }
    for (var i = 0; i < end; i++) {
      var c = token.charAt(i);
      if (c >= 0x80 || (!Character.isLetterOrDigit(c) && "-._~+/".indexOf(c) < 0)) {
        throw new IllegalArgumentException(
            "the token has a character at %d that is none of letters, digits, -._~+/".formatted(i));
      }
    }
    if (end == 0) {
      throw new IllegalArgumentException("the token is empty");
    }
    return new Headers.Field(AUTHORIZATION, "Bearer " + token);
  }

  /// Permits the origin of a URL that the user typed to receive the credentials. A user name and
  /// password in the URL are for this origin only, and take precedence over those for all.
  ///
  /// @param typed with or without user name and password
  /// @return the URL without them
  /// @throws IllegalArgumentException if they cannot be sent; the message does not contain them
  public WebUrl admit(WebUrl typed) {
    var hasOwn = !typed.username().isEmpty() || !typed.password().isEmpty();
    if (hasOwn) {
      var own = new Login(decoded(typed.username()), decoded(typed.password()));
      var others =
          fields.stream().filter(field -> !field.name().equalsIgnoreCase(AUTHORIZATION)).toList();
      origins.put(typed.origin(), new Shown(others, new Authenticator(own, scheme)));
      empty = false;
    } else {
      origins.computeIfAbsent(typed.origin(), _ -> new Shown(fields, authenticator()));
    }
    return withoutUser(typed);
  }

  /// A URL without user name and password.
  ///
  /// @param url with or without them
  /// @return the same when there are none
  public static WebUrl withoutUser(WebUrl url) {
    return url.withoutUserinfo();
  }

  private @Nullable Authenticator authenticator() {
    return login == null ? null : new Authenticator(login, scheme);
  }

  /// What an origin may receive.
  ///
  /// @param origin scheme, host and port, as [WebUrl#origin] returns it
  /// @return null for nothing
  public @Nullable Shown to(String origin) {
    var own = origins.get(origin);
    return own == null ? forAll : own;
  }

  /// Whether an origin was admitted, and so may also receive a client certificate.
  ///
  /// @param origin scheme, host and port, as [WebUrl#origin] returns it
  /// @return true after [#admit] of one of its URLs
  public boolean admits(String origin) {
    return origins.containsKey(origin);
  }

  /// Whether no origin may receive anything.
  ///
  /// @return false once there is a field or a URL with user name and password
  public boolean areEmpty() {
    return empty;
  }

  /// Percent-decodes as UTF-8; an invalid percent sequence stays as it is (WHATWG URL §1.3).
  private static String decoded(String part) {
    var bytes = new ByteArrayOutputStream(part.length());
    for (var i = 0; i < part.length(); i++) {
      var c = part.charAt(i);
      var high = i + 2 < part.length() ? Character.digit(part.charAt(i + 1), 16) : -1;
      var low = high < 0 ? -1 : Character.digit(part.charAt(i + 2), 16);
      if (c == '%' && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
