package dev.spinneret.cli;

import dev.spinneret.cli.manual.BashScript;
import dev.spinneret.cli.manual.CommandTree;
import dev.spinneret.cli.manual.FishScript;
import dev.spinneret.cli.manual.ManPage;
import dev.spinneret.cli.manual.ZshScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `completion WHAT`: what makes shells and `man` know the program, made from the definitions of
/// the commands.
@Command(
    name = "completion",
    sortOptions = false,
    description = {
      "Prints or installs shell completion and manual pages.",
      "",
      "Without --install, a completion script or a manual page goes to standard output. With it,"
          + " the files go where the shell or man looks for a user's own, and their names are"
          + " printed.",
    },
    footer = {
      "",
      "Examples:",
      "  spinneret completion bash --install",
      "  spinneret completion man --install",
      "  source <(spinneret completion zsh)",
      "  spinneret completion fish | source",
      "  spinneret completion man crawl | man -l -",
    })
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> KINDS = List.of("bash", "zsh", "fish", "man");

  /// For the completion of completion itself.
  static final class Kinds implements Iterable<String> {
    /// Made by picocli.
    Kinds() {}

    @Override
    public Iterator<String> iterator() {
      return KINDS.iterator();
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "bash, zsh or fish: a completion script; man: manual pages.")
  String kind = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "COMMAND",
      completionCandidates = Verbs.Names.class,
      description = "With man: the command whose page to print (default: the program's own).")
  List<String> command = List.of();

  @Option(
      names = "--install",
      description = "Writes the files to where they are looked for, and says where that is.")
  boolean install;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Writes the files to this directory instead: for packages.")
  @Nullable Path directory;

  @Override
  public Integer call() {
    var root = CommandLines.all().getCommandSpec();
    if (!KINDS.contains(kind)) {
      throw new UsageException("'%s' is none of %s".formatted(kind, String.join(", ", KINDS)));
    }
    if (!command.isEmpty() && (install || directory != null || !kind.equals("man"))) {
      throw new UsageException(
          "'%s': a command can be named where one manual page is printed, as in completion man crawl"
              .formatted(String.join(" ", command)));
    }
    if (install || directory != null) {
      return install(files(root));
    }
    try (var out = StandardOutput.open()) {
      out.write(printed(root).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
    return ExitCode.DONE;
  }

  private String printed(CommandSpec root) {
    return kind.equals("man") ? page(root) : files(root).values().iterator().next();
  }

  private String page(CommandSpec root) {
    var commands = CommandTree.of(root).sequencedKeySet();
    var typed = String.join(" ", command);
    if (!typed.isEmpty() && !commands.contains(typed)) {
      throw new UsageException(
          "'%s' is no command; there are %s".formatted(typed, String.join(", ", commands)));
    }
    return ManPage.of(root, typed, Build.VERSION, Build.DATE);
  }

  /// What to write, by the name that the shell or man looks for.
  private Map<String, String> files(CommandSpec root) {
    return switch (kind) {
      case "bash" -> Map.of("spinneret", BashScript.of(root, Converters.WORDS));
      case "zsh" -> Map.of("_spinneret", ZshScript.of(root, Converters.WORDS));
      case "fish" -> Map.of("spinneret.fish", FishScript.of(root, Converters.WORDS));
      default -> {
        var pages = new java.util.TreeMap<String, String>();
        ManPage.all(root, Build.VERSION, Build.DATE)
            .forEach((name, page) -> pages.put(name + ".1", page));
        yield pages;
      }
    };
  }

  private int install(Map<String, String> files) {
    var typed = directory;
    var place = typed == null ? UserPlaces.of(System.getenv()).directory(kind) : typed;
    try (var out = StandardOutput.open()) {
      for (var file : files.entrySet()) {
        var path = place.resolve(file.getKey());
        write(path, file.getValue());
        out.write((path + "\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
    if (typed == null) {
      UserPlaces.hint(kind, place).lines().forEach(System.err::println);
    }
    return ExitCode.DONE;
  }

  private static void write(Path path, String text) {
    try {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UsageException("%s: cannot be written: %s".formatted(path, Failures.reason(e)));
    }
  }
}
