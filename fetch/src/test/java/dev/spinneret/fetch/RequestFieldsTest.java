package dev.spinneret.fetch;

import static dev.spinneret.fetch.Results.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.fetch.auth.AuthScheme;
import dev.spinneret.fetch.auth.Basic;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.auth.Login;
import dev.spinneret.fetch.cookies.Cookie;
import dev.spinneret.fetch.cookies.CookieJar;
import dev.spinneret.fetch.dns.PinnedHost;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.options.RequestOptions;
import dev.spinneret.parse.http.Headers;
import dev.spinneret.parse.url.WebUrl;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which fields requests carry, and to whom.
class RequestFieldsTest {
  private static final String KEPT = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n";
  private static final String OK = KEPT + "Content-Length: 2\r\n\r\nok";

  @ParameterizedTest
  @EnumSource
  void typedFieldsGoToEveryServerInPlaceOfTheUsualOnes(Engine engine) {
    var options =
        FetchOptions.DEFAULT.withRequest(r ->
            r.withHeaders(
                List.of(
                    new Headers.Field("X-One", "1"),
                    new Headers.Field("accept", "text/html"),
                    new Headers.Field("Accept-Encoding", ""),
                    new Headers.Field("X-One", "\u00c3\u00a9"))));
    try (var one = RawServer.answering(OK);
        var two = RawServer.answering(OK)) {
      engine.fetchAll(options, one.url("/"), two.url("/"));
      for (var server : List.of(one, two)) {
        var request = server.requests().getFirst();
        assertTrue(request.contains("\r\nX-One: 1\r\n"), request);
        assertTrue(request.contains("\r\nX-One: \u00c3\u00a9\r\n"), request);
        assertTrue(request.contains("\r\naccept: text/html\r\n"), request);
        assertFalse(request.contains("*/*"), request);
        assertFalse(request.contains("Accept-Encoding"), request);
        assertTrue(request.contains("\r\nUser-Agent: "), request);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-length",
        "Transfer-Encoding",
        "CONNECTION",
        "Upgrade",
        "TE",
        "Expect",
        "Proxy-Authorization",
        "Authorization",
        "cookie",
        "",
        "a b",
        "a:"
      })
  void aFieldThatCannotBeSetIsRefusedByName(String name) {
    var options = RequestOptions.DEFAULT;
    var fields = List.of(new Headers.Field(name, "secret"));
    var refusal = assertThrows(IllegalArgumentException.class, () -> options.withHeaders(fields));
    assertTrue(refusal.getMessage().contains("'" + name + "'"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nb: c", "a\nb", "a\0b", "a\rb", "€"})
  void aValueCannotBeginAnotherLine(String value) {
    var fields = List.of(new Headers.Field("X", value));
    assertThrows(IllegalArgumentException.class, () -> RequestOptions.DEFAULT.withHeaders(fields));
    assertThrows(IllegalArgumentException.class, () -> new Credentials(fields));
  }

  @ParameterizedTest
  @EnumSource
  void credentialsReachTheTypedOriginsAlone(Engine engine) {
    var credentials =
        new Credentials(
            List.of(new Headers.Field("Cookie", "id=1")),
            List.of(),
            new Login("me", "öpen:sesame"),
            AuthScheme.BASIC);
    try (var typed = RawServer.answering(OK);
        var other = RawServer.answering(OK)) {
      credentials.admit(url(typed.url("/any")));
      var options = FetchOptions.DEFAULT.withRequest(r -> r.withCredentials(credentials));
      engine.fetchAll(options, typed.url("/"), other.url("/"), typed.url("/2"), other.url("/2"));
      for (var request : typed.requests()) {
        assertTrue(request.contains("\r\nAuthorization: Basic bWU6w7ZwZW46c2VzYW1l\r\n"), request);
        assertTrue(request.contains("\r\nCookie: id=1\r\n"), request);
      }
      assertEquals(1, typed.connections(), "a reused connection too");
      for (var request : other.requests()) {
        assertFalse(request.contains("Authorization"), request);
        assertFalse(request.contains("Cookie"), request);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatAPersonWantsEverywhereReachesAllOrigins(Engine engine) {
    var cookie = new Headers.Field("Cookie", "id=1");
    var credentials = new Credentials(List.of(Credentials.bearer("t0ken")), List.of(cookie));
    try (var typed = RawServer.answering(OK);
        var other = RawServer.answering(OK)) {
      credentials.admit(url(typed.url("/")));
      var options = FetchOptions.DEFAULT.withRequest(r -> r.withCredentials(credentials));
      engine.fetchAll(options, typed.url("/"), other.url("/"));
      var request = typed.requests().getFirst();
      assertTrue(request.contains("\r\nCookie: id=1\r\n"), request);
      assertTrue(request.contains("\r\nAuthorization: Bearer t0ken\r\n"), request);
      request = other.requests().getFirst();
      assertTrue(request.contains("\r\nCookie: id=1\r\n"), request);
      assertFalse(request.contains("Authorization"), request);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization", "cookie", "X-Api-Key", "apikey", "API_KEY", "PRIVATE-TOKEN",
        "X-Auth", "X-Auth-Token", "Authtoken", "X-Client-Secret", "X-Session-Id", "X-Password",
        "X-Amz-Security-Token", "Ocp-Apim-Subscription-Key", "X-Signature", "X-JWT-Assertion"
      })
  void aNameCanSayThatItsValueIsASecret(String name) {
    assertTrue(Credentials.areSecret(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "Accept-Language",
        "Referer",
        "User-Agent",
        "X-Requested-With",
        "X-Author",
        "X-Keyboard",
        "DNT",
        "X-Forwarded-For",
        "From",
        "Sec-Fetch-Site",
        "X-Compass",
        "Side"
      })
  void mostNamesDoNot(String name) {
    assertFalse(Credentials.areSecret(name));
  }

  @ParameterizedTest
  @EnumSource
  void anotherNameOfTheHostIsAnotherOrigin(Engine engine) {
    var credentials = new Credentials(List.of(Credentials.bearer("t0ken")));
    try (var server = RawServer.answering(OK)) {
      credentials.admit(url(server.url("/")));
      var options = FetchOptions.DEFAULT.withRequest(r -> r.withCredentials(credentials));
      engine.fetchAll(options, server.url("/").replace("127.0.0.1", "localhost"), server.url("/"));
      assertFalse(server.requests().get(0).contains("t0ken"));
      assertTrue(server.requests().get(1).contains("\r\nAuthorization: Bearer t0ken\r\n"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNameAndPasswordInATypedUrlAreForItsOrigin(Engine engine) {
    var credentials =
        new Credentials(
            List.of(new Headers.Field("Cookie", "id=1")),
            List.of(),
            new Login("all", "x"),
            AuthScheme.BASIC);
    try (var own = RawServer.answering(OK);
        var other = RawServer.answering(OK)) {
      var bare = credentials.admit(url(own.url("/a?b#c").replace("//", "//me:p%40%C3%B6%zz+@")));
      credentials.admit(url(other.url("/")));
      credentials.admit(url(own.url("/again")));
      assertEquals(own.url("/a?b#c"), bare.href());
      var options = FetchOptions.DEFAULT.withRequest(r -> r.withCredentials(credentials));
      engine.fetchAll(options, bare.href(), other.url("/"));
      var field = new Basic(new Login("me", "p@ö%zz+")).field("GET", "/");
      var request = own.requests().getFirst();
      assertTrue(request.contains("\r\nAuthorization: " + field + "\r\n"), request);
      assertTrue(request.contains("\r\nCookie: id=1\r\n"), request);
      assertFalse(other.requests().getFirst().contains(field));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNameAndPasswordInAUrlThatNobodyTypedAreNotSent(Engine engine) {
    try (var server = RawServer.answering(OK)) {
      var options = FetchOptions.DEFAULT;
      engine.fetch(options, server.url("/").replace("//", "//me:secret@"));
      assertFalse(server.requests().getFirst().contains("Authorization"));
      assertTrue(server.requests().getFirst().contains("\r\nHost: 127.0.0.1:"));
    }
  }

  @Test
  void refusalsDoNotNameSecrets() {
    for (Runnable wrong :
        List.<Runnable>of(
            () -> new Login("a:b", "secret"),
            () -> new Login("secret", "a\nb"),
            () -> Credentials.bearer("secret with blanks"),
            () -> Credentials.bearer("secreté"),
            () -> Credentials.bearer("=="),
            () -> new Credentials(List.of()).admit(url("http://secret%3Asecret:x@h.example/")))) {
      var refusal = assertThrows(IllegalArgumentException.class, wrong::run);
      assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());
    }
    assertEquals("Bearer a.b-c_d~+/9==", Credentials.bearer("a.b-c_d~+/9==").value());
  }

  @ParameterizedTest
  @EnumSource
  void cookiesAreKeptFromReplyToRequest(Engine engine) {
    var jar = new CookieJar(InstantSource.system());
    var options = FetchOptions.DEFAULT.withRequest(r -> r.withCookies(jar));
    var set = "HTTP/1.1 302 Found\r\nSet-Cookie: a=1; Path=/\r\nSet-Cookie: b=é; Path=/x\r\n";
    try (var server = RawServer.answering(set + "Location: /\r\nContent-Length: 0\r\n\r\n")) {
      engine.fetchAll(options, server.url("/"), server.url("/x"), server.url("/y"));
      var requests = server.requests();
      assertFalse(requests.get(0).contains("Cookie"), requests.get(0));
      assertTrue(requests.get(1).contains("\r\nCookie: b=é; a=1\r\n"), requests.get(1));
      assertTrue(requests.get(2).contains("\r\nCookie: a=1\r\n"), requests.get(2));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aReplyReportsWhetherItChangedTheCookies(Engine engine) {
    var fields =
        new String[] {
          "Set-Cookie: a=1", // added
          "Set-Cookie: a=1; Max-Age=60", // the same value
          "Set-Cookie: b=1; Domain=other.example", // refused
          "X: none",
          "Set-Cookie: a=2", // changed
          "Set-Cookie: a=2; Max-Age=0", // removed
          "Set-Cookie: a=2; Max-Age=0" // not there any more
        };
    var server =
        new RawServer(peer -> {
          for (var field : fields) {
            peer.readRequest();
            peer.send(KEPT + "Content-Length: 0\r\n" + field + "\r\n\r\n");
          }
        });
    try (server) {
      var options =
          FetchOptions.DEFAULT.withRequest(
              r -> r.withCookies(new CookieJar(InstantSource.system())));
      var urls = Collections.nCopies(fields.length, server.url("/")).toArray(String[]::new);
      var changed = engine.fetchAll(options, urls).stream().map(r -> reply(r).cookiesChanged());
      assertEquals(List.of(true, false, false, false, true, true, false), changed.toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void cookiesOfADomainAreKeptByManyFetchesAtOnce(Engine engine) {
    var jar = new CookieJar(InstantSource.system());
    var set = KEPT + "Set-Cookie: a=1; Domain=site.example\r\nContent-Length: 0\r\n\r\n";
    try (var server = RawServer.answering(set)) {
      var port = url(server.url("/")).port();
      var pin = PinnedHost.parse("www.site.example:" + port + ":127.0.0.1");
      var options =
          FetchOptions.DEFAULT
              .withRequest(r -> r.withCookies(jar))
              .withNetwork(n -> n.withPins(List.of(pin)));
      var url = "http://www.site.example:" + port + "/";
      engine.fetchTogether(options, Collections.nCopies(20, url)).forEach(Results::reply);
      assertEquals("a=1", jar.field(url("http://site.example/")));
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutAJarNothingIsKept(Engine engine) {
    var set = "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n";
    try (var server = RawServer.answering(set)) {
      engine.fetchAll(FetchOptions.DEFAULT, server.url("/"), server.url("/"));
      assertFalse(server.requests().getLast().contains("Cookie"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTypedCookieStandsBeforeThoseOfTheJarInOneField(Engine engine) {
    var jar = new CookieJar(InstantSource.system());
    jar.add(new Cookie("b", "2", "127.0.0.1", true, "/", false, false, null));
    var credentials = new Credentials(List.of(new Headers.Field("cookie", "a=1")));
    var options =
        FetchOptions.DEFAULT.withRequest(r -> r.withCookies(jar).withCredentials(credentials));
    try (var server = RawServer.answering(OK)) {
      credentials.admit(url(server.url("/")));
      engine.fetch(options, server.url("/"));
      assertTrue(server.requests().getFirst().contains("\r\nCookie: a=1; b=2\r\n"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRequestThatIsSentAgainCarriesThemAgain(Engine engine) {
    var jar = new CookieJar(InstantSource.system());
    var credentials = new Credentials(List.of(Credentials.bearer("t0ken")));
    var options =
        FetchOptions.DEFAULT.withRequest(r -> r.withCookies(jar).withCredentials(credentials));
    var server =
        new RawServer(peer -> {
          peer.readRequest();
          peer.send(KEPT + "Set-Cookie: a=1\r\nContent-Length: 0\r\n\r\n");
          peer.readRequest();
          peer.reset();
        });
    try (server) {
      credentials.admit(url(server.url("/")));
      for (var result : engine.fetchAll(options, server.url("/"), server.url("/"))) {
        assertEquals(200, reply(result).status());
      }
      assertEquals(3, server.requests().size());
      for (var request : server.requests().subList(1, 3)) {
        assertTrue(request.contains("\r\nAuthorization: Bearer t0ken\r\nCookie: a=1\r\n"), request);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofManyCookiesThoseThatWereSetLastFitIntoARequest(Engine engine) {
    var jar = new CookieJar(InstantSource.system());
    var fields = new StringBuilder();
    for (var i = 0; i < 100; i++) {
      fields.append("Set-Cookie: c%d=%s\r\n".formatted(i, "x".repeat(200)));
    }
    var options = FetchOptions.DEFAULT.withRequest(r -> r.withCookies(jar));
    try (var server =
        RawServer.answering("HTTP/1.1 200 OK\r\n" + fields + "Content-Length: 0\r\n\r\n")) {
      engine.fetchAll(options, server.url("/"), server.url("/"));
      var request = server.requests().getLast();
      var line = request.lines().filter(l -> l.startsWith("Cookie: ")).findFirst().orElseThrow();
      assertTrue(line.length() > 7_900 && line.length() <= 8_188, line.length() + " bytes");
      assertTrue(line.contains("c99=x") && !line.contains("c0=x"), line);
    }
  }

  @ParameterizedTest
  @EnumSource
  void manyFetchesShareOneJar(Engine engine) {
    var jar = new CookieJar(InstantSource.system());
    var options =
        FetchOptions.DEFAULT.withRequest(r -> r.withCookies(jar)).withPool(p -> p.withPerOrigin(8));
    var set = "HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n";
    try (var server = RawServer.answering(set)) {
      var urls = new ArrayList<>(Collections.nCopies(500, server.url("/")));
      engine.fetchTogether(options, urls).forEach(result -> reply(result));
      assertEquals(1, jar.cookies().size());
    }
  }

  private static WebUrl url(String text) {
    return Objects.requireNonNull(WebUrl.parse(text, null));
  }
}
