package dev.spinneret.cli;

import dev.spinneret.cli.output.TerminalText;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.io.Network;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.fetch.FetchOptions;
import dev.spinneret.fetch.Fetchers;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `fetch URL…`: one exchange each, for people, scripts and tests.
@Command(
    name = "fetch",
    sortOptions = false,
    description = {
      "Fetches URLs and shows what came back.",
      "",
      "For each URL: the status, the header fields, and where the time went. Redirects are not"
          + " followed.",
    },
    footer = {
      "",
      "Examples:",
      "  spinneret fetch http://localhost:8080/",
      "  spinneret fetch http://localhost:8080/ --body > page.html",
      "  spinneret fetch http://localhost:8080/ --json | jq .ms.wait",
    },
    exitCodeList = {"0:at least one reply was read", "2:usage", "5:no reply was read"})
final class FetchCommand implements PlainCommand {
  @Parameters(paramLabel = "URL", arity = "0..*", description = "What to fetch.")
  List<String> urls = new ArrayList<>();

  @Option(names = "--body", description = "Prints the decoded bodies instead.")
  boolean body;

  @Option(names = "--json", description = "Prints one JSON object a line.")
  boolean json;

  @Option(
      names = "--batch",
      description = {
        "Answers JSON Lines from standard input, many at a time, in order of ending:",
        "{url} with {url, status, headers, bytes, sha256, error, …}.",
      })
  boolean batch;

  @FlagGroup("Fetching")
  FetchFlags fetch = new FetchFlags();

  @FlagGroup("Identity")
  IdentityFlags identity = new IdentityFlags();

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "" -> urls.add(line.value());
      case "--body" -> body = line.on();
      case "--json" -> json = line.on();
      case "--batch" -> batch = line.on();
      default -> {
        return fetch.take(line) || identity.take(line);
      }
    }
    return true;
  }

  @Override
  public Integer call() {
    if (batch && !urls.isEmpty()) {
      throw new UsageException(
          "'%s': --batch reads its URLs from standard input".formatted(urls.getFirst()));
    }
    if (!batch && urls.isEmpty()) {
      throw new UsageException("no URL; write one, such as http://localhost:8080/");
    }
    return run(System.in, StandardOutput.open());
  }

  /// Carries the command out.
  ///
  /// @param in the questions of a batch
  /// @param out gets the answers
  /// @return the exit code
  int run(InputStream in, OutputStream out) {
    var who = IdentityPlan.of(identity);
    var requests = urls.stream().map(url -> request(url, who)).toList();
    var options = CrawlPlanner.fetch(fetch, who);
    ProxyPlan.check(options.proxies(), requests.stream().map(FetchRequest::url).toList());
    TlsPlan.check(options.tls(), requests.stream().map(FetchRequest::url).toList());
    var threads = CrawlPlanner.threads(fetch);
    var code =
        EventLoop.run(() -> {
          try (var fetcher = fetcher(options, threads)) {
            return batch
                ? new FetchBatch(fetcher, who, in, out).run()
                : fetchAll(fetcher, requests, out);
          } catch (IOException e) {
            throw OutputException.standardOutput(e);
          }
        });
    who.saveCookies();
    return code;
  }

  /// The request for a URL that a person typed, who may name any address.
  private static FetchRequest request(String url, Identity who) {
    var parsed = WebUrl.parse(url, null);
    if (parsed == null) {
      throw new UsageException("'%s' is no http or https URL".formatted(Identity.masked(url)));
    }
    return new FetchRequest(who.admit(parsed), null, true);
  }

  private int fetchAll(Fetcher fetcher, List<FetchRequest> requests, OutputStream out)
      throws IOException {
    var code = ExitCode.NOTHING_FETCHED;
    for (var request : requests) {
      var result = fetcher.fetch(request);
      switch (result) {
        case FetchResult.Fetched(var reply, _) -> {
          code = ExitCode.DONE;
          if (body) {
            out.write(Terminal.isOutput() ? TerminalText.of(reply.body()) : reply.body());
          }
        }
        case FetchResult.Failed failed -> {
          if (body) {
            System.err.println(FetchText.failure(request.url(), failed));
          }
        }
      }
      if (json) {
        out.write(FetchJson.line(request.url(), result));
      } else if (!body) {
        out.write(FetchText.of(request.url(), result).getBytes(StandardCharsets.UTF_8));
      }
    }
    return code;
  }

  private Fetcher fetcher(FetchOptions options, int threads) {
    var loop = EventLoop.current();
    return switch (fetch.engine) {
      case LOOP -> Fetchers.loop(loop, Network.of(loop), options);
      case THREADS -> Fetchers.threads(loop, options, threads);
      case VTHREADS -> Fetchers.virtualThreads(loop, options);
    };
  }
}
