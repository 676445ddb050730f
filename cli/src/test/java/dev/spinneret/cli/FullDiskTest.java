package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.OSInfo;

/// A crawl whose files cannot grow, as on a full disk (`ulimit -f` lets writes fail beyond a size),
/// or are not as the last run left them: one line names the file, and nothing is lost when the same
/// command goes on.
@Timeout(120)
class FullDiskTest {
  @TempDir Path directory;
  private SiteThread site;

  @BeforeEach
  void serve() throws IOException {
    // SQLite's library would be unpacked into a file first, which may not grow either.
    var library = System.mapLibraryName("sqlitejdbc");
    var folder = "/org/sqlite/native/" + OSInfo.getNativeLibFolderPathForCurrentOS();
    try (var in =
        Objects.requireNonNull(OSInfo.class.getResourceAsStream(folder + "/" + library))) {
      Files.copy(in, directory.resolve(library));
    }
    site = SiteThread.start(SiteOptions.DEFAULT.withPages(400).withPageBytes(2_000));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void anOutputThatCannotGrowIsNamedAndNothingIsLost() throws Exception {
    // The records with their links grow faster than the state, whose links are stored once; an
    // empty state takes some 300 blocks.
    var flags = new String[] {"--links", "-o", file("a.jsonl"), "--state", file("a.db")};
    int runs = 0;
    for (int blocks = 1_200; ; blocks *= 2) {
      var run = run(blocks, flags);
      if (run.code == 0) {
        break;
      }
      runs++;
      assertEquals(ExitCode.SOFTWARE, run.code, run.err);
      assertTrue(
          run.err.startsWith("spinneret: cannot write " + file("a.jsonl") + ": File too large"),
          run.err);
      assertTrue(run.err.lines().skip(1).allMatch(line -> line.contains("is safe")), run.err);
    }
    assertTrue(runs > 0, "the disk was never full");
    assertWhole();
  }

  @Test
  void aStateThatCannotGrowIsNamedAndNothingIsLost() throws Exception {
    var none = directory.resolve("none.jsonl");
    Files.createSymbolicLink(none, Path.of("/dev/null"));
    var summary = file("summary.json");
    var undisturbed = new String[] {"-o", none.toString(), "--summary-json", summary};
    assertEquals(0, run(1_000_000, undisturbed).code);
    var expected = verdicts(summary);
    var kept =
        new String[] {"-o", none.toString(), "--summary-json", summary, "--state", file("a.db")};
    int runs = 0;
    for (int blocks = 100; ; blocks *= 2) {
      var run = run(blocks, kept);
      if (run.code == 0) {
        break;
      }
      runs++;
      assertTrue(run.err.contains("state " + file("a.db") + ": "), run.err);
      assertTrue(run.err.contains("cannot be read or written") || run.err.contains("is full"));
      assertEquals(1, run.err.lines().count(), run.err);
    }
    assertTrue(runs > 0, "the disk was never full");
    assertEquals(expected, verdicts(summary));
  }

  private static String verdicts(String summary) throws IOException {
    var json = new ObjectMapper().readTree(Path.of(summary).toFile());
    return json.get("verdicts") + " " + json.get("ledger_balanced");
  }

  @Test
  void aDeviceThatIsFullIsNamed() throws Exception {
    var full = directory.resolve("full.jsonl");
    Files.createSymbolicLink(full, Path.of("/dev/full"));
    for (var state : List.of(List.<String>of(), List.of("--state", file("b.db")))) {
      var flags = new ArrayList<>(List.of("-o", full.toString()));
      flags.addAll(state);
      var run = run(1_000_000, flags.toArray(String[]::new));
      assertEquals(ExitCode.SOFTWARE, run.code, run.err);
      assertTrue(
          run.err.startsWith("spinneret: cannot write " + full + ": No space left on device"),
          run.err);
    }
  }

  @Test
  void anOutputThatIsMissingOrTooShortIsNamedAndLeftAlone() throws Exception {
    var flags = new String[] {"-o", file("a.jsonl"), "-o", file("a.csv"), "--state", file("a.db")};
    assertEquals(0, run(1_000_000, flags).code);
    var output = Path.of(file("a.csv"));
    var whole = Files.readAllBytes(output);

    Files.delete(output);
    var missing = run(1_000_000, flags);
    assertEquals(ExitCode.USAGE, missing.code, missing.err);
    assertTrue(
        missing.err.contains(
            "output %s had %d bytes at the last commit, but is missing"
                .formatted(output, whole.length)),
        missing.err);
    assertFalse(Files.exists(output), "an empty file in its place would hide the loss");

    Files.writeString(output, "url\n");
    var torn = run(1_000_000, flags);
    assertEquals(ExitCode.USAGE, torn.code, torn.err);
    assertTrue(torn.err.contains("but has only 4"), torn.err);
    assertEquals("url\n", Files.readString(output));

    Files.write(output, whole);
    assertEquals(0, run(1_000_000, flags).code);
    assertWhole();
  }

  private record Run(int code, String err) {}

  /// Runs the program where no file may grow beyond so many blocks of 512 bytes.
  private Run run(int blocks, String... flags) throws Exception {
    var words = new ArrayList<>(Program.builder("crawl", site.site().url(), "-q").command());
    words.add(1, "-Dorg.sqlite.lib.path=" + directory);
    words.addAll(List.of(flags));
    words.addAll(List.of("--per-host", "8", "--attempts", "1"));
    var command = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    var shell =
        new ProcessBuilder("sh", "-c", "ulimit -f " + blocks + "; exec " + command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var err = new String(shell.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(shell.waitFor(), err);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private void assertWhole() throws IOException {
    var lines = Files.readAllLines(directory.resolve("a.jsonl"));
    Set<String> urls = new TreeSet<>();
    for (var line : lines) {
      urls.add(new ObjectMapper().readTree(line).get("url").asText());
    }
    assertEquals(urls.size(), lines.size(), "a record is doubled");
    assertTrue(urls.size() >= 400, urls.size() + " records");
  }
}
