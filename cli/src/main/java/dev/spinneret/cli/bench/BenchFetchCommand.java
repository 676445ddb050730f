package dev.spinneret.cli.bench;

import dev.spinneret.cli.client.FetchFlags;
import dev.spinneret.cli.crawl.Seeds;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.report.ProcessUsage;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.fetch.Fetchers;
import dev.spinneret.fetch.auth.Credentials;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.fetch.options.HttpMode;
import dev.spinneret.fetch.tls.TlsOptions;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `bench fetch`: the fetcher alone, without parsing, frontier and output.
public final class BenchFetchCommand {
  private static final Flag<String> URL =
      Flag.argument(
          "URL",
          Kind.TEXT,
          "A page on a host of your own (default: a sample site in another process).");

  private static final Flag<String> MODE =
      Flag.of(
              "--mode=MODE",
              Kind.oneOf(List.of("close", "keep-alive")),
              "close (default) or keep-alive: one connection per request, or persistent"
                  + " connections.")
          .or("close");

  private static final Flag<Integer> REQUESTS =
      Flag.of(
              "--requests=N",
              Kind.integer(1),
              "Requests to measure, after half as many to warm up (default: 20000).")
          .or("20000");

  private static final Flag<Integer> CONCURRENCY =
      Flag.of("--concurrency=N", Kind.integer(1), "Requests in flight (default: {default}).")
          .or("64");

  private static final Flag<HttpMode> HTTP =
      Flag.of("--http=VERSION", FetchFlags.HTTP_MODES, "auto (default), 1.0 or 1.1.").or("auto");

  private static final Flag<Boolean> JSON = Flag.on("-j, --json", "Prints the figures as JSON.");

  public static final Table TABLE =
      Table.of("fetch", "Measures the fetcher alone against the sample site or a page of your own.")
          .withArguments(URL)
          .withFlags(
              MODE, REQUESTS, CONCURRENCY, HTTP, BenchCommand.TLS, BenchCommand.TLS_ISSUER, JSON)
          .sorted();

  private final Values typed;

  public BenchFetchCommand(Values typed) {
    this.typed = typed;
  }

  private record Figures(double seconds, double cpuSeconds) {}

  public int run() {
    var url = typed.find(URL);
    if (url != null) {
      if (typed.has(BenchCommand.TLS)) {
        throw new UsageException(
            "--tls is for the sample site; %s already says whether it is https"
                .formatted(Masks.url(url)));
      }
      return report(measure(Seeds.url(url), TlsOptions.DEFAULT));
    }
    try {
      return report(typed.has(BenchCommand.TLS) ? measureSecured() : measureSample());
    } catch (IOException e) {
      throw new IllegalStateException("the sample web failed: " + e.getMessage(), e);
    }
  }

  private Figures measureSample() throws IOException {
    try (var origin = Processes.serve(List.of("--pages", "1"))) {
      return measure(Seeds.url(origin.url()), TlsOptions.DEFAULT);
    }
  }

  private Figures measureSecured() throws IOException {
    try (var authority = AuthorityFile.create(typed.get(BenchCommand.TLS_ISSUER))) {
      var flags = new ArrayList<>(List.of("--pages", "1"));
      flags.addAll(authority.serveFlags());
      try (var origin = Processes.serve(flags)) {
        var trusting =
            new TlsOptions(false, authority.path(), null, null, TlsOptions.DEFAULT.minimum());
        return measure(Seeds.url(origin.url()), trusting);
      }
    }
  }

  private Figures measure(WebUrl page, TlsOptions tls) {
    int requests = typed.get(REQUESTS);
    var options =
        FetchOptions.DEFAULT
            .withRequest(r -> r.withHttpMode(typed.get(HTTP)))
            .withPool(p -> p.withKeepAlive(typed.get(MODE).equals("keep-alive")))
            .withNetwork(n -> n.withTls(tls));
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
    new Load(loop, fetcher, new FetchRequest(page, true), count).run(typed.get(CONCURRENCY));
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
    int requests = typed.get(REQUESTS);
    var mode = typed.get(MODE);
    var cpuMicros = figures.cpuSeconds() * 1e6 / requests;
    var rate = requests / figures.seconds();
    return StandardOutput.write(out -> {
      out.write(
          typed.has(JSON)
              ? json(mode, requests, cpuMicros, rate)
              : String.format(
                      Locale.ROOT,
                      "%s: %,d requests, %.1f µs CPU a request, %,.0f requests/s%n",
                      mode,
                      requests,
                      cpuMicros,
                      rate)
                  .getBytes(StandardCharsets.UTF_8));
      return ExitCode.DONE;
    });
  }

  private static byte[] json(String mode, int requests, double cpuMicros, double rate)
      throws IOException {
    return Terminal.jsonLine(json -> {
      json.writeStringField("mode", mode);
      json.writeNumberField("requests", requests);
      json.writeNumberField("cpu_us_per_request", Math.round(cpuMicros * 1e3) / 1e3);
      json.writeNumberField("requests_per_s", Math.round(rate));
    });
  }
}
