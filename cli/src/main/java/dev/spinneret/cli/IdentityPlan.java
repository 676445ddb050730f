package dev.spinneret.cli;

import dev.spinneret.fetch.Credentials;
import dev.spinneret.fetch.FetchOptions;
import dev.spinneret.fetch.auth.AuthScheme;
import dev.spinneret.fetch.auth.Login;
import dev.spinneret.fetch.cookies.CookieFile;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.parse.http.Headers;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
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
final class IdentityPlan {
  /// Holds the password when `--user` names a user only.
  static final String PASSWORD_VARIABLE = "SPINNERET_PASSWORD";

  private static final String AUTHORIZATION = "Authorization";
  private static final String USER_AGENT = "User-Agent";

  /// What an empty `--header` may leave out.
  private static final Set<String> USUAL = Set.of("accept", "accept-encoding");

  private final IdentityFlags flags;
  private final UnaryOperator<@Nullable String> environment;
  private final List<Headers.Field> forAll = new ArrayList<>();
  private final List<Headers.Field> personal = new ArrayList<>();
  private final List<Headers.Field> everywhere = new ArrayList<>();
  private final TreeMap<String, String> settings = new TreeMap<>();
  private @Nullable String userAgent;
  private @Nullable Login login;

  private IdentityPlan(IdentityFlags flags, UnaryOperator<@Nullable String> environment) {
    this.flags = flags;
    this.environment = environment;
  }

  /// Checks the flags, and reads the files that they name.
  ///
  /// @throws UsageException when they cannot be carried out
  static Identity of(IdentityFlags flags) {
    return of(flags, System::getenv);
  }

  /// The same with an environment of the test's.
  static Identity of(IdentityFlags flags, UnaryOperator<@Nullable String> environment) {
    return new IdentityPlan(flags, environment).identity();
  }

  private Identity identity() {
    if (flags.headerEverywhere) {
      settings.put("--header-everywhere", "true");
    }
    for (var typed : flags.headers) {
      if (typed.startsWith("@")) {
        read("--header", typed).lines().filter(line -> !line.isBlank()).forEach(this::addHeader);
      } else {
        addHeader(typed);
      }
    }
    addAuthorization();
    try {
      var typed = new ArrayList<>(forAll);
      personal.stream().filter(f -> !Credentials.arePersonal(f.name())).forEach(typed::add);
      FetchOptions.builder().headers(typed);
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
        flags.saveCookies,
        Collections.unmodifiableMap(settings));
  }

  private void addHeader(String typed) {
    var colon = typed.indexOf(':');
    if (colon <= 0) {
      throw new UsageException("--header: a field has no name; 'Name: value' is allowed");
    }
    var name = typed.substring(0, colon);
    if (name.chars().anyMatch(c -> c <= ' ')) { // whose colon may be one inside a secret
      throw new UsageException(
          "--header '%s ...': a field's name ends with a colon and has no blanks; 'Name: value' is"
                  .formatted(name.split("[\\x00- ]", 2)[0])
              + " allowed");
    }
    var value = typed.substring(colon + 1);
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
    } else if (!flags.headerEverywhere) {
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
    var typed =
        Stream.concat(personal.stream(), everywhere.stream())
            .filter(f -> f.name().equalsIgnoreCase(AUTHORIZATION))
            .count();
    if (typed + (flags.user == null ? 0 : 1) + (flags.bearer == null ? 0 : 1) > 1) {
      throw new UsageException(
          "--user, --bearer and --header Authorization exclude each other; give one of them");
    }
    if (flags.user != null) {
      var pair = pair(flags.user);
      var colon = pair.indexOf(':');
      settings.put("--user", Identity.digest(pair.substring(0, colon)));
      login =
          checked("--user", () -> new Login(pair.substring(0, colon), pair.substring(colon + 1)));
    }
    if (flags.auth != AuthScheme.ANY) {
      settings.put("--auth", flags.auth.name().toLowerCase(Locale.ROOT));
    }
    if (flags.bearer != null) {
      var token = flags.bearer.startsWith("@") ? read("--bearer", flags.bearer) : flags.bearer;
      settings.put("--bearer", "given"); // tokens are renewed from one run to the next
      personal.add(checked("--bearer", () -> Credentials.bearer(token)));
    }
  }

  /// Name, colon, password.
  private String pair(String typed) {
    if (typed.startsWith("@")) {
      var line = read("--user", typed);
      if (line.indexOf(':') < 0) {
        throw new UsageException("--user %s: NAME:PASSWORD is not there".formatted(typed));
      }
      return line;
    }
    if (typed.indexOf(':') >= 0) {
      return typed;
    }
    var password = environment.apply(PASSWORD_VARIABLE);
    if (password == null) {
      throw new UsageException(
          "--user %s: no password; set %s, or give NAME:PASSWORD or @FILE"
              .formatted(typed, PASSWORD_VARIABLE));
    }
    return typed + ":" + password;
  }

  private Credentials credentials() {
    try {
      return new Credentials(personal, everywhere, login, flags.auth);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--header: " + e.getMessage());
    }
  }

  private @Nullable CookieJar jar() {
    if (flags.noCookies) {
      if (flags.loadCookies != null || flags.saveCookies != null) {
        throw new UsageException(
            "--no-cookies and %s exclude each other"
                .formatted(flags.loadCookies != null ? "--load-cookies" : "--save-cookies"));
      }
      settings.put("--no-cookies", "true");
      return null;
    }
    var jar = new CookieJar(InstantSource.system());
    var file = flags.loadCookies;
    if (file != null) {
      settings.put("--load-cookies", file.toString());
      try {
        CookieFile.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
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
    var file = flags.saveCookies;
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
      return Files.readString(Path.of(typed.substring(1))).replaceFirst("\\R\\z", "");
    } catch (MalformedInputException _) {
      throw new UsageException("%s %s: is no UTF-8 text".formatted(flag, shown));
    } catch (IOException e) {
      throw new UsageException("%s %s: %s".formatted(flag, shown, Failures.reason(e)));
    } catch (InvalidPathException e) {
      throw new UsageException("%s %s: %s".formatted(flag, shown, e.getReason()));
    }
  }
}
