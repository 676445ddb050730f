package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.cli.terminal.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The finished jar between other programs. With `pipefail`, the code of a line is that of the
/// first program that fails, the crawler too.
@Timeout(120)
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class PipesIT {
  @TempDir Path directory;

  @Test
  void threeUrlsAndTheCrawlEndsAtOnce() throws Exception {
    assumeTrue(Program.isInstalled("jq"), "jq is not installed");
    var run = new Program(directory).shell("spinneret crawl --sample | head -3 | jq .url");
    assertEquals(0, run.code(), run.err());
    assertEquals(3, run.out().lines().count(), run.out());
    run.out().lines().forEach(line -> assertTrue(line.startsWith("\"http://127.0.0.1:"), line));
  }

  /// An endless crawl: it ends because nobody reads, not because it is done.
  @Test
  void aCrawlWithoutEndEndsWithItsReader() throws Exception {
    var run =
        new Program(directory)
            .shell(
                """
                exec 3< <(spinneret serve --pages 1000000 --latency 5ms 2>&1 & echo "pid $!"; wait)
                read -r _ pid <&3; read -r _ _ url <&3
                spinneret crawl "$url" -q | head -3 | wc -l; code=$?
                kill "$pid"; exit $code
                """);
    assertEquals("3", run.out().strip(), run.err());
    assertEquals(0, run.code(), run.err());
  }

  @Test
  void thereIsNoControlCharacterInAPipe() throws Exception {
    var run = new Program(directory).shell("{ spinneret crawl --sample; spinneret --help; } 2>&1");
    assertEquals(0, run.code());
    assertTrue(run.out().contains("limited by "), run.out());
    for (var c : run.out().toCharArray()) {
      assertFalse(Character.isISOControl(c) && c != '\n', "control character " + (int) c);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "help crawl", "completion bash"})
  void aReaderThatWantsNothingIsNoError(String line) throws Exception {
    var run = new Program(directory).shell("spinneret " + line + " | true");
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
  }

  @Test
  void closedStreamsDoNotHangOrCrash() throws Exception {
    var program = new Program(directory);
    var noInput = program.shell("spinneret crawl - -q <&-");
    assertEquals(ExitCode.NOTHING_FETCHED, noInput.code(), noInput.err());
    var noOutput = program.shell("spinneret crawl --sample -q >&-");
    assertEquals(ExitCode.SOFTWARE, noOutput.code(), noOutput.err());
    assertTrue(noOutput.err().startsWith("spinneret: cannot write standard output: "));
    var noErrors = program.shell("spinneret crawl --sample -o a.jsonl 2>&-");
    assertEquals(0, noErrors.code());
    assertEquals("", noErrors.out());
  }

  /// As a cron job has it.
  @Test
  void lettersOfArgumentsAndFileNamesSurviveTheCLocale() throws Exception {
    var run =
        new Program(directory)
            .shell(
                "export LC_ALL=C; unset LANG; mkdir böse; cd böse;"
                    + " spinneret crawl 'http://127.0.0.1:1/ü' -q --attempts 1 -o - -o ö.jsonl;"
                    + " cmp ö.jsonl ../out* && spinneret --help | grep -c Usage >&2");
    assertTrue(run.out().startsWith("{\"url\":\"http://127.0.0.1:1/%C3%BC\""), run.toString());
    assertEquals("1", run.err().lines().toList().getLast(), run.toString());
  }

  @Test
  void emptyInputIsNothingToFetch() throws Exception {
    var run = new Program(directory).shell("spinneret crawl - </dev/null");
    assertEquals(ExitCode.NOTHING_FETCHED, run.code(), run.err());
    assertTrue(run.err().contains("no seed gave a page: there was no URL to request"), run.err());
  }
}
