package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// What the finished jar writes, held to the published schemas.
@Timeout(120)
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class SchemasIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void recordsAndSummaryOfATroubledCrawlAreValid() throws Exception {
    var options =
        SiteOptions.DEFAULT
            .withPages(80)
            .withHazards(h -> h.withErrorShare(0.2).withRedirectShare(0.2).withSessionTrap(true));
    try (var site = SiteThread.start(options)) {
      var run =
          new Program(directory)
              .shell(
                  "spinneret crawl %s http://127.0.0.1:1/ http://nowhere.invalid/ -q --links --hash"
                          .formatted(site.site().url())
                      + " --skipped --max-depth 3 --max-body 5KB --attempts 2"
                      + " --summary-json summary.json");
      assertEquals(0, run.code(), run.err());
      for (var line : run.out().lines().toList()) {
        Schemas.assertValid("record", JSON.readTree(line));
      }
      var summary = JSON.readTree(directory.resolve("summary.json").toFile());
      Schemas.assertValid("summary", summary);
      assertTrue(summary.get("failures").has("connect_refused"), summary.toString());
      ((ObjectNode) summary).put("invented", 1);
      assertTrue(Schemas.refuses("summary", summary), "a schema that allows anything");
    }
  }

  @Test
  void theSummaryOfACrawlThatGotNothingIsValid() throws Exception {
    var run =
        new Program(directory)
            .run("crawl", "http://127.0.0.1:1/", "-q", "--attempts", "1", "--summary-json", "s");
    assertEquals(ExitCode.NOTHING_FETCHED, run.code(), run.err());
    Schemas.assertValid("summary", JSON.readTree(Files.readString(directory.resolve("s"))));
  }

  @Test
  void comparisonsAreValidWithEqualWorkAndWithout() throws Exception {
    var line =
        "spinneret bench --pages 20 --rounds 1 --latency 0 --concurrency 5 --threads 5 --json";
    var equal = comparison(0, line);
    assertTrue(equal.get("ratios").has("loop/threads"), equal.toString());
    Schemas.assertValid("bench", JSON.createArrayNode().add(equal).add(equal));
    var unequal = comparison(ExitCode.SOFTWARE, line + " --skip-pages threads");
    assertEquals(0, unequal.get("ratios").size());
    ((ObjectNode) unequal.get("workload")).remove("pages");
    assertTrue(Schemas.refuses("bench", unequal), "a schema that allows anything");
  }

  private JsonNode comparison(int code, String line) throws Exception {
    var run = new Program(directory).shell(line);
    assertEquals(code, run.code(), run.err());
    var comparison = JSON.readTree(run.out());
    Schemas.assertValid("bench", comparison);
    return comparison;
  }
}
