package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.field.Reply;
import dev.spinneret.cli.field.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Crawls of the finished jar that may open few files.
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class OpenFilesIT {
  private static final int PAGE_COUNT = 300;
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 256})
  void everyPageIsFetchedWithinTheLimitOnOpenFiles(int limit) throws Exception {
    var hrefs = IntStream.range(0, PAGE_COUNT).mapToObj(i -> "/" + i).toArray(String[]::new);
    Site.Handler pages =
        request ->
            request.target().equals("/robots.txt")
                ? null
                : request.target().equals("/") ? Reply.page(hrefs) : Reply.page();
    try (var site = Site.plain(pages)) {
      var run =
          new Program(directory)
              .shell(
                  "ulimit -n %d; spinneret crawl --state s -o o.jsonl -o o.csv %s"
                      .formatted(limit, site.url("127.0.0.1", "/")));
      assertEquals(0, run.code(), run.err());
      var records = Files.readAllLines(directory.resolve("o.jsonl"));
      assertEquals(PAGE_COUNT + 1, records.size());
      assertTrue(records.stream().allMatch(line -> line.contains("\"status\":200")), run.err());
    }
  }
}
