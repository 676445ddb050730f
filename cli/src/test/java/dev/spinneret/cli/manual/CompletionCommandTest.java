package dev.spinneret.cli.manual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.flag.PicocliModel;
import dev.spinneret.cli.terminal.Build;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.CommandSpec;

/// Completion in the real shells, manual pages in the real formatters; each is left out, with a
/// notice, where it is not installed.
@Timeout(120)
class CompletionCommandTest {
  private static final CommandSpec ROOT = PicocliModel.of(Typed.root()).getCommandSpec();

  @TempDir Path directory;

  /// A line, typed up to its end, and some of what must be offered.
  private static final String[] LINES = {
    "'spinneret cr' | crawl",
    "'spinneret ' | bench,sitemap,help",
    "'spinneret crawl --eng' | --engine",
    "'spinneret crawl --engine ' | loop,threads,vthreads",
    "'spinneret crawl --engine=th' | threads",
    "'spinneret crawl --http 1' | 1.0,1.1",
    "'spinneret crawl -q --seeds DIR/a' | a.txt",
    "'spinneret fetch --io e' | epoll",
    "'spinneret bench ' | loop,fetch",
    "'spinneret bench fetch --mode ' | close,keep-alive",
    "'spinneret bench loop --i' | --io",
    "'spinneret links DIR/a' | a.txt",
    "'spinneret help exp' | explain",
    "'spinneret completion ' | bash,zsh,fish,man",
    "'spinneret completion fish --dir DIR/s' | sub",
  };

  @Test
  void bashOffersWhatFits() throws Exception {
    assumeTrue(isInstalled("bash"), "bash is not installed: its completion is not tried");
    Files.writeString(directory.resolve("c"), BashScript.of(ROOT));
    var script = new StringBuilder("source c\n");
    for (var line : lines()) {
      // As bash splits it: the equals sign is a word of its own.
      script.append("COMP_WORDS=(");
      for (var word : line.typed().replace("=", " = ").split(" ", -1)) {
        script.append('\'').append(word).append("' ");
      }
      script.append("); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _spinneret 2>/dev/null\n");
      script.append("echo \"${COMPREPLY[*]}\"\n");
    }
    var output = run(script.toString(), "bash").lines().toList();
    for (var i = 0; i < lines().size(); i++) {
      assertOffered(lines().get(i), output.get(i));
    }
  }

  @Test
  void fishOffersWhatFits() throws Exception {
    assumeTrue(isInstalled("fish"), "fish is not installed: its completion is not tried");
    Files.writeString(directory.resolve("c"), FishScript.of(ROOT));
    var script = new StringBuilder("source c\n");
    for (var line : lines()) {
      script.append("complete -C '").append(line.typed()).append("' | cut -f 1 | tr '\\n' ' '\n");
      script.append("echo\n");
    }
    var output = run(script.toString(), "fish", "--no-config").lines().toList();
    for (var i = 0; i < lines().size(); i++) {
      assertOffered(lines().get(i), output.get(i).replace("--engine=", ""));
    }
  }

  @Test
  void zshOffersWhatFits() throws Exception {
    assumeTrue(isInstalled("zsh"), "zsh is not installed: its completion is not tried");
    Files.writeString(directory.resolve("c"), ZshScript.of(ROOT));
    Files.writeString(directory.resolve("setup"), ZSH_SETUP);
    for (var line : lines()) {
      var output = run(ZSH.formatted(line.typed()), "zsh", "-f");
      var offered = new ArrayList<String>();
      var matcher = java.util.regex.Pattern.compile("<([^<>]+)>").matcher(output);
      while (matcher.find()) {
        offered.add(matcher.group(1));
      }
      assertOffered(line, String.join(" ", offered));
    }
  }

  /// zsh completes only where a person types, so one types into a terminal of its own. Every match
  /// that goes into the list is printed on the way.
  private static final String ZSH =
      """
      zmodload zsh/zpty
      zpty z zsh -f -i
      zpty -w z 'source ./setup'
      zpty -n -w z '%s'$'\\t'
      zpty -r z out '*((end))*'
      print -r -- $out
      """;

  private static final String ZSH_SETUP =
      """
      PS1=
      autoload -Uz compinit
      compinit -u -D
      source ./c
      compadd() {
        local -a hits
        if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\\ * ]]; then
          builtin compadd -A hits "$@"
          print -rl -- "<"$^hits">"
        fi
        builtin compadd "$@"
      }
      capture() { _main_complete; print "((end))"; exit }
      zle -C capture complete-word capture
      bindkey "^I" capture
      """;

  private record Line(String typed, List<String> offered) {}

  private List<Line> lines() throws IOException {
    Files.writeString(directory.resolve("a.txt"), "");
    Files.createDirectories(directory.resolve("sub"));
    var lines = new ArrayList<Line>();
    for (var line : LINES) {
      var parts = line.split(" \\| ");
      var typed = parts[0].replace("'", "").replace("DIR", directory.toString());
      lines.add(new Line(typed, List.of(parts[1].split(","))));
    }
    return lines;
  }

  /// All that must be offered is, and where the last word is begun nothing else.
  private static void assertOffered(Line line, String output) {
    var offered = new TreeSet<String>();
    for (var word : output.strip().split("\\s+")) {
      offered.add(word.replaceFirst(".*/(?=.)", "").replaceFirst("/$", ""));
    }
    assertTrue(
        offered.containsAll(line.offered()),
        () -> line.typed() + ": " + line.offered() + " expected, offered were " + offered);
    if (!line.typed().endsWith(" ")) {
      assertEquals(new TreeSet<>(line.offered()), offered, line.typed());
    }
  }

  @Test
  void manualPagesHaveNoWarnings() throws Exception {
    var pages = ManPage.all(ROOT, Build.VERSION, Build.DATE);
    var command = new ArrayList<String>();
    for (var page : pages.entrySet()) {
      var file = directory.resolve(page.getKey() + ".1");
      Files.writeString(file, page.getValue());
      command.add(file.toString());
      for (var section : List.of("NAME", "SYNOPSIS", "OPTIONS", "EXIT STATUS", "SEE ALSO")) {
        assertTrue(page.getValue().contains(".SH " + section + "\n"), page.getKey());
      }
    }
    assertTrue(pages.get("spinneret-crawl").contains(".SS Politeness\n"));
    assertTrue(pages.get("spinneret-serve").contains("or 5%"), "picocli's escapes");
    var files = command.toArray(String[]::new);
    assumeTrue(
        isInstalled("mandoc") || isInstalled("man"),
        "neither mandoc nor man is installed: manual pages are not formatted");
    if (isInstalled("mandoc")) {
      assertEquals("", run("", and(files, "mandoc", "-Tlint", "-W", "warning")));
    }
    if (isInstalled("man")) {
      var text = run("", and(files, "man", "--warnings=all", "--encoding=UTF-8", "-l"));
      assertTrue(text.contains("spinneret crawl --sample | head -3"), text);
      assertTrue(!text.contains("warning:"), text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish", "man"})
  void filesGoWhereTheyAreToldTo(String kind) throws IOException {
    assertEquals(0, Typed.run("completion", kind, "--dir", directory.resolve("new").toString()));
    try (var files = Files.list(directory.resolve("new"))) {
      var count = files.count();
      assertTrue(kind.equals("man") ? count > 12 : count == 1, kind + ": " + count);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bash, /data/bash-completion/completions",
    "zsh, /data/zsh/site-functions",
    "fish, /home/u/.config/fish/completions",
    "man, /data/man/man1"
  })
  void usersPlacesAreThoseOfTheirVariables(String kind, String directory) {
    var places =
        UserPlaces.of(
            Map.of("HOME", "/home/u", "XDG_DATA_HOME", "/data", "XDG_CONFIG_HOME", "relative"));
    assertEquals(Path.of(directory), places.directory(kind));
    assertTrue(!UserPlaces.hint(kind, Path.of(directory)).isBlank());
  }

  private static String[] and(String[] files, String... command) {
    var all = new ArrayList<>(List.of(command));
    all.addAll(List.of(files));
    return all.toArray(String[]::new);
  }

  private static boolean isInstalled(String program) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  private String run(String input, String... command) throws Exception {
    var in = Files.createTempFile(directory, "in", "");
    var out = Files.createTempFile(directory, "out", "");
    Files.writeString(in, input);
    var process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .start();
    process.waitFor();
    var text = Files.readString(out);
    Files.delete(in);
    Files.delete(out);
    return text;
  }
}
