package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebServiceTest {
  /// What is done with a service that runs.
  @FunctionalInterface
  private interface Talk {
    void talk(InetSocketAddress at) throws Exception;
  }

  private static void withService(Talk talk) {
    EventLoop.run(() -> {
      try (var server = WebService.start(0)) {
        talk.talk(server.address());
      }
      return true;
    });
  }

  private static String get(InetSocketAddress at, String path) throws IOException {
    return HttpService.ask(at, "GET", path, "");
  }

  private static String post(InetSocketAddress at, String body) throws IOException {
    return HttpService.ask(at, "POST", "/notes", body);
  }

  @Test
  void itKeepsNotes() {
    withService(at -> {
      assertEquals("200 OK []", get(at, "/notes"));
      assertEquals("201 Created {\"number\":1,\"text\":\"one\"}", post(at, "{\"text\": \"one\"}"));
      var second = "{\"number\":2,\"text\":\"\\\"tw\u00f6\\\"\\n\"}";
      assertEquals("201 Created " + second, post(at, "{\"text\":\"\\\"tw\u00f6\\\"\\n\"}"));
      assertEquals("200 OK " + second, get(at, "/notes/2"));
      assertEquals("200 OK [{\"number\":1,\"text\":\"one\"}," + second + "]", get(at, "/notes"));
    });
  }

  @Test
  void whatItCannotAnswerIsAnError() {
    withService(at -> {
      assertEquals("404 Not Found {\"error\":\"there is no note 3\"}", get(at, "/notes/3"));
      assertEquals("404 Not Found {\"error\":\"there is nothing here\"}", get(at, "/notes/3/x"));
      assertEquals(
          "404 Not Found {\"error\":\"there is nothing here\"}",
          HttpService.ask(at, "PUT", "/notes", ""));
      assertEquals("400 Bad Request {\"error\":\"that is no JSON\"}", post(at, "{text"));
      assertEquals("400 Bad Request {\"error\":\"a note needs a text\"}", post(at, "[]"));
      assertEquals("400 Bad Request {\"error\":\"a note needs a text\"}", post(at, ""));
      assertEquals(
          "413 Content Too Large {\"error\":\"that is too much\"}", post(at, "x".repeat(70_000)));
      assertTrue(get(at, "/sleep/-1").startsWith("400 Bad Request"));
    });
  }

  @Test
  void othersAreServedWhileAHandlerSleeps() {
    withService(at -> {
      var slow = EventLoop.current().createTask(() -> get(at, "/sleep/1000"));
      for (int i = 0; i < 20; i++) {
        assertEquals("200 OK []", get(at, "/notes"));
      }
      assertFalse(slow.isDone());
      assertEquals("200 OK {\"slept\":1000}", slow.await());
    });
  }

  @Test
  void aHandlerThatFailsEndsItsRequestAlone() {
    EventLoop.run(() -> {
      var reported = new StringBuilder();
      EventLoop.current()
          .setExceptionHandler((_, failure) -> reported.append(failure.getMessage()));
      var service = new HttpService();
      service.route(
          "GET",
          "/bad/{name}",
          request -> {
            throw new IllegalStateException(request.parameters().get("name"));
          });
      service.route("GET", "/good", _ -> new HttpService.Answer(200, Map.of()));
      try (var server = service.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
        assertEquals(
            "500 Error {\"error\":\"that is our fault\"}", get(server.address(), "/bad/luck"));
        assertEquals("200 OK {}", get(server.address(), "/good"));
      }
      assertEquals("luck", reported.toString());
      return true;
    });
  }
}
