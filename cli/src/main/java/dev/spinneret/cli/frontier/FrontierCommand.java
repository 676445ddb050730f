package dev.spinneret.cli.frontier;

import dev.spinneret.cli.flag.Command;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.Json;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.postgresql.FrontierAdmin;
import dev.spinneret.engine.crawl.shared.SharedException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToIntFunction;

/// `frontier status|stop|requeue|drop|export URL`: looks at a shared crawl and changes it.
public final class FrontierCommand {
  private static final Flag<String> URL =
      Flag.argument("URL", Kind.secret(Masks::url), "The crawl, as in crawl --frontier.")
          .required();

  private static final Flag<Boolean> JSON = Flag.on("-j, --json", "Prints one JSON object.");

  private static final String EXAMPLE = "postgresql://db/crawls?crawl=docs";

  private static final Table TABLE =
      Table.of(
              "frontier",
              "Looks at a crawl that several crawlers share (crawl --frontier), and changes it.",
              "",
              "Choose one of: status, stop, requeue, drop, export.")
          .withFooter(
              "",
              "Examples:",
              "  spinneret frontier status " + EXAMPLE,
              "  spinneret frontier export " + EXAMPLE + " >urls.jsonl");

  private FrontierCommand() {}

  /// The command with those below it.
  public static Command of() {
    return new Command(
        TABLE,
        _ -> {
          throw new UsageException("name one of status, stop, requeue, drop, export");
        },
        List.of(
            below(
                "status",
                "Shows the waiting URLs, the verdicts, and the crawlers.",
                FrontierCommand::status,
                JSON),
            below("stop", "Stops all running crawlers, as SIGTERM would.", FrontierCommand::stop),
            below(
                "requeue",
                "Makes the crawlers that join next request again what failed: failures, and"
                    + " statuses 5xx and 429.",
                FrontierCommand::requeue),
            below(
                "drop",
                "Deletes the crawl from the database; outputs are kept.",
                FrontierCommand::drop),
            below(
                "export",
                "Prints every URL of the crawl, one JSON object per line.",
                FrontierCommand::export)));
  }

  private static Command below(
      String name, String what, ToIntFunction<Values> action, Flag<?>... flags) {
    var table =
        Table.of(name, what)
            .withArguments(URL)
            .withFlags(flags)
            .withExitCodes("0:done", "2:usage error, or the crawl cannot be reached");
    return new Command(table, action);
  }

  /// What is done with a crawl.
  private interface Work {
    void on(FrontierAdmin admin) throws IOException;
  }

  private static int with(Values typed, Work work) {
    try (var admin = FrontierAdmin.open(SharedPlan.address("URL", typed.get(URL)))) {
      work.on(admin);
      return ExitCode.DONE;
    } catch (SharedException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw OutputException.standardOutput(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
  }

  private static int status(Values typed) {
    return with(
        typed,
        admin -> {
          var status = admin.status();
          if (typed.has(JSON)) {
            StandardOutput.print(StatusText.json(status));
          } else {
            StandardOutput.print(StatusText.of(status));
          }
        });
  }

  private static int stop(Values typed) {
    return with(typed, admin -> say("%,d running crawlers will stop", admin.stop()));
  }

  private static int requeue(Values typed) {
    return with(typed, admin -> say("%,d URLs wait again", admin.requeue()));
  }

  private static int drop(Values typed) {
    return with(
        typed,
        admin -> {
          admin.drop();
          say("dropped %s", SharedPlan.address("URL", typed.get(URL)));
        });
  }

  private static void say(String format, Object value) {
    StandardOutput.print(String.format(Locale.ROOT, format + "%n", value));
  }

  private static int export(Values typed) {
    return with(
        typed,
        admin -> {
          try (var out = new BufferedOutputStream(StandardOutput.open(), 1 << 16)) {
            admin.export(url -> {
              try {
                out.write(Json.line(json -> StatusText.write(json, url)));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
          }
        });
  }
}
