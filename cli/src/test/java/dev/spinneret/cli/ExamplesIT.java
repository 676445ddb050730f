package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.cli.flag.PicocliModel;
import dev.spinneret.cli.manual.CommandTree;
import dev.spinneret.cli.manual.ManPage;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Every example of the README and of the commands' help, pasted into a shell. Hosts of the web are
/// replaced by the sample web, and `https` with them; what builds, serves for ever, takes minutes
/// or belongs to another shell is left out; [FrontierIT] has those that need a database.
@Timeout(300)
@EnabledIfSystemProperty(named = "spinneret.jar", matches = ".+")
class ExamplesIT {
  private static final String LEFT_OUT =
      ".*(\\bmvn |\\bbench|\\bserve |source| man -l|@|postgresql:).*";
  private static final String HOSTS =
      "https?://((localhost|127\\.0\\.0\\.1)(:8080)?|example\\.org|a\\.example)(?=[/ ]|$)";

  @TempDir Path directory;

  @BeforeEach
  void thereAreTools() {
    assumeTrue(
        Program.isInstalled("jq") && Program.isInstalled("bash"), "jq or bash is not installed");
  }

  @Test
  void examplesOfTheHelpWork() throws Exception {
    var lines = new ArrayList<String>();
    CommandTree.of(PicocliModel.of(Commands.root()).getCommandSpec())
        .values()
        .forEach(spec -> lines.addAll(ManPage.examples(spec)));
    lines.removeIf(line -> line.matches(LEFT_OUT));
    assertTrue(lines.size() > 15, lines::toString);
    assertWork(lines);
  }

  @Test
  void examplesOfTheReadmeWork() throws Exception {
    var lines = new ArrayList<String>();
    for (var block : blocks()) {
      block
          .lines()
          .filter(line -> line.startsWith("$ ") || line.startsWith("./spinneret "))
          .map(line -> line.replaceFirst("^\\$ ", "").replaceFirst(" +#.*", ""))
          .filter(line -> !line.matches(LEFT_OUT))
          .forEach(lines::add);
    }
    assertTrue(lines.size() >= 4, lines::toString);
    assertWork(lines);
  }

  /// The sample web is made from a seed, so what the README shows of it is what everybody gets.
  @Test
  void theReadmeShowsWhatTheSampleGives() throws Exception {
    var run = new Program(directory).run("crawl", "--sample", "-o", "pages.jsonl");
    var shown =
        String.join("\n", blocks())
            .lines()
            .filter(line -> line.matches("[0-9]+ URLs: .*|status .*"))
            .toList();
    assertEquals(2, shown.size(), shown.toString());
    for (var line : shown) {
      assertTrue(run.err().contains(line + "\n"), () -> "README: " + line + "\n" + run.err());
    }
    var pages =
        "(?s).*\n" + String.join("\n", blocks()).replaceAll("(?s).*\\n([0-9]+ pages, ).*", "$1");
    assertTrue(run.err().matches(pages + ".*"), () -> "README: " + pages + "\n" + run.err());
  }

  /// So are its broken links. Which page comes first depends on the order of the replies.
  @Test
  void theReadmeShowsTheBrokenLinksOfTheSample() throws Exception {
    var block =
        blocks().stream().filter(text -> text.contains("serve --port")).findFirst().orElseThrow();
    var flags = block.lines().filter(line -> line.contains("serve ")).findFirst().orElseThrow();
    assertTrue(flags.contains("--port 8080 --pages 120 --errors 2% --seed 4"), flags);
    var options =
        SiteOptions.DEFAULT.withPages(120).withHazards(h -> h.withErrorShare(0.02)).withSeed(4);
    try (var site = SiteThread.start(options)) {
      var url = site.site().url();
      var here = block.replace("http://127.0.0.1:8080/", url);
      var typed = here.lines().filter(line -> line.contains(" check ")).findFirst().orElseThrow();
      var run = new Program(directory).shell(typed.substring(2));
      assertEquals(3, run.code(), run::toString);
      var shown = here.lines().filter(line -> line.matches(".* [45][0-9][0-9]  http.*")).toList();
      assertTrue(shown.size() > 1, here);
      shown.forEach(line -> assertTrue(run.out().contains(line + "\n"), line + "\n" + run));
      var outcome = here.lines().filter(line -> line.contains(" targets: ")).findFirst();
      assertTrue(run.err().contains(outcome.orElseThrow() + "\n"), run::toString);
    }
  }

  private void assertWork(List<String> lines) throws Exception {
    try (var site =
        SiteThread.start(
            SiteOptions.DEFAULT.withPages(30).withHazards(h -> h.withErrorShare(0.1)))) {
      var url = site.site().url();
      Files.writeString(directory.resolve("urls.txt"), url + "\n");
      for (var line : lines) {
        var typed = line.replaceAll(HOSTS, url.substring(0, url.length() - 1));
        var run = new Program(directory).shell(typed);
        // 3: what was asked is not so, such as --fail-if
        assertTrue(run.code() == 0 || run.code() == 3, () -> line + "\n" + run);
        assertTrue(!run.out().isEmpty() || line.matches(".*(-o |> ).*"), () -> line + "\n" + run);
      }
    }
  }

  /// What stands between fences.
  private static List<String> blocks() throws IOException {
    var parts = Files.readString(Path.of("..", "README.md")).split("(?m)^```.*$", -1);
    var blocks = new ArrayList<String>();
    for (var i = 1; i < parts.length; i += 2) {
      blocks.add(parts[i]);
    }
    return blocks;
  }
}
