package dev.spinneret.cli.step;

import com.fasterxml.jackson.core.JsonGenerator;
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
import dev.spinneret.parse.url.ParsedUrl;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// `url [BASE]`: what browsers make of a URL.
public final class UrlCommand {
  private static final Flag<String> BASE =
      Flag.argument("BASE", Kind.TEXT, "What relative URLs are resolved against.");

  private static final Flag<Boolean> KEY =
      Flag.on("--key", "Prints the canonical key: two URLs with the same key are the same page.");

  private static final Flag<Boolean> JSON =
      Flag.on("-j, --json", "Prints one JSON object per line, with all parts.");

  private static final Flag<Boolean> BATCH =
      Flag.on(
          "--batch",
          "Answers JSON Lines from standard input: {input, base} with",
          "{url, key} or {error}. What is not http(s) has no key.");

  public static final Table TABLE =
      Table.of(
              "url",
              "Normalises URLs from standard input, one per line, as browsers do.",
              "",
              "Relative ones are resolved against BASE.")
          .withArguments(BASE)
          .withFlags(KEY, JSON, BATCH)
          .sorted()
          .withExitCodes(
              "0:all are URLs",
              "2:usage error",
              "3:not all are; the others are listed on standard error")
          .withFooter(
              "",
              "Examples:",
              "  echo '../b?q=1' | spinneret url https://a.example/x/",
              "  echo 'HTTP://B%C3%BCcher.example:80/a/../%7eb' | spinneret url --key");

  private final Values typed;

  public UrlCommand(Values typed) {
    this.typed = typed;
  }

  /// Gets what is no URL.
  PrintWriter err = new PrintWriter(System.err, true, System.err.charset());

  public int run() {
    if (typed.has(BATCH)) {
      return Batch.run(UrlCommand::answer);
    }
    return StandardOutput.write(out -> run(System.in, out));
  }

  /// Answers each line of `in`.
  int run(InputStream in, OutputStream out) throws IOException {
    var base = typed.find(BASE);
    var parsedBase = base == null ? null : ParsedUrl.parse(base, null);
    if (base != null && parsedBase == null) {
      throw new UsageException("BASE: %s is not a URL".formatted(Masks.url(base)));
    }
    var lines = new InputLines(in);
    var code = ExitCode.DONE;
    for (var line = lines.next(); line != null; line = lines.next()) {
      var url = ParsedUrl.parse(line, parsedBase);
      if (url == null || (typed.has(KEY) && !(url instanceof WebUrl))) {
        err.println(
            TerminalText.of(Masks.url(line)) + (url == null ? " is not a URL" : " has no key"));
        err.flush();
        code = ExitCode.FAIL_IF;
        continue;
      }
      out.write(typed.has(JSON) ? json(url) : (text(url) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }
    return code;
  }

  private String text(ParsedUrl url) {
    return typed.has(KEY) && url instanceof WebUrl web ? web.key() : url.href();
  }

  private static byte[] json(ParsedUrl url) throws IOException {
    return Terminal.jsonLine(json -> {
      write(url, json);
      json.writeStringField("scheme", url.scheme());
      if (url instanceof WebUrl web) {
        json.writeStringField("username", web.username());
        json.writeStringField("password", web.password());
        json.writeStringField("host", web.host());
        json.writeNumberField("port", web.port());
        json.writeStringField("path", web.path());
        json.writeStringField("query", web.query());
        json.writeStringField("fragment", web.fragment());
      }
    });
  }

  private static void write(ParsedUrl url, JsonGenerator json) throws IOException {
    json.writeStringField("url", url.href());
    if (url instanceof WebUrl web) {
      json.writeStringField("key", web.key());
    }
  }

  /// One request of a batch.
  static void answer(BatchRequest request, JsonGenerator out)
      throws IOException, BadRequestException {
    var base = request.textOrNull("base");
    var parsedBase = base == null ? null : ParsedUrl.parse(base, null);
    if (base != null && parsedBase == null) {
      throw new BadRequestException("\"base\" is not a URL");
    }
    var url = ParsedUrl.parse(request.text("input"), parsedBase);
    if (url == null) {
      throw new BadRequestException("not a URL");
    }
    write(url, out);
  }
}
