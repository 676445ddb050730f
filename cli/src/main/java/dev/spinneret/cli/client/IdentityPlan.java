package dev.spinneret.cli.client;

import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.TextFile;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.fetch.auth.AuthScheme;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.auth.Login;
import dev.spinneret.fetch.cookies.CookieFile;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.fetch.cookies.SteadyInstants;
import dev.spinneret.fetch.options.RequestOptions;
import dev.spinneret.parse.http.Headers;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the flags of identity mean. Complaints name flags and header fields, never a secret.
public final class IdentityPlan {
  /// Holds the password when `--user` names a user only.
  static final String PASSWORD_VARIABLE = "SPINNERET_PASSWORD";

  private static final String AUTHORIZATION = "Authorization";
  private static final String USER_AGENT = "User-Agent";

  /// What an empty `--header` may leave out.
  private static final Set<String> USUAL = Set.of("accept", "accept-encoding");

  private final Values typed;
  private final UnaryOperator<@Nullable String> environment;
  private final List<Headers.Field> forAll = new ArrayList<>();
  private final List<Headers.Field> personal = new ArrayList<>();
  private final List<Headers.Field> everywhere = new ArrayList<>();
  private final TreeMap<String, String> settings = new TreeMap<>();
  private @Nullable String userAgent;
  private @Nullable Login login;

  private IdentityPlan(Values typed, UnaryOperator<@Nullable String> environment) {
    this.typed = typed;
    this.environment = environment;
  }

  /// Checks the flags, and reads the files that they name.
  ///
  /// @throws UsageException if they cannot be carried out
  public static Identity of(Values typed) {
    return of(typed, System::getenv);
  }

  /// The same with an environment of the test's.
  static Identity of(Values typed, UnaryOperator<@Nullable String> environment) {
    return new IdentityPlan(typed, environment).identity();
  }

  private Identity identity() {
    if (typed.has(IdentityFlags.HEADER_EVERYWHERE)) {
      settings.put("--header-everywhere", "true");
    }
    for (var header : typed.all(IdentityFlags.HEADER)) {
      if (header.startsWith("@")) {
        read("--header", header).lines().filter(line -> !line.isBlank()).forEach(this::addHeader);
      } else {
        addHeader(header);
      }
    }
    addAuthorization();
    try {
      var fields = new ArrayList<>(forAll);
      personal.stream().filter(f -> !Credentials.arePersonal(f.name())).forEach(fields::add);
      RequestOptions.DEFAULT.withHeaders(fields);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--header: " + e.getMessage());
    }
    var jar = jar();
    checkSaveCookies();
    return new Identity(
        List.copyOf(forAll),
        userAgent,
        credentials(),
        jar,
        typed.find(IdentityFlags.SAVE_COOKIES),
        Collections.unmodifiableMap(settings));
  }

  private void addHeader(String header) {
    var colon = header.indexOf(':');
    if (colon <= 0) {
      throw new UsageException("--header: a field has no name; 'Name: value' is allowed");
    }
    var name = header.substring(0, colon);
    if (name.chars().anyMatch(c -> c <= ' ')) { // whose colon may be one inside a secret
      throw new UsageException(
          "--header '%s ...': a field's name ends with a colon and has no blanks; 'Name: value' is"
                  .formatted(name.split("[\\x00- ]", 2)[0])
              + " allowed");
    }
    var value = header.substring(colon + 1);
    if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
      throw new UsageException(
          "--header %s: CR, LF and NUL are not allowed in a value".formatted(name));
    }
    value = value.strip();
    if (name.equalsIgnoreCase(USER_AGENT)) {
      userAgent = value;
      return;
    }
    if (value.isEmpty() && !USUAL.contains(name.toLowerCase(Locale.ROOT))) {
      throw new UsageException("--header %s: the value is missing".formatted(name));
    }
    // Field values are octets, each a character: what a terminal sends is UTF-8.
    var octets = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    var field = new Headers.Field(name, octets);
    boolean secret = Credentials.areSecret(name);
    if (!secret) {
      forAll.add(field);
    } else if (!typed.has(IdentityFlags.HEADER_EVERYWHERE)) {
      personal.add(field);
    } else if (Credentials.arePersonal(name)) {
      everywhere.add(field);
    } else {
      forAll.add(field);
    }
    settings.merge(
        "--header",
        secret ? name : name + " " + Identity.digest(value),
        (earlier, own) -> earlier + ", " + own);
  }

  private void addAuthorization() {
    var user = typed.find(IdentityFlags.USER);
    var bearer = typed.find(IdentityFlags.BEARER);
    var auth = typed.get(IdentityFlags.AUTH);
    var fields =
        Stream.concat(personal.stream(), everywhere.stream())
            .filter(f -> f.name().equalsIgnoreCase(AUTHORIZATION))
            .count();
    if (fields + (user == null ? 0 : 1) + (bearer == null ? 0 : 1) > 1) {
      throw new UsageException(
          "--user, --bearer and --header Authorization cannot be combined; use one of them");
    }
    if (user != null) {
      var pair = pair(user);
      var colon = pair.indexOf(':');
      settings.put("--user", Identity.digest(pair.substring(0, colon)));
      login =
          checked("--user", () -> new Login(pair.substring(0, colon), pair.substring(colon + 1)));
    }
    if (auth != AuthScheme.ANY) {
      settings.put("--auth", auth.name().toLowerCase(Locale.ROOT));
    }
    if (bearer != null) {
      var token = bearer.startsWith("@") ? read("--bearer", bearer) : bearer;
      settings.put("--bearer", "given"); // tokens are renewed from one run to the next
      personal.add(checked("--bearer", () -> Credentials.bearer(token)));
    }
  }

  /// Name, colon, password.
  private String pair(String user) {
    if (user.startsWith("@")) {
      var line = read("--user", user);
      if (line.indexOf(':') < 0) {
        throw new UsageException("--user %s: the file has no line NAME:PASSWORD".formatted(user));
      }
      return line;
    }
    if (user.indexOf(':') >= 0) {
      return user;
    }
    var password = environment.apply(PASSWORD_VARIABLE);
    if (password == null) {
      throw new UsageException(
          "--user %s: no password; set %s, or use NAME:PASSWORD or @FILE"
              .formatted(user, PASSWORD_VARIABLE));
    }
    return user + ":" + password;
  }

  private Credentials credentials() {
    try {
      return new Credentials(personal, everywhere, login, typed.get(IdentityFlags.AUTH));
    } catch (IllegalArgumentException e) {
      throw new UsageException("--header: " + e.getMessage());
    }
  }

  private @Nullable CookieJar jar() {
    var file = typed.find(IdentityFlags.LOAD_COOKIES);
    if (typed.has(IdentityFlags.NO_COOKIES)) {
      if (file != null || typed.find(IdentityFlags.SAVE_COOKIES) != null) {
        throw new UsageException(
            "--no-cookies and %s cannot be combined"
                .formatted(file != null ? "--load-cookies" : "--save-cookies"));
      }
      settings.put("--no-cookies", "true");
      return null;
    }
    var jar = new CookieJar(SteadyInstants.ofSystem());
    if (file != null) {
      settings.put("--load-cookies", file.toString());
      try {
        CookieFile.parse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .forEach(jar::add);
      } catch (IOException e) {
        throw new UsageException("--load-cookies %s: %s".formatted(file, Failures.reason(e)));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--load-cookies %s %s".formatted(file, e.getMessage()));
      }
    }
    return jar;
  }

  /// Before the crawl: its cookies must not be lost after it.
  private void checkSaveCookies() {
    var file = typed.find(IdentityFlags.SAVE_COOKIES);
    if (file != null) {
      var directory = file.toAbsolutePath().getParent();
      if (directory == null || Files.isDirectory(file) || !Files.isWritable(directory)) {
        throw new UsageException("--save-cookies %s: no file can be written there".formatted(file));
      }
    }
  }

  private static <T> T checked(String flag, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(flag + ": " + e.getMessage());
    }
  }

  /// The text of `@FILE` without the line end behind it. A name with a colon may be a user and a
  /// password: messages show what is before the colon.
  private static String read(String flag, String typed) {
    var shown = typed.replaceFirst("(?s):.*", ":***");
    try {
      return TextFile.read(Path.of(typed.substring(1))).replaceFirst("\\R\\z", "");
    } catch (MalformedInputException _) {
      throw new UsageException("%s %s: is not UTF-8 text".formatted(flag, shown));
    } catch (IOException e) {
      throw new UsageException("%s %s: %s".formatted(flag, shown, Failures.reason(e)));
    } catch (InvalidPathException e) {
      throw new UsageException("%s %s: %s".formatted(flag, shown, e.getReason()));
    }
  }
}
