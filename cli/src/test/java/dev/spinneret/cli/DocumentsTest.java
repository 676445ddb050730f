package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.PicocliModel;
import dev.spinneret.cli.manual.BashScript;
import dev.spinneret.cli.manual.CommandTree;
import dev.spinneret.cli.manual.Environment;
import dev.spinneret.cli.manual.FishScript;
import dev.spinneret.cli.manual.ManPage;
import dev.spinneret.cli.manual.ZshScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// Help, manual pages and completion scripts name every command and every flag, README every
/// command.
///
/// All but README are made from the definitions. A new command needs a place in README's table.
class DocumentsTest {
  private static final CommandSpec ROOT = PicocliModel.of(Commands.root()).getCommandSpec();
  private static final SequencedMap<String, CommandSpec> COMMANDS = CommandTree.of(ROOT);

  @Test
  void helpShowsEveryCommandAndFlag() {
    assertNamesCommands("help", ROOT.commandLine().getUsageMessage());
    COMMANDS.forEach((name, spec) -> assertNamesFlags("help " + name, spec, help(spec)));
  }

  @Test
  void manualPagesShowEveryCommandAndFlag() {
    var pages = ManPage.all(ROOT, "1", "2026-01-01");
    assertNamesCommands("spinneret.1", pages.get("spinneret"));
    COMMANDS.forEach((name, spec) -> {
      var page = ManPage.name("spinneret", name);
      assertNamesFlags(page + ".1", spec, pages.get(page).replace("\\-", "-"));
    });
    assertEquals(COMMANDS.size() + 1, pages.size());
  }

  @Test
  void completionScriptsKnowEveryCommandAndFlag() {
    var bash = BashScript.of(ROOT);
    var zsh = ZshScript.of(ROOT);
    var fish = FishScript.of(ROOT);
    for (var script : List.of(bash, zsh, fish)) {
      assertNamesCommands("a completion script", script);
    }
    COMMANDS.forEach((name, spec) -> {
      for (var flag : CommandTree.flags(spec)) {
        var longest = flag.longestName();
        var place = name + " " + longest;
        assertTrue(lines(bash, "'" + name + "') flags=").contains(longest), "bash: " + place);
        assertTrue(zsh.contains(longest), "zsh: " + place);
        var option = " -l " + longest.substring(2) + " ";
        assertTrue(lines(fish, "'__spinneret_is \\'" + name + "\\''").contains(option), place);
      }
    });
  }

  @Test
  void tableOfTheReadmeNamesEveryCommand() throws IOException {
    var cells =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .filter(line -> line.startsWith("|"))
            .collect(Collectors.joining("\n"));
    var missing = new TreeSet<String>(COMMANDS.keySet());
    missing.removeIf(name -> names(cells, name));
    assertTrue(missing.isEmpty(), () -> "add to the table of README.md: " + missing);
  }

  @Test
  void documentsNameNoUnknownFlag() throws IOException {
    for (var document : List.of("README.md", "cli/RECORDS.md", "SECURITY.md", "CHANGELOG.md")) {
      var text = Files.readString(Path.of("..", document));
      assertEquals(new TreeSet<String>(), unknownFlags(text), document);
    }
  }

  /// Only names are compared: which folder a file is in, the page says for people.
  @Test
  void architectureNamesFilesThatExist() throws IOException {
    var named =
        Pattern.compile("`[a-z/]+/(\\w+\\.java)`")
            .matcher(Files.readString(Path.of("..", "ARCHITECTURE.md")))
            .results()
            .map(file -> file.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(10, named.size(), named.toString());
    for (var module : List.of("parse", "engine", "fetch", "cli")) {
      try (var files = Files.walk(Path.of("..", module, "src", "main", "java"))) {
        files.forEach(file -> named.remove(file.getFileName().toString()));
      }
    }
    assertEquals(new TreeSet<String>(), named, "ARCHITECTURE.md names files that do not exist");
  }

  @Test
  void whatCompletionOffersIsUnderstood() {
    var offered = new ArrayList<String>();
    COMMANDS.forEach((name, spec) -> {
      for (var flag : CommandTree.flags(spec)) {
        if (CommandTree.kind(flag).expects() == Kind.Expects.WORDS) {
          for (var word : CommandTree.kind(flag).words()) {
            var typed = (name + " " + flag.longestName() + "=" + word).split(" ");
            assertEquals("", complaint(typed), String.join(" ", typed));
            offered.add(word);
          }
        }
      }
    });
    assertTrue(offered.contains("vthreads") && offered.contains("1.0"), offered.toString());
  }

  @Test
  void manualPagesNameEveryVariableThatIsRead() throws IOException {
    var read = Pattern.compile("getenv\\(\"([A-Z_]+)\"|\\b(SPINNERET_[A-Z]+)\\b");
    var names = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (var file : Stream.concat(files, Stream.of(Path.of("..", "spinneret"))).toList()) {
        if (Files.isRegularFile(file)) {
          var matcher = read.matcher(Files.readString(file));
          while (matcher.find()) {
            names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
          }
        }
      }
    }
    assertTrue(names.contains("SPINNERET_OPTS"), names.toString());
    assertTrue(
        Environment.ENVIRONMENT.keySet().containsAll(names),
        () -> names + " are read; " + Environment.ENVIRONMENT.keySet() + " are explained");
  }

  @Test
  void examplesOfTheHelpFitIntoALine() {
    COMMANDS.forEach((name, spec) -> {
      for (var example : ManPage.examples(spec)) {
        assertTrue(example.length() < 79, () -> name + ": wraps and cannot be pasted: " + example);
        assertTrue(help(spec).contains("  " + example + "\n"), () -> name + ": " + example);
      }
    });
  }

  /// What picocli says about a command line that is only parsed; "" when it says nothing about its
  /// values.
  private static String complaint(String... typed) {
    try {
      Commands.LINES.readAny(List.of(typed));
      return "";
    } catch (CommandLine.MissingParameterException _) {
      return "";
    } catch (CommandLine.ParameterException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static TreeSet<String> unknownFlags(String text) {
    var known = new TreeSet<String>();
    COMMANDS
        .values()
        .forEach(spec -> spec.options().forEach(flag -> known.addAll(List.of(flag.names()))));
    var unknown = new TreeSet<String>();
    var matcher = Pattern.compile("`(--[a-z-]+)").matcher(text);
    while (matcher.find()) {
      unknown.add(matcher.group(1));
    }
    unknown.removeAll(known);
    return unknown;
  }

  @Test
  void helpNamesListsByTheirLabelsAlone() {
    COMMANDS.forEach((name, spec) -> assertFalse(help(spec).contains("...["), name));
    assertTrue(help(COMMANDS.get("crawl")).contains("--fields=FIELD,... "));
  }

  private static String help(CommandSpec spec) {
    return spec.commandLine().getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  private static void assertNamesCommands(String where, String text) {
    COMMANDS.keySet().stream()
        .filter(name -> !name.contains(" "))
        .forEach(name -> assertTrue(names(text, name), () -> where + " lacks " + name));
  }

  private static void assertNamesFlags(String where, CommandSpec spec, String text) {
    for (var flag : CommandTree.flags(spec)) {
      for (var name : flag.names()) {
        assertTrue(names(text, name), () -> where + " lacks " + name + "\n" + text);
      }
    }
    for (var parameter : CommandTree.parameters(spec)) {
      assertTrue(text.contains(parameter.paramLabel()), () -> where + " lacks " + parameter);
    }
  }

  /// Whether a word stands there by itself.
  private static boolean names(String text, String word) {
    return Pattern.compile("(?<![a-z-])" + Pattern.quote(word) + "(?![a-z-])").matcher(text).find();
  }

  private static String lines(String text, String part) {
    return text.lines().filter(line -> line.contains(part)).collect(Collectors.joining("\n"));
  }
}
