package dev.spinneret.cli.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.verify.VerifyCommand;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On how many processors a crawl works, and that it finds the same on all of them.
@Timeout(60)
class CoresTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"1, 0, 1", "2, 1, 1", "3, 2, 1", "4, 3, 2", "8, 7, 4", "2000, 256, 256"})
  void whatIsLeftOpenFollowsTheProcessors(int processors, int parsers, int loops) {
    var plan = EnginePlan.of(Typed.of("crawl"), processors);
    assertEquals(parsers, plan.parsers());
    assertEquals(loops, plan.loops());
    assertEquals(1, EnginePlan.of(Typed.of("crawl", "--engine", "threads"), processors).loops());
  }

  @Test
  void whatIsTypedCountsWhateverTheProcessors() {
    var plan = EnginePlan.of(Typed.of("crawl", "--parsers", "0", "--loops", "5"), 2);
    assertEquals(0, plan.parsers());
    assertEquals(5, plan.loops());
  }

  @Test
  void severalLoopsAndParsersFindWhatOneLoopFinds() throws IOException {
    var options =
        SiteOptions.DEFAULT
            .withPages(300)
            .withHosts(h -> h.withCount(7))
            .withHazards(h -> h.withRedirectShare(0.1).withErrorShare(0.1));
    try (var site = SiteThread.start(options)) {
      var url = site.site().url();
      var alone = crawl(url, "alone.jsonl", "--loops", "1", "--parsers", "0");
      assertTrue(Files.readAllLines(alone).size() >= 300, "all hosts are crawled");
      assertSame(alone, crawl(url, "several.jsonl", "--loops", "3", "--parsers", "2"));
      var state = directory.resolve("state.db").toString();
      assertSame(
          alone, crawl(url, "kept.jsonl", "--loops", "4", "--parsers", "3", "--state", state));
    }
  }

  private Path crawl(String url, String name, String... more) {
    var file = directory.resolve(name);
    var words =
        new ArrayList<>(
            List.of("crawl", url, "--scope", "any", "--links", "-q", "--attempts", "1"));
    words.addAll(List.of("-o", file.toString()));
    words.addAll(List.of(more));
    assertEquals(0, Typed.run(words.toArray(String[]::new)));
    return file;
  }

  private static void assertSame(Path first, Path second) {
    var verify = new VerifyCommand(Typed.of("verify", first.toString(), second.toString()));
    assertEquals(ExitCode.DONE, verify.run());
  }
}
