package dev.spinneret.cli.step;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.client.PageFlags;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Masks;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.record.Field;
import dev.spinneret.cli.record.PageJson;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.Page;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `links FILE`: where a page leads.
public final class LinksCommand {
  /// Stands in for the page's own host while that is not known.
  private static final String UNKNOWN = "http://host.invalid/";

  private static final Flag<String> FILE =
      Flag.argument("FILE", Kind.FILE, "The page; - is standard input, the default.").or("-");

  private static final Flag<String> URL =
      Flag.of(
          "--url=URL", Kind.TEXT, "The page's own URL; without it, relative links are omitted.");

  private static final Flag<String> TYPE =
      Flag.of("--type=TYPE", Kind.TEXT, "Its Content-Type, such as text/html; charset=utf-8.");

  private static final Flag<String> KIND =
      Flag.list(
          "--kind=KIND",
          Kind.TEXT,
          ",",
          "Only links of these kinds, such as a,area,iframe,img,srcset,script.");

  private static final Flag<Boolean> JSON =
      Flag.on("-j, --json", "Prints one JSON object: charset, base, title, robots and all links.");

  private static final Flag<Boolean> BATCH =
      Flag.on(
          "--batch",
          "Answers JSON Lines from standard input: {url, content_type, body_b64}",
          "with {charset, base, links: [{url, kind, nofollow, rel, text}], …}.");

  public static final Table TABLE =
      Table.of("links", "Lists the http(s) links of an HTML page, each once, one per line.")
          .withArguments(FILE)
          .withFlags(URL, TYPE, KIND, JSON, BATCH)
          .withBlocks(PageFlags.BLOCK)
          .withFooter(
              "", "Example:", "  echo '<a href=b>' | spinneret links --url https://a.example/x/");

  private final Values typed;
  private final PageJson pages;

  public LinksCommand(Values typed) {
    this.typed = typed;
    this.pages =
        PageFlags.pages(typed, EnumSet.of(Field.TITLE, Field.CANONICAL), List.of(JSON, BATCH));
  }

  public int run() {
    if (typed.has(BATCH)) {
      return Batch.run(this::answer);
    }
    return StandardOutput.write(out -> {
      run(InputBytes.of(typed.get(FILE)), out);
      return ExitCode.DONE;
    });
  }

  /// Prints the links in `body`.
  void run(byte[] body, OutputStream out) throws IOException {
    var url = typed.find(URL);
    var base = url == null ? UNKNOWN : url;
    var documentUrl = WebUrl.parse(base, null);
    if (documentUrl == null) {
      throw new UsageException("--url: %s is not an http(s) URL".formatted(Masks.url(base)));
    }
    var wanted = wantedKinds();
    var page = pages.read(body, typed.find(TYPE), documentUrl);
    var links =
        page.links().stream()
            .filter(link -> wanted.contains(link.kind().label()))
            .filter(link -> url != null || !link.url().href().startsWith(UNKNOWN))
            .toList();
    if (typed.has(JSON)) {
      out.write(Terminal.jsonLine(json -> write(page, links, json)));
      return;
    }
    var text = new StringBuilder();
    var once = new LinkedHashSet<String>();
    links.forEach(link -> once.add(link.url().href()));
    once.forEach(href -> text.append(href).append('\n'));
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Set<String> wantedKinds() {
    var all =
        Arrays.stream(LinkKind.values())
            .map(LinkKind::label)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    var kinds = typed.all(KIND);
    if (kinds.isEmpty()) {
      return all;
    }
    for (var kind : kinds) {
      if (!all.contains(kind)) {
        throw new UsageException(
            "--kind: %s is none of %s".formatted(kind, String.join(", ", all)));
      }
    }
    return Set.copyOf(kinds);
  }

  /// One request of a batch.
  void answer(BatchRequest request, JsonGenerator out) throws IOException, BadRequestException {
    var documentUrl = WebUrl.parse(request.text("url"), null);
    if (documentUrl == null) {
      throw new BadRequestException("\"url\" is not an http(s) URL");
    }
    var body = request.bytes("body_b64");
    var page = pages.read(body, request.textOrNull("content_type"), documentUrl);
    write(page, page.links(), out);
  }

  private void write(Page page, List<Link> links, JsonGenerator json) throws IOException {
    json.writeStringField("charset", page.charset());
    json.writeStringField("base", page.base().href());
    json.writeStringField("title", page.title());
    json.writeBooleanField("noindex", page.noindex());
    json.writeBooleanField("nofollow", page.nofollow());
    var canonical = page.canonical();
    json.writeStringField("canonical", canonical == null ? null : canonical.href());
    json.writeArrayFieldStart("links");
    for (var link : links) {
      json.writeStartObject();
      json.writeStringField("url", link.url().href());
      json.writeStringField("kind", link.kind().label());
      json.writeBooleanField("nofollow", link.nofollow());
      writeIfGiven("rel", link.rel(), json);
      writeIfGiven("text", link.text(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    pages.write(page, json);
  }

  private static void writeIfGiven(String name, @Nullable String value, JsonGenerator json)
      throws IOException {
    if (value != null && !value.isEmpty()) {
      json.writeStringField(name, value);
    }
  }
}
