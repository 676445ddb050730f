package dev.spinneret.cli;

import dev.spinneret.cli.bench.Rounds;
import dev.spinneret.cli.profile.ProfileRuns;
import java.util.Iterator;
import java.util.List;

/// The commands by name. Only the one that was typed is created: the others would cost start-up.
final class Verbs {
  /// In the order of the help.
  static final List<String> NAMES =
      List.of(
          "crawl",
          "bench",
          "serve",
          "fetch",
          "verify",
          "explain",
          "links",
          "url",
          "robots",
          "sitemap",
          "completion",
          "help");

  /// What this program asks of processes that it starts itself; in no help.
  static final List<String> HIDDEN =
      List.of(Rounds.WORKER, ProfileRuns.WORKER, BenchLoopWorkerCommand.NAME);

  private Verbs() {}

  /// The names, for completion.
  static final class Names implements Iterable<String> {
    /// Made by picocli.
    Names() {}

    @Override
    public Iterator<String> iterator() {
      return NAMES.iterator();
    }
  }

  /// Whether there is such a command, in the help or not.
  static boolean isName(String name) {
    return NAMES.contains(name) || HIDDEN.contains(name);
  }

  /// Creates a command.
  ///
  /// @param name one of [#NAMES] or [#HIDDEN]
  /// @param typed the command line, for a command that tells it
  /// @return an object that picocli understands
  static Object create(String name, String... typed) {
    return switch (name) {
      case "crawl" -> new CrawlCommand(typed);
      case "bench" -> new BenchCommand();
      case "serve" -> new ServeCommand();
      case "fetch" -> new FetchCommand();
      case "explain" -> new ExplainCommand();
      case "completion" -> new CompletionCommand();
      case "verify" -> new VerifyCommand();
      case "links" -> new LinksCommand();
      case "url" -> new UrlCommand();
      case "robots" -> new RobotsCommand();
      case "sitemap" -> new SitemapCommand();
      case Rounds.WORKER -> new BenchWorkerCommand();
      case ProfileRuns.WORKER -> new BenchProfileCommand();
      case BenchLoopWorkerCommand.NAME -> new BenchLoopWorkerCommand();
      case "help" -> new HelpCommand();
      default -> throw new IllegalArgumentException(name + " is none of " + NAMES);
    };
  }
}
