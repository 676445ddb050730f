package dev.spinneret.cli.step;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.Typed;
import dev.spinneret.cli.client.Engine;
import dev.spinneret.cli.terminal.ClosedPipeException;
import dev.spinneret.cli.terminal.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class FetchCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HELLO_SHA256 =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  private static final Map<String, String> REPLIES =
      Map.of(
          "/hello", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: \u001b[2J\r\n\r\nhello",
          "/moved", "HTTP/1.1 302 Found\r\nLocation: ../hello#top\r\nContent-Length: 0\r\n\r\n",
          "/short", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello");

  private ServerSocket server;

  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::answerAll);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aPersonSeesStatusFieldsAndTimes() {
    var out = new ByteArrayOutputStream();
    assertEquals(0, command(url("/hello")).run(System.in, out));
    var lines = out.toString(UTF_8).lines().toList();
    assertEquals(url("/hello"), lines.getFirst());
    assertEquals("status 200 from 127.0.0.1", lines.get(1));
    assertEquals("  Content-Length: 5", lines.get(2));
    assertEquals("  X: \ufffd[2J", lines.get(3));
    assertEquals("5 bytes", lines.get(4));
    assertTrue(lines.get(5).matches("dns [0-9.]+ ms, connect .*, body [0-9.]+ ms"), lines.get(5));
  }

  @Test
  void theBodyAloneIsPrintedOnRequest() {
    var command = command("--body", url("/hello"), url("/hello"));
    var out = new ByteArrayOutputStream();
    assertEquals(0, command.run(System.in, out));
    assertEquals("hellohello", out.toString(UTF_8));
  }

  @ParameterizedTest
  @EnumSource
  void jsonSaysTheSameOnEveryEngine(Engine engine) throws IOException {
    var name = engine.name().toLowerCase(Locale.ROOT);
    var command = command("--json", "--engine", name, url("/hello"), url("/moved"), url("/short"));
    var out = new ByteArrayOutputStream();
    assertEquals(0, command.run(System.in, out));
    var answers = answers(out);
    var hello = answers.getFirst();
    assertEquals(url("/hello"), hello.get("url").asText());
    assertEquals(200, hello.get("status").asInt());
    assertEquals("[\"Content-Length\",\"5\"]", hello.get("headers").get(0).toString());
    assertEquals(5, hello.get("bytes").asInt());
    assertEquals(HELLO_SHA256, hello.get("sha256").asText());
    assertTrue(hello.get("error").isNull());
    assertTrue(hello.get("ms").get("wait").isNumber());
    assertEquals(url("/hello#top"), answers.get(1).get("location").asText());
    assertTrue(answers.get(2).get("status").isNull());
    assertEquals("closed_early", answers.get(2).get("error").asText());
  }

  @Test
  void aBodyThatTheLimitCutsIsNotWhole() throws IOException {
    var command = command("--json", "--max-body", "4", url("/hello"));
    var out = new ByteArrayOutputStream();
    assertEquals(0, command.run(System.in, out));
    assertEquals("body_truncated", answers(out).getFirst().get("error").asText());
    assertEquals(4, answers(out).getFirst().get("bytes").asInt());
  }

  @Test
  void aBatchAnswersEveryLine() throws IOException {
    var requests = new StringBuilder();
    for (var i = 0; i < 100; i++) {
      requests.append("{\"url\":\"").append(url("/hello?" + i)).append("\"}\n\n");
    }
    requests.append("{\"url\":\"ftp://a/\"}\nno json\n{}\n");
    var command = command("--batch");
    var out = new ByteArrayOutputStream();
    assertEquals(
        0, command.run(new ByteArrayInputStream(requests.toString().getBytes(UTF_8)), out));
    var byUrl = new TreeMap<String, JsonNode>();
    var refused = 0;
    for (var answer : answers(out)) {
      if (answer.get("status").isNull()) {
        refused++;
        assertFalse(answer.get("error").isNull());
      } else {
        byUrl.put(answer.get("url").asText(), answer);
      }
    }
    assertEquals(3, refused);
    assertEquals(100, byUrl.size());
  }

  @Test
  void aBatchEndsWhenNobodyReadsItsAnswers() {
    var command = command("--batch");
    var requests = "{\"url\":\"http://127.0.0.1:1/\"}\n".repeat(1_000);
    var closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    var in = new ByteArrayInputStream(requests.getBytes(UTF_8));
    assertThrows(ClosedPipeException.class, () -> command.run(in, closed));
  }

  @Test
  void whenNothingCouldBeFetchedTheExitCodeSaysSo() {
    var out = new ByteArrayOutputStream();
    assertEquals(5, command("http://127.0.0.1:1/").run(System.in, out));
    var text = out.toString(UTF_8);
    assertTrue(text.contains("connect_refused: 127.0.0.1:1 refused the connection\n"), text);
  }

  @Test
  void whatCannotBeAskedForIsAUsageError() {
    for (var url : List.of("ftp://example.org/", "no url", "http://")) {
      var refusal =
          assertThrows(
              UsageException.class, () -> command(url).run(System.in, new ByteArrayOutputStream()));
      assertTrue(refusal.getMessage().contains("'" + url + "'"), refusal.getMessage());
    }
    assertThrows(UsageException.class, command()::run);
    assertThrows(UsageException.class, command("--batch", url("/hello"))::run);
  }

  private static FetchCommand command(String... words) {
    return new FetchCommand(Typed.of("fetch", words));
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getLocalPort() + path;
  }

  private static List<JsonNode> answers(ByteArrayOutputStream out) throws IOException {
    var answers = new ArrayList<JsonNode>();
    for (var line : out.toString(UTF_8).lines().toList()) {
      answers.add(JSON.readTree(line));
    }
    return answers;
  }

  private void answerAll() {
    while (!server.isClosed()) {
      try (var socket = server.accept()) {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
          head.append((char) socket.getInputStream().read());
        }
        var path = head.toString().split("[ ?]", 3)[1];
        socket.getOutputStream().write(REPLIES.getOrDefault(path, "").getBytes(UTF_8));
      } catch (IOException _) {
        // The test is over.
      }
    }
  }
}
