package dev.spinneret.cli.manual;

import static dev.spinneret.cli.manual.Roff.bold;
import static dev.spinneret.cli.manual.Roff.italic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The manual page of one command, in roff.
///
/// Its text is the help's: the description, the flags in their groups, the exit codes. Of the
/// footer the lines below "Example:" or "Examples:" become the section EXAMPLES, the others belong
/// to the description. [Environment] adds what the help does not say.
public final class ManPage {
  private final String program;
  private final String command;
  private final CommandSpec spec;
  private final Roff page;

  private ManPage(CommandSpec root, String command, CommandSpec spec, String version, String date) {
    this.program = root.name();
    this.command = command;
    this.spec = spec;
    this.page = new Roff(name(program, command), date, program + " " + version);
  }

  /// The name of a page, without section and directory.
  ///
  /// @param program such as `spinneret`
  /// @param command such as `bench loop`; "" for the program itself
  /// @return such as `spinneret-bench-loop`
  public static String name(String program, String command) {
    return command.isEmpty() ? program : program + "-" + command.replace(' ', '-');
  }

  /// Writes a page.
  ///
  /// @param command one of [CommandTree#of], or "" for the program itself
  /// @param date of the version, as `2026-11-01`
  /// @return roff for section 1
  public static String of(CommandSpec root, String command, String version, String date) {
    var spec = command.isEmpty() ? root : CommandTree.of(root).get(command);
    if (spec == null) {
      throw new IllegalArgumentException(
          "'%s' is none of %s".formatted(command, CommandTree.of(root).keySet()));
    }
    return new ManPage(root, command, spec, version, date).write(root);
  }

  private String write(CommandSpec root) {
    page.section("NAME");
    var summary = CommandTree.summary(spec).replaceFirst("\\.$", "");
    page.line(
        Roff.literal(name(program, command))
            + " \\-\n"
            + Roff.escaped(
                summary.substring(0, 1).toLowerCase(Locale.ROOT) + summary.substring(1)));
    page.section("SYNOPSIS");
    synopsis();
    page.section("DESCRIPTION");
    page.paragraphs(CommandTree.text(spec.usageMessage().description()));
    var footer = CommandTree.text(spec.usageMessage().footer());
    page.paragraphs(beforeExamples(footer));
    commands();
    options();
    page.section("EXIT STATUS");
    var codes = spec.usageMessage().exitCodeList();
    (codes.isEmpty() ? Environment.EXIT_CODES : codes)
        .forEach((code, meaning) -> page.item(bold(code), List.of(meaning)));
    page.section("ENVIRONMENT");
    Environment.ENVIRONMENT.forEach((name, meaning) -> page.item(bold(name), List.of(meaning)));
    files();
    var examples = afterExamples(footer);
    if (!examples.isEmpty()) {
      page.section("EXAMPLES");
      page.verbatim(examples);
    }
    page.section("SEE ALSO");
    page.line(seeAlso(root));
    return page.text();
  }

  private void synopsis() {
    var line = new StringBuilder(bold((program + " " + command).strip()));
    line.append(" [").append(italic("OPTION")).append("]...");
    for (var parameter : CommandTree.parameters(spec)) {
      line.append(' ').append(shown(parameter));
    }
    if (!spec.subcommands().isEmpty()) {
      line.append(command.isEmpty() ? " " : "\n.br\n" + bold(program + " " + command) + " ");
      line.append(italic("COMMAND")).append(" [").append(italic("ARGUMENT")).append("]...");
    }
    page.line(line.toString());
  }

  private static String shown(ArgSpec parameter) {
    var label = italic(parameter.paramLabel()) + (parameter.arity().max() > 1 ? "..." : "");
    return parameter.arity().min() == 0 ? "[" + label + "]" : label;
  }

  private void commands() {
    var shown = new ArrayList<CommandSpec>();
    spec.subcommands().values().forEach(line -> shown.add(line.getCommandSpec()));
    if (!shown.isEmpty()) {
      page.section("COMMANDS");
      for (var below : shown) {
        page.item(bold(below.name()), List.of(CommandTree.summary(below)));
      }
    }
  }

  /// Parameters and flags without a group first, then group by group.
  private void options() {
    page.section("OPTIONS");
    for (var parameter : CommandTree.parameters(spec)) {
      page.item(shown(parameter), List.of(parameter.description()));
    }
    var groups = new ArrayList<ArgGroupSpec>(spec.argGroups());
    groups.sort(Comparator.comparingInt(ArgGroupSpec::order));
    flags(CommandTree.flags(spec).stream().filter(flag -> flag.group() == null).toList());
    for (var group : groups) {
      page.part(CommandTree.text(group.heading()).getFirst().strip().replaceFirst(":$", ""));
      flags(group.options().stream().filter(flag -> !flag.hidden()).toList());
    }
  }

  private void flags(List<OptionSpec> flags) {
    for (var flag : flags) {
      var names = java.util.Arrays.stream(flag.names()).map(Roff::bold);
      var value = flag.arity().max() == 0 ? "" : "=" + italic(flag.paramLabel());
      page.item(names.collect(Collectors.joining(", ")) + value, List.of(flag.description()));
    }
  }

  private void files() {
    var files = Environment.files(spec);
    if (!files.isEmpty()) {
      page.section("FILES");
      files.forEach((name, meaning) -> page.item(italic(name), List.of(meaning)));
    }
  }

  private String seeAlso(CommandSpec root) {
    var names = new ArrayList<String>();
    if (command.isEmpty()) {
      names.addAll(CommandTree.of(root).sequencedKeySet());
    } else {
      names.add("");
      var family = firstWord(command);
      CommandTree.of(root)
          .sequencedKeySet()
          .forEach(other -> {
            if (!other.equals(command) && firstWord(other).equals(family)) {
              names.add(other);
            }
          });
    }
    return names.stream()
        .map(other -> bold(name(program, other)) + "(1)")
        .collect(Collectors.joining(",\n"));
  }

  private static String firstWord(String command) {
    return command.replaceFirst(" .*", "");
  }

  private static int exampleLine(List<String> footer) {
    for (var i = 0; i < footer.size(); i++) {
      if (footer.get(i).matches("Examples?:")) {
        return i;
      }
    }
    return footer.size();
  }

  private static List<String> beforeExamples(List<String> footer) {
    var lines = new ArrayList<>(footer.subList(0, exampleLine(footer)));
    while (!lines.isEmpty() && lines.getLast().isBlank()) {
      lines.removeLast();
    }
    return lines;
  }

  /// The commands that the help of a command shows, a line each.
  ///
  /// @return without the indent
  public static List<String> examples(CommandSpec spec) {
    return afterExamples(CommandTree.text(spec.usageMessage().footer()));
  }

  private static List<String> afterExamples(List<String> footer) {
    var from = exampleLine(footer);
    return from == footer.size()
        ? List.of()
        : footer.subList(from + 1, footer.size()).stream().map(String::strip).toList();
  }

  /// All pages.
  ///
  /// @return roff by the name of the page
  public static Map<String, String> all(CommandSpec root, String version, String date) {
    var pages = new LinkedHashMap<String, String>();
    pages.put(name(root.name(), ""), of(root, "", version, date));
    CommandTree.of(root)
        .sequencedKeySet()
        .forEach(
            command -> pages.put(name(root.name(), command), of(root, command, version, date)));
    return pages;
  }
}
