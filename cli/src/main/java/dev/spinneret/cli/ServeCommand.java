package dev.spinneret.cli;

import dev.spinneret.cli.output.Json;
import dev.spinneret.samples.site.SiteStats;
import dev.spinneret.samples.site.SiteThread;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `serve`: the sample web, until it is stopped.
@Command(
    name = "serve",
    sortOptions = false,
    description = {
      "Serves the sample web on loopback until Ctrl-C or SIGTERM, then prints what it served.",
      "",
      "All pages come from the seed: the same flags give the same web.",
    },
    footer = {
      "",
      "Example:",
      "  spinneret serve --port 8080 --pages 5000 --latency 'lognormal(200ms,0.5)'",
    })
final class ServeCommand implements PlainCommand {
  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "0",
      description = "Where to listen (default: a free port).")
  int port;

  @Mixin SiteFlags site = new SiteFlags();

  @Override
  public boolean take(PlainLine line) {
    if (line.flag().equals("--port")) {
      port = Converters.integer(line.value());
      return true;
    }
    return site.take(line);
  }

  @Override
  public Integer call() {
    var stopped = new CountDownLatch(1);
    try (var running = SiteThread.start(site.options(port))) {
      Interrupts.on(stopped::countDown, stopped::countDown);
      System.err.println("listening on " + running.site().url());
      stopped.await();
      print(running.site().stats());
      return ExitCode.DONE;
    } catch (IOException e) {
      throw new UsageException("--port %d: cannot listen: %s".formatted(port, Failures.reason(e)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED;
    }
  }

  private static void print(SiteStats stats) {
    try (var out = StandardOutput.open()) {
      var bytes = new ByteArrayOutputStream();
      try (var json = Json.FACTORY.createGenerator(bytes)) {
        json.writeStartObject();
        json.writeNumberField("requests", stats.requests());
        json.writeNumberField("distinct", stats.distinct());
        json.writeNumberField("connections", stats.connections());
        json.writeNumberField("max_in_flight", stats.maxInFlight());
        json.writeNumberField("errors_served", stats.errorsServed());
        json.writeNumberField("forbidden_served", stats.forbiddenServed());
        json.writeEndObject();
      }
      bytes.write('\n');
      out.write(bytes.toByteArray());
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
  }
}
