package dev.spinneret.cli.diff;

import dev.spinneret.cli.expression.Expression;
import dev.spinneret.cli.expression.ExpressionException;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.TemporaryDirectory;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.input.RecordFile;
import dev.spinneret.cli.sort.ExternalSort;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.UsageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `diff A B`: what changed between two crawls.
public final class DiffCommand {
  private static final Flag<String> FIRST =
      Flag.argument("A", Kind.FILE, "Records of the earlier crawl; - is standard input.")
          .required();

  private static final Flag<String> SECOND =
      Flag.argument("B", Kind.FILE, "Records of the later crawl; - is standard input.").required();

  private static final Flag<String> MAP =
      Flag.many(
          "--map=PROD=STAGE",
          Kind.TEXT,
          "Treats URLs that begin with PROD as those that begin with STAGE, in both files; may be"
              + " repeated.");

  private static final Flag<DiffKind> COMPARE =
      Flag.list(
          "--compare=FIELD,...",
          Kind.named(DiffKind.fields()),
          ",",
          "Compares only these fields: status, redirect, title, canonical, digest, links"
              + " (default: all that both files have).");

  private static final Flag<Integer> SHOW =
      Flag.of("--show=N", Kind.integer(0), "Shows N URLs of each kind of difference (default: 10).")
          .or("10");

  private static final Flag<Boolean> JSON =
      Flag.on("--json", "Prints every difference, as one JSON object.");

  private static final Flag<String> FAIL_IF =
      Flag.of(
          "--fail-if=EXPR",
          Kind.TEXT,
          "Exits with 3 if this holds, such as 'newly_broken > 0 || gone > 10'. Names: new, gone,"
              + " the fields of --compare, changed, same, newly_broken, fixed.");

  public static final Table TABLE =
      Table.of(
              "diff",
              "Shows what changed between two crawls.",
              "",
              "Compares the records of two crawls by URL, in any order: which URLs are new or gone,"
                  + " and which have another status, redirect, title, canonical URL, body or set of"
                  + " links. Titles and canonical URLs need crawl --facts, links need --links."
                  + " Memory does not grow with the crawls. Reads "
                  + RecordFile.FORMATS
                  + ".")
          .withArguments(FIRST, SECOND)
          .withFlags(MAP, COMPARE, SHOW, JSON, FAIL_IF, TemporaryDirectory.FLAG)
          .sorted()
          .withExitCodes("0:compared", "2:usage error", "3:the --fail-if expression held")
          .withFooter(
              "",
              "Examples:",
              "  spinneret crawl --sample -o a.jsonl",
              "  spinneret crawl --sample --max-depth 3 -o b.jsonl",
              "  spinneret diff a.jsonl b.jsonl",
              "  spinneret diff a.jsonl b.jsonl --fail-if 'newly_broken > 0'");

  private final Values typed;

  public DiffCommand(Values typed) {
    this.typed = typed;
  }

  /// Compares the two files and prints the result.
  public int run() {
    return StandardOutput.write(this::run);
  }

  /// Compares the two files.
  ///
  /// @param out takes the result
  /// @throws IOException if it cannot be written
  int run(OutputStream out) throws IOException {
    var map = UrlMap.of(typed.all(MAP));
    var condition = condition(typed.find(FAIL_IF));
    var directory = TemporaryDirectory.of(typed);
    var wanted = wanted();
    var first = typed.get(FIRST);
    var second = typed.get(SECOND);
    if (first.equals("-") && second.equals("-")) {
      throw new UsageException("standard input can be only one of the two files");
    }
    var withLinks = wanted.contains(DiffKind.LINKS);
    var memoryBytes = ExternalSort.usualMemoryBytes(2);
    try (var sortA = new ExternalSort(directory, memoryBytes);
        var sortB = new ExternalSort(directory, memoryBytes)) {
      var a = DiffSide.read(first, map, withLinks, sortA);
      var b = DiffSide.read(second, map, withLinks, sortB);
      var diff = new Diff(a, b, wanted, map);
      if (typed.has(JSON)) {
        DiffJson.write(diff, out);
      } else {
        out.write(DiffText.of(diff, typed.get(SHOW)).getBytes(StandardCharsets.UTF_8));
      }
      return condition != null && condition.holds(diff::count) ? ExitCode.FAIL_IF : ExitCode.DONE;
    }
  }

  private Set<DiffKind> wanted() {
    var fields = typed.all(COMPARE);
    var wanted = EnumSet.of(DiffKind.NEW, DiffKind.GONE);
    wanted.addAll(fields.isEmpty() ? DiffKind.fields() : fields);
    return wanted;
  }

  private static @Nullable Expression condition(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return Expression.parse(text, Diff.NAMES::contains, _ -> false);
    } catch (ExpressionException e) {
      throw new UsageException("--fail-if: " + e.getMessage(), e.marked());
    }
  }
}
