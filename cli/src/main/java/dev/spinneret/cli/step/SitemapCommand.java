package dev.spinneret.cli.step;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.crawl.Seeds;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.parse.http.HttpStatus;
import dev.spinneret.parse.sitemap.Sitemap;
import dev.spinneret.parse.sitemap.SitemapEntry;
import dev.spinneret.parse.sitemap.SitemapParser;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `sitemap FILE|URL`: the URLs in it.
public final class SitemapCommand {
  private static final Flag<String> SOURCE =
      Flag.argument("FILE|URL", Kind.FILE, "The sitemap; - is standard input, the default.")
          .or("-");

  private static final Flag<String> URL =
      Flag.of(
          "--url=URL",
          Kind.TEXT,
          "The sitemap's own URL; without it, relative locations are omitted.");

  private static final Flag<Boolean> JSON =
      Flag.on("-j, --json", "Prints one JSON object, with dates and priorities.");

  private static final Flag<Boolean> BATCH =
      Flag.on(
          "--batch",
          "Answers JSON Lines from standard input:",
          "{url, body_b64} with {kind, entries: [{loc, lastmod, priority}]};",
          "with {error} when it is not a sitemap; with both if it is broken.");

  public static final Table TABLE =
      Table.of(
              "sitemap",
              "Lists the URLs of a sitemap, one per line.",
              "",
              "Reads XML (lists and indexes), text, RSS and Atom, gzipped or not. Lists the"
                  + " readable part of a broken sitemap, with a warning.")
          .withArguments(SOURCE)
          .withFlags(URL, JSON, BATCH)
          .sorted()
          .withFooter(
              "",
              "Examples:",
              "  printf 'https://a.example/1\\nhttps://a.example/2\\n' | spinneret sitemap --json",
              "  spinneret sitemap https://a.example/sitemap.xml | spinneret crawl -");

  private final Values typed;
  private final String source;
  private @Nullable String url;

  public SitemapCommand(Values typed) {
    this.typed = typed;
    this.source = typed.get(SOURCE);
    this.url = typed.find(URL);
  }

  /// Gets what is wrong with the sitemap.
  PrintWriter err = new PrintWriter(System.err, true, System.err.charset());

  /// Whether entries may be at private addresses: not those of a sitemap from the public internet,
  /// for its server must not choose what a crawl that reads our output asks of machines in here.
  boolean mayNamePrivate = true;

  /// What to print of a sitemap.
  private record Listing(
      @Nullable String kind, List<SitemapEntry> entries, @Nullable String error) {
    static Listing of(Sitemap sitemap) {
      return switch (sitemap) {
        case Sitemap.UrlSet(var kind, var entries, var flaw) -> new Listing(kind, entries, flaw);
        case Sitemap.Index(var entries, var flaw) -> new Listing("index", entries, flaw);
        case Sitemap.Invalid(var reason) -> new Listing(null, List.of(), reason);
      };
    }
  }

  public int run() {
    if (typed.has(BATCH)) {
      return Batch.run(SitemapCommand::answer);
    }
    if (RemoteFile.isMeant(source)) {
      return remote();
    }
    return print(InputBytes.of(source));
  }

  private int remote() {
    var answer = RemoteFile.get(Seeds.url(source));
    url = answer.url().href();
    return switch (answer.result()) {
      case FetchResult.Failed(_, var detail, _) -> nothing(detail);
      case FetchResult.Fetched(var reply, _) when HttpStatus.isSuccess(reply.status()) -> {
        mayNamePrivate = reply.mayNamePrivate();
        yield print(reply.body());
      }
      case FetchResult.Fetched(var reply, _) -> nothing("status " + reply.status());
    };
  }

  private int nothing(String why) {
    warn(why);
    return ExitCode.NOTHING_FETCHED;
  }

  private void warn(String what) {
    err.println(TerminalText.of(Masks.url(source) + ": " + what));
    err.flush();
  }

  private int print(byte[] body) {
    return StandardOutput.write(out -> run(body, out));
  }

  /// Prints what `body` lists.
  int run(byte[] body, OutputStream out) throws IOException {
    var base = url == null ? null : base(url);
    var listing = publicPart(Listing.of(SitemapParser.parse(body, base)));
    if (listing.kind() == null) {
      throw new UsageException("%s: %s".formatted(Masks.url(source), listing.error()));
    }
    if (listing.error() != null) {
      warn(listing.error());
    }
    if (typed.has(JSON)) {
      out.write(Terminal.jsonLine(json -> write(listing, json)));
    } else {
      var text = new StringBuilder();
      listing.entries().forEach(entry -> text.append(entry.loc()).append('\n'));
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    return ExitCode.DONE;
  }

  private Listing publicPart(Listing listing) {
    if (mayNamePrivate) {
      return listing;
    }
    var open = listing.entries().stream().filter(entry -> !isSpeltPrivate(entry)).toList();
    int hidden = listing.entries().size() - open.size();
    if (hidden > 0) {
      warn(
          "%d entries at private addresses are left out, as the sitemap comes from the public internet"
              .formatted(hidden));
    }
    return new Listing(listing.kind(), open, listing.error());
  }

  private static boolean isSpeltPrivate(SitemapEntry entry) {
    var url = WebUrl.parse(entry.loc(), null);
    return url != null && Seeds.isSpeltPrivate(url);
  }

  /// One request of a batch.
  static void answer(BatchRequest request, JsonGenerator out)
      throws IOException, BadRequestException {
    var base = WebUrl.parse(request.text("url"), null);
    if (base == null) {
      throw new BadRequestException("\"url\" is not an http(s) URL");
    }
    write(Listing.of(SitemapParser.parse(request.bytes("body_b64"), base)), out);
  }

  private static WebUrl base(String text) {
    var base = WebUrl.parse(text, null);
    if (base == null) {
      throw new UsageException("--url: %s is not an http(s) URL".formatted(Masks.url(text)));
    }
    return base;
  }

  private static void write(Listing listing, JsonGenerator json) throws IOException {
    if (listing.kind() != null) {
      json.writeStringField("kind", listing.kind());
      json.writeArrayFieldStart("entries");
      for (var entry : listing.entries()) {
        json.writeStartObject();
        json.writeStringField("loc", entry.loc());
        json.writeStringField("lastmod", entry.lastmod());
        var priority = entry.priority();
        if (priority == null) {
          json.writeNullField("priority");
        } else {
          json.writeNumberField("priority", priority);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    if (listing.error() != null) {
      json.writeStringField("error", listing.error());
    }
  }
}
