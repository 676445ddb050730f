package dev.spinneret.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.FieldServer;
import dev.spinneret.cli.Typed;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.fetch.cookies.Cookie;
import dev.spinneret.parse.http.Headers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the flags of identity mean, and which are refused; no refusal tells a secret.
class IdentityFlagsTest {
  @TempDir Path directory;

  @Test
  void cookiesAreKeptUnlessThatIsRefused() {
    assertNotNull(identity().cookies());
    assertNull(identity("--no-cookies").cookies());
  }

  @Test
  void headersAreNamesAndValues() {
    var identity = identity("--header", "X-A:  b: c ", "--header", "Accept:", "--header=X-E:é");
    assertEquals(
        List.of(
            new Headers.Field("X-A", "b: c"),
            new Headers.Field("Accept", ""),
            new Headers.Field("X-E", "\u00c3\u00a9")),
        identity.headers());
  }

  @Test
  void headersMayStandInAFile() throws IOException {
    var file = file("fields", "X-A: 1\n\nX-B: 2\r\n");
    assertEquals(
        List.of(new Headers.Field("X-A", "1"), new Headers.Field("X-B", "2")),
        identity("--header", "@" + file).headers());
  }

  @Test
  void theUserAgentIsAlsoWhatRobotsRulesLookFor() {
    var identity = identity("--header", "user-agent: Robot/1");
    assertEquals(List.of(), identity.headers());
    assertEquals("Robot/1", FetchPlan.userAgent(Values.NONE, identity));
    var both = flags("--user-agent", "Other");
    assertThrows(UsageException.class, () -> FetchPlan.userAgent(both, identity));
    var none = identity("--header", "User-Agent:");
    assertThrows(UsageException.class, () -> FetchPlan.userAgent(Values.NONE, none));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "secret                | --header: a field has no name",
        ": secret              | --header: a field has no name",
        "X-A: secret\\r\\nB: c | --header X-A: CR, LF and NUL are not allowed",
        "X-A: secret\\n        | --header X-A: CR, LF and NUL are not allowed",
        "X-A: secret\\0        | --header X-A: CR, LF and NUL are not allowed",
        "X secret: b           | --header 'X ...': a field's name ends with a colon and has no"
            + " blanks",
        "X(A: secret           | 'X(A' is not a token",
        "X-A:                  | --header X-A: the value is missing",
        "Host: secret          | 'Host' cannot be set: it is the URL's",
        "content-length: 1     | 'content-length' cannot be set: it belongs to a body",
        "Transfer-Encoding: a  | 'Transfer-Encoding' cannot be set: it belongs to a body",
        "Connection: secret    | 'Connection' cannot be set: it belongs to the connection",
        "Proxy-Authorization: secret | 'Proxy-Authorization' cannot be set: it is a proxy's",
        "@/no/such/file        | --header @/no/such/file: it or its directory does not exist",
      })
  void aHeaderThatCannotBeSentIsRefused(String typed, String part) {
    var value = typed.strip().replace("\\r", "\r").replace("\\n", "\n").replace("\\0", "\0");
    assertRefused(part.strip(), "--header", value);
  }

  @Test
  void aPasswordComesFromTheCommandLineAFileOrTheEnvironment() throws IOException {
    var file = file("password", "me:pass word \n");
    assertEquals(
        "Basic bWU6cGFzcyB3b3JkIA==",
        authorization(identity("--auth", "basic", "--user", "@" + file)));
    assertEquals("Basic bWU6YTpi", authorization(identity("--auth", "basic", "--user", "me:a:b")));
    assertEquals("Basic bWU6", authorization(identity("--auth", "basic", "--user", "me:")));
    assertEquals(
        "Basic bWU6ZnJvbSBlbnY=", authorization(identity("--auth", "basic", "--user", "me")));
    var token = file("token", "abc.def\n");
    assertEquals("Bearer abc.def", authorization(identity("--bearer", "@" + token)));
    assertEquals("Bearer abc", authorization(identity("--bearer", "abc")));
    assertEquals("Custom x", authorization(identity("--header", "authorization: Custom x")));
  }

  @Test
  void withoutAPasswordTheFlagIsRefused() {
    var flags = flags("--user", "me");
    var refusal = assertThrows(UsageException.class, () -> IdentityPlan.of(flags, _ -> null));
    assertTrue(refusal.getMessage().startsWith("--user me: no password; set SPINNERET_PASSWORD"));
  }

  @Test
  void whatCannotBeSentOrExcludesEachOtherIsRefused() throws IOException {
    assertRefused("--user: a control character", "--user", "me:secret\n");
    assertRefused("--bearer: the token has a character at 6", "--bearer", "secret secret");
    assertRefused("--bearer: the token is empty", "--bearer", "");
    assertRefused("cannot be combined", "--user", "me:secret", "--bearer", "secret");
    assertRefused("cannot be combined", "--user", "me:secret", "--header", "Authorization: secret");
    assertRefused("has no line NAME:PASSWORD", "--user", "@" + file("empty", "secret"));
    assertRefused("--no-cookies and --load-cookies", "--no-cookies", "--load-cookies", "x");
    assertRefused("--no-cookies and --save-cookies", "--no-cookies", "--save-cookies", "x");
    assertRefused("--load-cookies /no/file: it or its", "--load-cookies", "/no/file");
    assertRefused("line 1 has 1 fields", "--load-cookies", file("bad", "secret"));
    assertRefused("--save-cookies /no/such/file: no file can", "--save-cookies", "/no/such/file");
    assertRefused("no file can be written", "--save-cookies", directory.toString());
  }

  @Test
  void cookiesAreReadFromAFileAndWrittenToOneThatOnlyTheOwnerReads() throws IOException {
    var file = file("cookies.txt", "h.example\tFALSE\t/\tFALSE\t0\ta\t1\n");
    var saved = directory.resolve("saved.txt");
    var identity = identity("--load-cookies", file, "--save-cookies", saved.toString());
    var jar = Objects.requireNonNull(identity.cookies());
    assertEquals(
        List.of(new Cookie("a", "1", "h.example", true, "/", false, false, null)), jar.cookies());
    identity.saveCookies();
    assertEquals(
        "# Netscape HTTP Cookie File\nh.example\tFALSE\t/\tFALSE\t0\ta\t1\n",
        Files.readString(saved));
    assertEquals(
        "[OWNER_READ, OWNER_WRITE]",
        new TreeSet<>(Files.getPosixFilePermissions(saved)).toString());
    try (var files = Files.list(directory)) {
      assertEquals(2, files.count(), "no part of a file is left");
    }
  }

  @Test
  void whatAResumedCrawlComparesHoldsNoSecret() {
    var settings =
        identity(
                "--user", "person:secret",
                "--header", "Cookie: secret",
                "--header", "X-Key: secret",
                "--header", "X-Other: 1")
            .settings();
    assertFalse(settings.toString().contains("secret"), settings.toString());
    assertFalse(settings.toString().contains("person"), settings.toString());
    assertTrue(
        settings.get("--header").matches("Cookie, X-Key, X-Other sha256 \\w{16}"),
        settings.toString());
    assertEquals(
        identity("--user", "person:other").settings().get("--user"), settings.get("--user"));
    assertEquals("given", identity("--bearer", "secret").settings().get("--bearer"));
    assertEquals(0, identity().settings().size());
  }

  @ParameterizedTest
  @CsvSource({
    "http://h.example/a?b@c, http://h.example/a?b@c",
    "http://me:secret@h.example/a#b, http://h.example/a#b",
    "http://secret@h.example, http://h.example/",
    "http://me:sec/ret@h.example/, http://***@h.example/",
    "ftp://me:secret@h/, ftp://***@h/",
    "me@h.example, ***@h.example",
    "secret:x@h.example, ***@h.example",
    "http:me:secret@h.example, http://h.example/",
    "http:\\\\me:secret@h.example\\a, http://h.example/a",
    "HTTP:///me:sec@ret@h.example, http://h.example/",
    "http:me:secret@h.example:x, http:***@h.example:x",
  })
  void urlsAreShownWithoutNameAndPassword(String url, String shown) {
    assertEquals(shown, Masks.url(url));
  }

  private static String authorization(Identity identity) {
    var server = new ArrayList<String>();
    try (var seen = new FieldServer(server)) {
      seen.fetch(identity);
    }
    return server.stream()
        .filter(line -> line.regionMatches(true, 0, "Authorization: ", 0, 15))
        .map(line -> line.substring(15))
        .findFirst()
        .orElseThrow();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static Identity identity(String... typed) {
    return IdentityPlan.of(
        flags(typed), name -> name.equals("SPINNERET_PASSWORD") ? "from env" : null);
  }

  private static Values flags(String... typed) {
    return Typed.of("fetch", typed);
  }

  private static void assertRefused(String part, String... typed) {
    var refusal = assertThrows(UsageException.class, () -> identity(typed));
    assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    assertFalse(
        Arrays.stream(typed).anyMatch(text -> text.contains("secret"))
            && refusal.getMessage().contains("secret"),
        refusal.getMessage());
  }
}
