package dev.spinneret.cli.manual;

import dev.spinneret.cli.flag.Command;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.PicocliModel;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.Build;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `completion WHAT`: what makes shells and `man` know the program, made from the definitions of
/// the commands.
public final class CompletionCommand {
  private static final List<String> KINDS = List.of("bash", "zsh", "fish", "man");

  private static final Flag<String> KIND =
      Flag.argument(
              "KIND",
              Kind.suggesting(KINDS),
              "bash, zsh or fish: a completion script; man: manual pages.")
          .required();

  private static final Flag<Boolean> INSTALL =
      Flag.on(
          "--install",
          "Writes the files to where the shell or man finds them, and prints their names.");

  private static final Flag<Path> DIR =
      Flag.of(
          "--dir=DIR", Kind.DIRECTORY, "Writes the files to this directory instead, for packages.");

  private final String kind;
  private final List<String> command;
  private final boolean install;
  private final @Nullable Path directory;

  private CompletionCommand(Values typed, List<String> command) {
    this.kind = typed.get(KIND);
    this.command = command;
    this.install = typed.has(INSTALL);
    this.directory = typed.find(DIR);
  }

  /// Defines the command.
  ///
  /// @param names of all commands, for completion
  /// @param root the program with all its commands
  public static Command of(List<String> names, Supplier<Command> root) {
    var named =
        Flag.arguments(
            "COMMAND",
            Kind.suggesting(names),
            "With man: the command whose page to print (default: the program's own).");
    return new Command(
        table(named), typed -> new CompletionCommand(typed, typed.all(named)).run(root.get()));
  }

  private static Table table(Flag<String> named) {
    return Table.of(
            "completion",
            "Prints or installs shell completion and manual pages.",
            "",
            "Prints a completion script or a manual page to standard output. With --install, writes"
                + " the files to where the shell or man looks for a user's own, and prints their"
                + " names.")
        .withArguments(KIND, named)
        .withFlags(INSTALL, DIR)
        .withFooter(
            "",
            "Examples:",
            "  spinneret completion bash --install",
            "  spinneret completion man --install",
            "  source <(spinneret completion zsh)",
            "  spinneret completion fish | source",
            "  spinneret completion man crawl | man -l -");
  }

  private int run(Command program) {
    var root = PicocliModel.of(program).getCommandSpec();
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
    StandardOutput.print(printed(root));
    return ExitCode.DONE;
  }

  private String printed(CommandSpec root) {
    return kind.equals("man") ? page(root) : files(root).values().iterator().next();
  }

  private String page(CommandSpec root) {
    var commands = CommandTree.of(root).sequencedKeySet();
    var path = String.join(" ", command);
    if (!path.isEmpty() && !commands.contains(path)) {
      throw new UsageException(
          "'%s' is not a command; there are %s".formatted(path, String.join(", ", commands)));
    }
    return ManPage.of(root, path, Build.VERSION, Build.DATE);
  }

  /// What to write, by the name that the shell or man looks for.
  private Map<String, String> files(CommandSpec root) {
    return switch (kind) {
      case "bash" -> Map.of("spinneret", BashScript.of(root));
      case "zsh" -> Map.of("_spinneret", ZshScript.of(root));
      case "fish" -> Map.of("spinneret.fish", FishScript.of(root));
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
    for (var file : files.entrySet()) {
      var path = place.resolve(file.getKey());
      write(path, file.getValue());
      StandardOutput.print(path + "\n");
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
