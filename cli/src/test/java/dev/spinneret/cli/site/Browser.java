package dev.spinneret.cli.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Headless Chromium with one page, driven over the DevTools protocol.
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS = 60;

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final LinkedBlockingQueue<JsonNode> replies = new LinkedBlockingQueue<>();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private int lastId;

  private Browser(Process process, String address) {
    this.process = process;
    this.socket = http.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).join();
  }

  /// Whether there is one on this machine.
  static boolean isInstalled() {
    return program() != null;
  }

  private static Path program() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }

  /// Opens a page.
  ///
  /// @param page a file
  /// @param width of the window, CSS pixels
  /// @param isDark whether the person prefers dark pages
  /// @param profile a directory for the browser alone
  static Browser open(Path page, int width, boolean isDark, Path profile) throws Exception {
    var errors = Files.createTempFile(profile.getParent(), "chromium", ".log");
    var process =
        new ProcessBuilder(
                program().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(errors.toFile())
            .start();
    try {
      var port = port(process, profile.resolve("DevToolsActivePort"));
      var browser = new Browser(process, pageAddress(port));
      browser.call("Page.enable", "{}");
      browser.call("Runtime.enable", "{}");
      browser.call("Log.enable", "{}");
      browser.call(
          "Emulation.setDeviceMetricsOverride",
          "{\"width\":%d,\"height\":900,\"deviceScaleFactor\":1,\"mobile\":false}"
              .formatted(width));
      browser.call(
          "Emulation.setEmulatedMedia",
          "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}"
              .formatted(isDark ? "dark" : "light"));
      browser.call("Page.navigate", "{\"url\":\"" + page.toUri() + "\"}");
      browser.await("document.documentElement?.dataset.ready === 'true'");
      return browser;
    } catch (Exception | Error e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static int port(Process process, Path file) throws Exception {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < until && process.isAlive()) {
      var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
      if (lines.size() >= 2) {
        return Integer.parseInt(lines.getFirst());
      }
      Thread.onSpinWait();
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    throw new IOException("Chromium does not start");
  }

  private static String pageAddress(int port) throws Exception {
    var list = URI.create("http://127.0.0.1:%d/json/list".formatted(port)).toURL();
    try (var in = list.openStream()) {
      for (var target : JSON.readTree(in)) {
        if (target.get("type").asText().equals("page")) {
          return target.get("webSocketDebuggerUrl").asText();
        }
      }
    }
    throw new IOException("Chromium has no page");
  }

  /// The value of an expression, as JSON.
  JsonNode value(String script) throws Exception {
    var parameters = JSON.createObjectNode();
    parameters.put("expression", script).put("returnByValue", true).put("awaitPromise", true);
    var result = call("Runtime.evaluate", parameters.toString());
    if (result.has("exceptionDetails")) {
      throw new AssertionError(script + ": " + result.get("exceptionDetails"));
    }
    return result.at("/result/value");
  }

  /// What the console and the policy of the page complained about.
  List<String> problems() {
    return new ArrayList<>(problems);
  }

  private void await(String condition) throws Exception {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < until) {
      if (value(condition).asBoolean()) {
        return;
      }
    }
    throw new IOException("the page never came to this: " + condition);
  }

  private JsonNode call(String method, String parameters) throws Exception {
    var id = ++lastId;
    var message = JSON.createObjectNode();
    message.put("id", id).put("method", method);
    message.set("params", JSON.readTree(parameters));
    socket.sendText(message.toString(), true).join();
    while (true) {
      var reply = replies.poll(SECONDS, TimeUnit.SECONDS);
      if (reply == null) {
        throw new IOException(method + " is not answered");
      }
      if (reply.path("id").asInt() == id) {
        return reply.has("result") ? reply.get("result") : ((ObjectNode) reply).put("failed", true);
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
    http.close();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
      text.append(data);
      if (isLast) {
        take(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void take(String message) {
      try {
        var json = JSON.readTree(message);
        if (json.has("id")) {
          replies.add(json);
        } else if (json.path("method").asText().matches("Log.entryAdded|Runtime.exceptionThrown")) {
          problems.add(json.get("params").toString());
        }
      } catch (IOException e) {
        problems.add(message);
      }
    }
  }
}
