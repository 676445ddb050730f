package dev.spinneret.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.options.HttpMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Faults, delays and codings as a real server (Jetty) makes them.
class WireMockTest {
  private static final String PAGE = "<p>a page of some length</p>".repeat(500);
  private static final WireMockServer SERVER =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));

  @BeforeAll
  static void start() {
    SERVER.start();
    SERVER.stubFor(get("/page").willReturn(ok(PAGE)));
    SERVER.stubFor(get("/late").willReturn(ok(PAGE).withFixedDelay(5_000)));
    SERVER.stubFor(get("/slowly").willReturn(ok(PAGE).withChunkedDribbleDelay(10, 300)));
    SERVER.stubFor(get("/reset").willReturn(fault(Fault.CONNECTION_RESET_BY_PEER)));
    SERVER.stubFor(get("/empty").willReturn(fault(Fault.EMPTY_RESPONSE)));
    SERVER.stubFor(get("/malformed").willReturn(fault(Fault.MALFORMED_RESPONSE_CHUNK)));
    SERVER.stubFor(
        get("/moved").willReturn(aResponse().withStatus(302).withHeader("Location", "/page")));
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @ParameterizedTest
  @EnumSource
  void aPageArrivesInEveryVersionAndCoding(Engine engine) {
    for (var mode : HttpMode.values()) {
      var options = FetchOptions.DEFAULT.withRequest(r -> r.withHttpMode(mode));
      for (var result : engine.fetchAll(options, url("/page"), url("/page"), url("/slowly"))) {
        var reply = assertInstanceOf(FetchResult.Fetched.class, result).reply();
        assertArrayEquals(PAGE.getBytes(StandardCharsets.UTF_8), reply.body());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRedirectIsReportedAndNotFollowed(Engine engine) {
    var result = engine.fetch(FetchOptions.DEFAULT, url("/moved"));
    Reply reply = assertInstanceOf(FetchResult.Fetched.class, result).reply();
    assertEquals(302, reply.status());
    assertEquals("/page", reply.headers().first("Location"));
  }

  @ParameterizedTest
  @EnumSource
  void faultsHaveTheirCauses(Engine engine) {
    var options = FetchOptions.DEFAULT;
    assertEquals(FailureCause.RESET, cause(engine.fetch(options, url("/reset"))));
    assertEquals(FailureCause.CLOSED_EARLY, cause(engine.fetch(options, url("/empty"))));
    var modern = FetchOptions.DEFAULT.withRequest(r -> r.withHttpMode(HttpMode.HTTP_1_1));
    var malformed = cause(engine.fetch(modern, url("/malformed")));
    assertTrue(
        malformed == FailureCause.BAD_MESSAGE || malformed == FailureCause.CLOSED_EARLY,
        malformed.toString());
  }

  @ParameterizedTest
  @EnumSource
  void aLateReplyEndsAtTheDeadline(Engine engine) {
    var options = FetchOptions.DEFAULT.withTimeouts(t -> t.withFirstByte(Duration.ofMillis(100)));
    assertEquals(FailureCause.FIRST_BYTE_TIMEOUT, cause(engine.fetch(options, url("/late"))));
  }

  private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder fault(
      Fault fault) {
    return aResponse().withFault(fault);
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + SERVER.port() + path;
  }

  private static FailureCause cause(FetchResult result) {
    return assertInstanceOf(FetchResult.Failed.class, result, result::toString).cause();
  }
}
