package dev.spinneret.cli.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.FieldServer;
import dev.spinneret.cli.Schemas;
import dev.spinneret.cli.Typed;
import dev.spinneret.cli.terminal.Console;
import dev.spinneret.cli.terminal.LogLevel;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MalformedLinksTest {
  @TempDir Path directory;

  @Test
  void malformedLinkIsABrokenRecordInEveryOutput() throws Exception {
    var page = "<a href='http://exa mple.org/'>x</a>";
    var reply =
        "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(page.length(), page);
    var jsonl = directory.resolve("a.jsonl");
    var csv = directory.resolve("a.csv");
    var summary = directory.resolve("s.json");
    var said = new StringWriter();
    try (var server = new FieldServer(new ArrayList<>(), Map.of("/", reply))) {
      String[] args = {
        "crawl",
        server.url("/"),
        "-v",
        "--fail-if",
        "broken > 0",
        "-o",
        jsonl.toString(),
        "-o",
        csv.toString(),
        "--summary-json",
        summary.toString()
      };
      var code = Typed.run(new PrintWriter(said), args);
      assertEquals(3, code, said.toString());
      var json = new ObjectMapper();
      var record = json.readTree(Files.readAllLines(jsonl).getFirst());
      Schemas.assertValid("record", record);
      assertEquals("http://exa mple.org/", record.get("url").asText());
      assertEquals("failed", record.get("verdict").asText());
      assertEquals("invalid_url", record.get("error").asText());
      assertEquals(server.url("/"), record.get("referrer").asText());
      assertTrue(
          Files.readString(csv)
              .contains("http://exa mple.org/,,invalid_url,no valid URL,failed,1,"),
          Files.readString(csv));
      assertEquals(1, json.readTree(summary.toFile()).get("failures").get("invalid_url").asInt());
    }
  }

  @Test
  void malformedLinkIsReportedWithThePageThatHoldsIt() {
    var said = new StringWriter();
    var sink = new LoggingSink(_ -> {}, new Console(new PrintWriter(said, true), LogLevel.INFO));
    var verdict = new Verdict.Failed(FailureCause.INVALID_URL, "no valid URL");
    sink.skipped("http://[", 1, "http://h.test/", verdict);
    sink.skipped("http://h.test/b", 1, "http://h.test/", new Verdict.OutOfScope(0, "no"));
    assertEquals(
        "spinneret crawl: http://[: no valid URL; linked from http://h.test/\n", said.toString());
  }
}
