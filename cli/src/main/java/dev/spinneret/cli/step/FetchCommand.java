package dev.spinneret.cli.step;

import dev.spinneret.cli.client.FetchFlags;
import dev.spinneret.cli.client.FetchPlan;
import dev.spinneret.cli.client.Identity;
import dev.spinneret.cli.client.IdentityFlags;
import dev.spinneret.cli.client.IdentityPlan;
import dev.spinneret.cli.client.PageFlags;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.record.PageJson;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/// `fetch URL…`: one exchange each, for people, scripts and tests.
public final class FetchCommand {
  private static final Flag<String> URLS = Flag.arguments("URL", Kind.TEXT, "What to fetch.");

  private static final Flag<Boolean> BODY = Flag.on("--body", "Prints the decoded bodies instead.");

  private static final Flag<Boolean> JSON =
      Flag.on("-j, --json", "Prints one JSON object per line.");

  private static final Flag<Boolean> BATCH =
      Flag.on(
          "--batch",
          "Answers JSON Lines from standard input, many at a time, in order of ending:",
          "{url} with {url, status, headers, bytes, sha256, error, …}.");

  public static final Table TABLE =
      Table.of(
              "fetch",
              "Fetches URLs and shows the replies.",
              "",
              "For each URL: the status, the header fields, and the time of each phase. Redirects"
                  + " are not followed.")
          .withArguments(URLS)
          .withFlags(BODY, JSON, BATCH)
          .withBlocks(PageFlags.BLOCK, FetchFlags.BLOCK, IdentityFlags.BLOCK)
          .withExitCodes("0:at least one reply was read", "2:usage error", "5:no reply was read")
          .withFooter(
              "",
              "Examples:",
              "  spinneret fetch http://localhost:8080/",
              "  spinneret fetch http://localhost:8080/ --body > page.html",
              "  spinneret fetch http://localhost:8080/ --json | jq .ms.wait");

  private final Values typed;
  private final PageJson pages;

  public FetchCommand(Values typed) {
    this.typed = typed;
    this.pages = PageFlags.pages(typed, Set.of(), List.of(JSON, BATCH));
  }

  public int run() {
    var urls = typed.all(URLS);
    boolean batch = typed.has(BATCH);
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
  /// @param in the requests of a batch
  /// @param out gets the answers
  int run(InputStream in, OutputStream out) {
    var who = IdentityPlan.of(typed);
    var requests = typed.all(URLS).stream().map(url -> request(url, who)).toList();
    var options = FetchPlan.of(typed, who);
    FetchPlan.check(options, requests.stream().map(FetchRequest::url).toList());
    var threads = FetchPlan.threads(typed);
    var engine = typed.get(FetchFlags.ENGINE);
    var code =
        EventLoop.run(() -> {
          try (var fetcher = engine.open(EventLoop.current(), options, threads)) {
            return typed.has(BATCH)
                ? new FetchBatch(fetcher, who, pages, in, out).run()
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
      throw new UsageException("'%s' is not an http or https URL".formatted(Masks.url(url)));
    }
    return new FetchRequest(who.admit(parsed), true);
  }

  private int fetchAll(Fetcher fetcher, List<FetchRequest> requests, OutputStream out)
      throws IOException {
    boolean body = typed.has(BODY);
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
      if (typed.has(JSON)) {
        out.write(FetchJson.line(request.url(), result, pages));
      } else if (!body) {
        out.write(FetchText.of(request.url(), result).getBytes(StandardCharsets.UTF_8));
      }
    }
    return code;
  }
}
