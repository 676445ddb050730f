package dev.spinneret.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.Program;
import dev.spinneret.cli.Typed;
import dev.spinneret.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class BenchCommandTest {
  @TempDir Path directory;

  @Test
  void twoEnginesAreComparedInProcessesOfTheirOwn() throws IOException {
    var page = directory.resolve("bench.html");
    var code = smallBench("--html", page.toString());
    assertEquals(0, code);
    var html = Files.readString(page);
    assertTrue(html.contains("equal work in every run"), html);
    assertTrue(html.contains("loop/threads"), html);
  }

  @Test
  void theSampleSiteIsComparedOverHttps() throws IOException {
    var page = directory.resolve("bench.html");
    assertEquals(0, smallBench("--tls", "--tls-issuer", "rsa", "--html", page.toString()));
    var html = Files.readString(page);
    assertTrue(html.contains("sample web over https"), html);
    assertTrue(html.contains("equal work in every run"), html);
  }

  @Test
  void theFetcherIsMeasuredOverHttps() {
    for (var mode : new String[] {"close", "keep-alive"}) {
      assertEquals(0, Typed.run("bench", "fetch", "--tls", "--requests", "20", "--mode", mode));
    }
  }

  private static int smallBench(String... more) {
    var small = "bench --pages 30 --rounds 1 --latency 0 --concurrency 10 --threads 5".split(" ");
    return Typed.run(
        Stream.concat(Arrays.stream(small), Arrays.stream(more)).toArray(String[]::new));
  }

  @Test
  void anEngineThatSkipsPagesGetsNoRatio() throws IOException {
    var page = directory.resolve("bench.html");
    var code = smallBench("--skip-pages", "threads", "--html", page.toString());
    assertEquals(ExitCode.SOFTWARE, code);
    var html = Files.readString(page);
    assertTrue(html.contains("NOT EQUAL WORK"), html);
    assertTrue(!html.contains("loop/threads"), html);
  }

  /// Where the system does not tell what threads cost, the command says so.
  @Test
  void aProfileShowsTheStagesOfAPage() throws Exception {
    var out = directory.resolve("profile.json");
    var process =
        Program.builder("bench", "crawl", "--profile", "--pages", "40", "--runs", "1", "--json")
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var code = process.waitFor();
    if (!Files.isReadable(Path.of("/proc/self/schedstat"))) {
      assertEquals(ExitCode.USAGE, code);
      return;
    }
    assertEquals(0, code);
    var json = new ObjectMapper().readTree(out.toFile());
    assertEquals(40, json.get("pages").asInt());
    assertEquals("start_up", json.get("stages").get(0).get("stage").asText());
    assertTrue(json.get("cpu_us_per_page").asDouble() > 0, json.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "bench http://h/ | add --i-own-this-host",
        "bench --i-own-this-host | needs a URL",
        "bench http://h/ --i-own-this-host --tls | --tls is for the sample site",
        "bench fetch https://h/ --tls | --tls is for the sample site",
        "bench --tls --tls-issuer dsa | 'dsa' is none of ec, rsa",
        "serve --tls /nonexistent/a.pem | --tls /nonexistent/a.pem: cannot be written",
        "bench --rounds 0 | --rounds 0: at least 1",
        "bench --engines warp | 'warp' is none of loop, threads, vthreads",
        "bench --latency often | latency 'often'",
        "bench --html /nonexistent/x | --html /nonexistent/x: cannot be written",
        "bench --http 3 | '3' is none of auto, 1.0, 1.1",
        "bench loop --sample 0 | --sample 0",
        "bench loop --io kqueue | 'kqueue' is none of auto, epoll, nio",
        "bench fetch --mode open | --mode: 'open' is none of close, keep-alive",
        "bench crawl --pages 3 | add --profile",
        "bench crawl --profile --runs 0 | --runs 0: at least 1",
        "bench crawl --profile http://h/ | add --i-own-this-host",
        "bench fetch --requests 0 | at least 1 is allowed",
      })
  void badInputIsNamed(String line, String part) {
    var err = new StringWriter();
    var args = line.strip().split(" ");
    var code = Typed.run(new PrintWriter(err), args);
    assertEquals(ExitCode.USAGE, code, err.toString());
    assertTrue(err.toString().contains(part.strip()), err.toString());
  }
}
