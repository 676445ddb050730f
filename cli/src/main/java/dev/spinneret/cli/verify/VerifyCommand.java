package dev.spinneret.cli.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.input.RecordFile;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// `verify A B`: whether two crawls did equal work.
public final class VerifyCommand {
  private static final Flag<String> FIRST =
      Flag.argument("A", Kind.FILE, "Records; - is standard input.").required();

  private static final Flag<String> SECOND =
      Flag.argument("B", Kind.FILE, "Records; - is standard input.").required();

  private static final Flag<Boolean> JSON = Flag.on("-j, --json", "Prints the comparison as JSON.");

  public static final Table TABLE =
      Table.of(
              "verify",
              "Checks whether two crawls did equal work.",
              "",
              "Compares the records of any two crawls or tools, in any order: the URLs, and status,"
                  + " body digest and links if both files have them. Reads "
                  + RecordFile.FORMATS
                  + ".")
          .withArguments(FIRST, SECOND)
          .withFlags(JSON)
          .sorted()
          .withExitCodes("0:equal work", "2:usage error", "3:not equal")
          .withFooter(
              "",
              "Examples:",
              "  spinneret crawl --sample --links -o a.jsonl",
              "  spinneret crawl --sample --links --engine threads -o b.jsonl",
              "  spinneret verify a.jsonl b.jsonl");

  private final Values typed;
  private final String first;
  private final String second;

  public VerifyCommand(Values typed) {
    this.typed = typed;
    this.first = typed.get(FIRST);
    this.second = typed.get(SECOND);
  }

  /// Compares the two files and prints the result.
  public int run() {
    var comparison = compare();
    return StandardOutput.write(out -> {
      out.write(
          typed.has(JSON) ? json(comparison) : text(comparison).getBytes(StandardCharsets.UTF_8));
      return comparison.equal() ? ExitCode.DONE : ExitCode.FAIL_IF;
    });
  }

  /// Reads both files and compares them.
  WorkComparison compare() {
    if (first.equals("-") && second.equals("-")) {
      throw new UsageException("standard input can be only one of the two files");
    }
    return WorkComparison.of(WorkFile.read(first), WorkFile.read(second));
  }

  /// The comparison as a person reads it.
  String text(WorkComparison comparison) {
    var text = new StringBuilder();
    var fields = comparison.compared();
    text.append("compared: url")
        .append(fields.status() ? ", status" : "")
        .append(fields.body() ? ", body" : "")
        .append(fields.links() ? ", links" : "")
        .append('\n');
    text.append(
        "%s  %d records  %s%n"
            .formatted(comparison.digestA(), comparison.countA(), TerminalText.of(first)));
    text.append(
        "%s  %d records  %s%n"
            .formatted(comparison.digestB(), comparison.countB(), TerminalText.of(second)));
    comparison
        .differences()
        .forEach((kind, differences) -> {
          text.append("%s: %d%n".formatted(kind.words(), differences.count()));
          differences
              .first()
              .forEach(line -> text.append("  ").append(TerminalText.of(line)).append('\n'));
        });
    return text.append(comparison.equal() ? "equal work\n" : "not equal work\n").toString();
  }

  private static byte[] json(WorkComparison comparison) throws IOException {
    return Terminal.jsonLine(json -> {
      json.writeBooleanField("equal_work", comparison.equal());
      json.writeArrayFieldStart("compared");
      json.writeString("url");
      writeIf(json, comparison.compared().status(), "status");
      writeIf(json, comparison.compared().body(), "body");
      writeIf(json, comparison.compared().links(), "links");
      json.writeEndArray();
      json.writeStringField("digest_a", comparison.digestA());
      json.writeStringField("digest_b", comparison.digestB());
      json.writeNumberField("records_a", comparison.countA());
      json.writeNumberField("records_b", comparison.countB());
      json.writeObjectFieldStart("differences");
      for (var entry : comparison.differences().entrySet()) {
        json.writeObjectFieldStart(entry.getKey().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("count", entry.getValue().count());
        json.writeArrayFieldStart("first");
        for (var line : entry.getValue().first()) {
          json.writeString(line);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndObject();
    });
  }

  private static void writeIf(JsonGenerator json, boolean there, String name) throws IOException {
    if (there) {
      json.writeString(name);
    }
  }
}
