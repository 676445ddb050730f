package dev.spinneret.cli;

import dev.spinneret.cli.bench.Processes;
import dev.spinneret.cli.output.Json;
import dev.spinneret.cli.output.ProcessUsage;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.fetch.Credentials;
import dev.spinneret.fetch.FetchOptions;
import dev.spinneret.fetch.Fetchers;
import dev.spinneret.fetch.HttpMode;
import dev.spinneret.parse.url.WebUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `bench fetch`: the fetcher alone, without parsing, frontier and output.
@Command(
    name = "fetch",
    description = "Measures the fetcher alone against the sample web or a page of your own.")
final class BenchFetchCommand implements Callable<Integer> {
  private enum Mode {
    CLOSE,
    KEEP_ALIVE
  }

  /// The words of `--mode`, for completion.
  static final class Modes implements Iterable<String> {
    /// Made by picocli.
    Modes() {}

    @Override
    public Iterator<String> iterator() {
      return List.of("close", "keep-alive").iterator();
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description = "A page on a host of your own (default: a sample web in another process).")
  @Nullable String url;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      completionCandidates = Modes.class,
      defaultValue = "close",
      description = "close (default) or keep-alive: a connection a request, or kept ones.")
  String mode = "close";

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "20000",
      description = "Requests that count, after half as many to warm up (default: 20000).")
  int requests;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "64",
      description = "Requests in flight (default: ${DEFAULT-VALUE}).")
  int concurrency;

  @Option(
      names = "--http",
      paramLabel = "VERSION",
      defaultValue = "auto",
      description = "auto (default), 1.0 or 1.1.")
  HttpMode http = HttpMode.AUTO;

  @Option(names = "--json", description = "Prints the figures as JSON.")
  boolean json;

  private record Figures(double seconds, double cpuSeconds) {}

  @Override
  public Integer call() {
    if (requests < 1 || concurrency < 1) {
      throw new UsageException("--requests and --concurrency: at least 1 is allowed");
    }
    var parsedMode =
        switch (mode) {
          case "close" -> Mode.CLOSE;
          case "keep-alive" -> Mode.KEEP_ALIVE;
          default ->
              throw new UsageException("--mode '%s' is none of close, keep-alive".formatted(mode));
        };
    var typed = url;
    if (typed != null) {
      return report(measure(Seeds.url(typed), parsedMode));
    }
    try (var origin = Processes.serve(List.of("--pages", "1"))) {
      return report(measure(Seeds.url(origin.url()), parsedMode));
    } catch (IOException e) {
      throw new IllegalStateException("the sample web failed: " + e.getMessage(), e);
    }
  }

  private Figures measure(WebUrl page, Mode parsedMode) {
    var options =
        FetchOptions.builder().httpMode(http).keepAlive(parsedMode == Mode.KEEP_ALIVE).build();
    return EventLoop.run(() -> {
      var loop = EventLoop.current();
      try (var fetcher = Fetchers.loop(loop, Network.of(loop), options)) {
        fetchAll(loop, fetcher, page, Math.max(1, requests / 2));
        var usage = ProcessUsage.now();
        var startAtNanos = loop.timeNanos();
        fetchAll(loop, fetcher, page, requests);
        var seconds = (loop.timeNanos() - startAtNanos) / 1e9;
        var cpu = ProcessUsage.now().cpu().minus(usage.cpu());
        return new Figures(seconds, cpu.toNanos() / 1e9);
      }
    });
  }

  private void fetchAll(EventLoop loop, Fetcher fetcher, WebUrl page, int count) {
    new Load(loop, fetcher, new FetchRequest(page, null, true), count).run(concurrency);
  }

  /// A number of fetches, each a task of its own as in a crawl; whichever ends starts the next.
  private static final class Load {
    private final EventLoop loop;
    private final Fetcher fetcher;
    private final FetchRequest request;
    private final Future<Boolean> ended;
    private int left;
    private int running;

    Load(EventLoop loop, Fetcher fetcher, FetchRequest request, int count) {
      this.loop = loop;
      this.fetcher = fetcher;
      this.request = request;
      this.ended = loop.createFuture();
      this.left = count;
    }

    void run(int concurrency) {
      running = Math.min(concurrency, left);
      for (var i = running; i > 0; i--) {
        startNext();
      }
      ended.await();
    }

    private void startNext() {
      left--;
      loop.createTask("fetch", this::fetchOne);
    }

    private boolean fetchOne() {
      if (fetcher.fetch(request) instanceof FetchResult.Failed failed) {
        left = 0;
        if (!ended.isDone()) {
          ended.setException(
              new UsageException(
                  "%s: %s: %s"
                      .formatted(
                          Credentials.withoutUser(request.url()),
                          failed.cause(),
                          failed.detail())));
        }
      }
      if (left > 0) {
        startNext();
      } else if (--running == 0 && !ended.isDone()) {
        ended.setResult(true);
      }
      return true;
    }
  }

  private int report(Figures figures) {
    var cpuMicros = figures.cpuSeconds() * 1e6 / requests;
    var rate = requests / figures.seconds();
    try (var out = StandardOutput.open()) {
      if (!json) {
        var line =
            String.format(
                Locale.ROOT,
                "%s: %,d requests, %.1f µs CPU a request, %,.0f requests/s%n",
                mode,
                requests,
                cpuMicros,
                rate);
        out.write(line.getBytes(StandardCharsets.UTF_8));
        return ExitCode.DONE;
      }
      var bytes = new ByteArrayOutputStream();
      try (var generator = Json.FACTORY.createGenerator(bytes)) {
        generator.writeStartObject();
        generator.writeStringField("mode", mode);
        generator.writeNumberField("requests", requests);
        generator.writeNumberField("cpu_us_per_request", Math.round(cpuMicros * 1e3) / 1e3);
        generator.writeNumberField("requests_per_s", Math.round(rate));
        generator.writeEndObject();
      }
      bytes.write('\n');
      out.write(bytes.toByteArray());
      return ExitCode.DONE;
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
  }
}
