package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.samples.site.Latency;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every exit code that the documents name, given by the finished jar to whoever started it.
@Timeout(120)
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class ExitCodesIT {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | --version",
        "0 | --help",
        "0 | crawl --help",
        "0 | crawl --sample -q -o a.jsonl",
        "2 | crawl",
        "2 | crawl --sample --per-host 0",
        "2 | nonsense",
        "3 | crawl --sample -q -o a.jsonl --fail-if pages>1",
        "4 | crawl --sample -q -o a.jsonl --max-pages 5",
        "5 | crawl http://127.0.0.1:1/ -q --attempts 1",
      })
  void commandsEndWithTheirCode(int code, String line) throws Exception {
    var run = new Program(directory).run(line.split(" "));
    assertEquals(code, run.code(), run.err());
    assertEquals(code != 0 && code != 4, !run.err().isEmpty(), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"crawl --sample -q", "crawl --help", "help", "--version"})
  void aFullDiskIsCode1(String line) throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
    var run = new Program(directory).shell("spinneret " + line + " >/dev/full");
    assertEquals(ExitCode.SOFTWARE, run.code(), run.err());
    assertEquals("spinneret: cannot write standard output: No space left on device\n", run.err());
  }

  /// Shells start background jobs with SIGINT ignored, and a process inherits that, so Python
  /// resets it first. The signal comes when the second record is there: others are in flight then.
  @ParameterizedTest
  @CsvSource({"SIGHUP, 129", "SIGINT, 130", "SIGTERM, 143"})
  void aSignalIsCode128AndItsNumber(String signal, int code) throws Exception {
    assumeTrue(Program.isInstalled("python3"), "python3 is not installed");
    var options = SiteOptions.DEFAULT.withPages(5_000).withLatency(Latency.parse("20ms"));
    try (var site = SiteThread.start(options)) {
      var run =
          new Program(directory)
              .python(
                  """
                  import signal, subprocess, sys
                  def usual(): signal.signal(signal.SIGINT, signal.SIG_DFL)
                  p = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, preexec_fn=usual)
                  p.stdout.readline()
                  p.stdout.readline()
                  p.send_signal(signal.%s)
                  rest = p.stdout.read()
                  print(p.wait(), rest.endswith(b'}\\n'))
                  """
                      .formatted(signal),
                  "crawl",
                  site.site().url(),
                  "--per-host",
                  "4",
                  "-q");
      assertEquals(code + " True\n", run.out(), run.err());
      assertTrue(site.site().stats().requests() < 5_000);
    }
  }
}
