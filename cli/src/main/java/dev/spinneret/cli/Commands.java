package dev.spinneret.cli;

import dev.spinneret.cli.bench.BenchCommand;
import dev.spinneret.cli.bench.BenchFetchCommand;
import dev.spinneret.cli.bench.BenchLoopCommand;
import dev.spinneret.cli.bench.BenchLoopWorkerCommand;
import dev.spinneret.cli.bench.BenchWorkerCommand;
import dev.spinneret.cli.bench.Rounds;
import dev.spinneret.cli.bench.profile.BenchCrawlCommand;
import dev.spinneret.cli.bench.profile.BenchProfileCommand;
import dev.spinneret.cli.bench.profile.ProfileRuns;
import dev.spinneret.cli.check.CheckCommand;
import dev.spinneret.cli.crawl.CrawlCommand;
import dev.spinneret.cli.diff.DiffCommand;
import dev.spinneret.cli.flag.Command;
import dev.spinneret.cli.flag.CommandLines;
import dev.spinneret.cli.frontier.FrontierCommand;
import dev.spinneret.cli.manual.CompletionCommand;
import dev.spinneret.cli.site.ReportCommand;
import dev.spinneret.cli.step.ExplainCommand;
import dev.spinneret.cli.step.FetchCommand;
import dev.spinneret.cli.step.LinksCommand;
import dev.spinneret.cli.step.RobotsCommand;
import dev.spinneret.cli.step.ServeCommand;
import dev.spinneret.cli.step.SitemapCommand;
import dev.spinneret.cli.step.UrlCommand;
import dev.spinneret.cli.verify.VerifyCommand;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The commands by name. Only the one that was typed is created: the others would cost start-up.
final class Commands {
  /// In the order of the help.
  static final List<String> NAMES =
      List.of(
          "crawl",
          "check",
          "bench",
          "serve",
          "fetch",
          "report",
          "verify",
          "diff",
          "explain",
          "frontier",
          "links",
          "url",
          "robots",
          "sitemap",
          "completion",
          "help");

  /// What this program asks of processes that it starts itself; in no help.
  static final List<String> HIDDEN =
      List.of(Rounds.WORKER, ProfileRuns.WORKER, BenchLoopWorkerCommand.NAME);

  /// Reads and runs command lines.
  static final CommandLines LINES =
      new CommandLines(Commands::find, new Command(RootCommand.TABLE, RootCommand::run), NAMES);

  /// Made once: the flags of a command are the keys to its values.
  private static final class Completion {
    static final Command COMMAND = CompletionCommand.of(NAMES, Commands::root);
  }

  private Commands() {}

  /// Finds a command.
  ///
  /// @param name one of [#NAMES] or [#HIDDEN]
  /// @return null when there is none of that name
  static @Nullable Command find(String name) {
    return switch (name) {
      case "crawl" -> new Command(CrawlCommand.TABLE, CrawlCommand::run);
      case "check" -> new Command(CheckCommand.TABLE, CheckCommand::run);
      case "bench" ->
          new Command(
              BenchCommand.TABLE,
              typed -> new BenchCommand(typed).run(),
              List.of(
                  new Command(BenchLoopCommand.TABLE, typed -> new BenchLoopCommand(typed).run()),
                  new Command(BenchFetchCommand.TABLE, typed -> new BenchFetchCommand(typed).run()),
                  new Command(
                      BenchCrawlCommand.TABLE, typed -> new BenchCrawlCommand(typed).run())));
      case "serve" -> new Command(ServeCommand.TABLE, ServeCommand::run);
      case "fetch" -> new Command(FetchCommand.TABLE, typed -> new FetchCommand(typed).run());
      case "explain" -> new Command(ExplainCommand.TABLE, ExplainCommand::run);
      case "frontier" -> FrontierCommand.of();
      case "completion" -> Completion.COMMAND;
      case "verify" -> new Command(VerifyCommand.TABLE, typed -> new VerifyCommand(typed).run());
      case "report" -> new Command(ReportCommand.TABLE, ReportCommand::run);
      case "diff" -> new Command(DiffCommand.TABLE, typed -> new DiffCommand(typed).run());
      case "links" -> new Command(LinksCommand.TABLE, typed -> new LinksCommand(typed).run());
      case "url" -> new Command(UrlCommand.TABLE, typed -> new UrlCommand(typed).run());
      case "robots" -> new Command(RobotsCommand.TABLE, typed -> new RobotsCommand(typed).run());
      case "sitemap" -> new Command(SitemapCommand.TABLE, typed -> new SitemapCommand(typed).run());
      case Rounds.WORKER -> new Command(BenchWorkerCommand.TABLE, BenchWorkerCommand::run);
      case ProfileRuns.WORKER -> new Command(BenchProfileCommand.TABLE, BenchProfileCommand::run);
      case BenchLoopWorkerCommand.NAME ->
          new Command(BenchLoopWorkerCommand.TABLE, BenchLoopWorkerCommand::run);
      case "help" -> new Command(HelpCommand.TABLE, HelpCommand::run);
      default -> null;
    };
  }

  /// The program with all commands that the help shows.
  static Command root() {
    return LINES.whole();
  }

  /// What may be typed to choose a command, such as `bench loop`; those below a command after it.
  static List<String> paths() {
    var paths = new ArrayList<String>();
    for (var command : root().commands()) {
      paths.add(command.name());
      command.commands().forEach(below -> paths.add(command.name() + " " + below.name()));
    }
    return paths;
  }
}
