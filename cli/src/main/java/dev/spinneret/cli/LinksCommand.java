package dev.spinneret.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.Page;
import dev.spinneret.parse.html.PageParser;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `links FILE`: where a page leads.
@Command(
    name = "links",
    description = {
      "Lists the http(s) links of an HTML page, each once, one a line.",
    },
    footer = {
      "",
      "Example:",
      "  echo '<a href=b>' | spinneret links --url https://a.example/x/",
    })
final class LinksCommand implements PlainCommand {
  /// Stands in for the page's own host while that is not known.
  private static final String UNKNOWN = "http://host.invalid/";

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      defaultValue = "-",
      description = "The page; - is standard input, the default.")
  String file = "-";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "The page's own URL; relative links are left out without it.")
  @Nullable String url;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Its Content-Type, such as text/html; charset=utf-8.")
  @Nullable String type;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description = "Only links of these kinds, such as a,area,iframe,img,srcset,script.")
  List<String> kinds = new ArrayList<>();

  @Option(
      names = "--json",
      description = "Prints one JSON object: charset, base, title, robots and all links.")
  boolean json;

  @Option(
      names = "--batch",
      description = {
        "Answers JSON Lines from standard input: {url, content_type, body_b64}",
        "with {charset, base, links: [{url, kind, nofollow}], …}.",
      })
  boolean batch;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "" -> file = line.only();
      case "--url" -> url = line.value();
      case "--type" -> type = line.value();
      case "--json" -> json = line.on();
      case "--batch" -> batch = line.on();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public Integer call() {
    if (batch) {
      return Batch.run(LinksCommand::answer);
    }
    try (var out = StandardOutput.open()) {
      run(InputBytes.of(file), out);
      return ExitCode.DONE;
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
  }

  /// Prints the links in `body`.
  void run(byte[] body, OutputStream out) throws IOException {
    var base = url == null ? UNKNOWN : url;
    var documentUrl = WebUrl.parse(base, null);
    if (documentUrl == null) {
      throw new UsageException("--url: %s is no http(s) URL".formatted(Identity.masked(base)));
    }
    var wanted = wantedKinds();
    var page = PageParser.parse(body, type, documentUrl);
    var links =
        page.links().stream()
            .filter(link -> wanted.contains(link.kind().label()))
            .filter(link -> url != null || !link.url().href().startsWith(UNKNOWN))
            .toList();
    if (json) {
      var json = Terminal.json(out);
      json.writeStartObject();
      write(page, links, json);
      json.writeEndObject();
      json.writeRaw('\n');
      json.flush();
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

  /// One question of a batch.
  static void answer(Question question, JsonGenerator out)
      throws IOException, BadQuestionException {
    var documentUrl = WebUrl.parse(question.text("url"), null);
    if (documentUrl == null) {
      throw new BadQuestionException("\"url\" is no http(s) URL");
    }
    var body = question.bytes("body_b64");
    var page = PageParser.parse(body, question.textOrNull("content_type"), documentUrl);
    write(page, page.links(), out);
  }

  private static void write(Page page, List<Link> links, JsonGenerator json) throws IOException {
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
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
