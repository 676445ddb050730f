package dev.spinneret.cli.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.spinneret.cli.Typed;
import dev.spinneret.cli.terminal.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is said about command lines that cannot be carried out: the whole line, as it is printed.
class UsageMessageTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "-- crawl | spinneret: -- comes after the command: spinneret crawl --",
        "craw | spinneret: unknown command 'craw'; did you mean crawl?",
        "sitemaps x | spinneret: unknown command 'sitemaps'; did you mean sitemap?",
        "--versoin | spinneret: unknown flag '--versoin'; did you mean --version?",
        "https://example.org/ | spinneret: 'https://example.org/' is not a command; did you mean"
            + " spinneret crawl https://example.org/?",
        "example.org -q | spinneret: 'example.org' is not a command; did you mean spinneret crawl"
            + " example.org?",
        "localhost:8080 | spinneret: 'localhost:8080' is not a command; did you mean spinneret"
            + " crawl localhost:8080?",
        "http://me:hush@h/ | spinneret: 'http://h/' is not a command; did you mean spinneret crawl"
            + " http://h/?",
        "crawl -L http://h/ | spinneret crawl: unknown flag '-L'; redirects are followed without a"
            + " flag",
        "crawl --level 3 | spinneret crawl: unknown flag '--level'; here it is --max-depth",
        "crawl --mirror | spinneret crawl: unknown flag '--mirror'; links are followed without a"
            + " flag; --max-depth 0 does not follow them",
        "crawl --no-parent | spinneret crawl: unknown flag '--no-parent'; here it is --scope"
            + " prefix",
        "check --check-extern | spinneret check: unknown flag '--check-extern'; links to other"
            + " sites are requested without a flag",
        "fetch --level 3 | spinneret fetch: unknown flag '--level'; see --help for what is allowed",
        "crawl --smaple | spinneret crawl: unknown flag '--smaple'; did you mean --sample?",
        "crawl --max-detph=3 | spinneret crawl: unknown flag '--max-detph'; did you mean"
            + " --max-depth?",
        "crawl --frobnicate | spinneret crawl: unknown flag '--frobnicate'; see --help for what is"
            + " allowed",
        "crawl --max-depth x | spinneret crawl: --max-depth: 'x' is not a whole number, such as 10",
        "crawl --max-depth 1.5 | spinneret crawl: --max-depth: '1.5' is not a whole number, such as"
            + " 10",
        "crawl --max-depth 99999999999 | spinneret crawl: --max-depth: '99999999999': at most"
            + " 2147483647 is allowed",
        "crawl --max-pages 99999999999999999999 | spinneret crawl: --max-pages:"
            + " '99999999999999999999': at most 9223372036854775807 is allowed",
        "crawl --sample --max-depth -1 | spinneret crawl: --max-depth -1: at least 0 is allowed",
        "crawl --sample --max-time 0 | spinneret crawl: --max-time 0: more than 0 is allowed, such"
            + " as 10s",
        "crawl --delay=-5s | spinneret crawl: --delay: '-5s' is not a duration; write seconds,"
            + " or a number and ms, s, m, h or d, such as 10 or 200ms",
        "crawl --scope hst | spinneret crawl: --scope: 'hst' is none of host, domain, origin,"
            + " prefix, any",
        "crawl --quiet=maybe | spinneret crawl: --quiet: 'maybe' is neither true nor false",
        "crawl --concurrency | spinneret crawl: --concurrency needs a value: N",
        "crawl --seeds --sample | spinneret crawl: --seeds needs a value; '--sample' is a flag",
        "crawl --seeds=--sample | spinneret crawl: --seeds needs a value; '--sample' is a flag",
        "crawl -qo -v | spinneret crawl: --output needs a value; '-v' is a flag",
        "crawl --bearer --user=me:hush | spinneret crawl: --bearer needs a value; '--user' is a"
            + " flag",
        "bench --html loop | spinneret bench: --html needs a value; 'loop' is a command",
        "bench --threads 5,x | spinneret bench: --threads: 'x' is not a whole number, such as 10",
        "verify | spinneret verify: 'A', 'B' missing; see --help",
        "verify a | spinneret verify: 'B' missing; see --help",
        "explain --state | spinneret explain: --state needs a value: FILE",
        "crawl --seeds - | spinneret crawl: --seeds -: pass - as a URL to read standard input",
        "crawl --sample --sitemap http://h/ | spinneret crawl: --sample cannot be combined with"
            + " URLs, --seeds or --sitemap",
        "crawl --sample --summary-json - | spinneret crawl: --summary-json -: name a file,"
            + " since standard output is for records",
        "crawl --sample --log-level loud | spinneret crawl: --log-level: 'loud' is none of error,"
            + " warning, info, debug",
        "serve --size 5GB | spinneret serve: --size 5000000000: at most 2147483647 is allowed",
        "serve x | spinneret serve: 'x' is one argument too many; see --help for what is allowed",
        "explain | spinneret explain: '--state=FILE', 'URL' missing; see --help",
        "completion man crow | spinneret completion: 'crow' is not a command; there are crawl,"
            + " check, bench, bench loop, bench fetch, bench crawl, serve, fetch, report, verify,"
            + " diff, explain, frontier, frontier status, frontier stop, frontier requeue, frontier"
            + " drop, frontier export, links, url, robots, sitemap, completion, help",
        "completion tcsh | spinneret completion: 'tcsh' is none of bash, zsh, fish, man",
        "completion fish crawl | spinneret completion: 'crawl': a command can be named where one"
            + " manual page is printed, as in completion man crawl",
        "help craw | spinneret help: unknown command 'craw'; did you mean crawl?",
      })
  void oneLineNamesTheFlagTheValueAndWhatIsAllowed(String typed, String said) {
    assertEquals(said.strip() + "\n", complaint(typed.strip().split(" ")));
  }

  @Test
  void twoFlagsMustNotNameOneFile() throws IOException {
    var file = directory.resolve("a.jsonl");
    var other = directory + "/../" + directory.getFileName() + "/a.jsonl";
    var same = "spinneret crawl: %s and %s are the same file\n";
    for (var flag : List.of("-o", "--summary-json", "--state", "--save-cookies")) {
      var expected = same.formatted(flag + " " + other, "-o " + file);
      var line = new String[] {"crawl", "http://h/", "-o", file.toString(), flag, other};
      assertEquals(expected, complaint(line));
      Files.deleteIfExists(file);
    }
    Files.writeString(file, "");
    Files.createSymbolicLink(directory.resolve("b.csv"), file);
    var link = directory.resolve("b.csv").toString();
    assertEquals(
        same.formatted("-o " + link, "-o " + file),
        complaint("crawl", "http://h/", "-o", file.toString(), "-o", link));
    assertEquals(
        same.formatted("--seeds " + other, "-o " + file),
        complaint("crawl", "--seeds", other, "-o", file.toString()));
    assertEquals(
        "spinneret report: -o %s: the records are read from this file\n".formatted(link),
        complaint("report", file.toString(), "-o", link));
    assertEquals(
        "spinneret crawl: --state -: name a file, since standard output is for records\n",
        complaint("crawl", "http://h/", "--state", "-"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-depth = x | line 1: --max-depth: 'x' is not a whole number, such as 10",
        "max-depth | line 1: max-depth needs a value: max-depth = N",
        "max-detph = 3 | line 1: 'max-detph' is not a flag of crawl; did you mean max-depth?",
        "max-pages: 5 | line 1: a name and a value are separated by =: max-pages = N",
        "version | line 1: version can only be typed",
        "config = other | line 1: config can only be typed",
        "= 3 | line 1: '' is not a flag of crawl; see --help for what is allowed",
      })
  void configFilesAreNamedWithTheLine(String text, String said) throws IOException {
    var file = directory.resolve("spinneret.conf").toString();
    Files.writeString(Path.of(file), text + "\n");
    assertEquals(
        "spinneret: --config " + file + " " + said + "\n", complaint("crawl", "--config", file));
  }

  @Test
  void filesThatAreNoTextAreNamed() throws IOException {
    var file = directory.resolve("binary");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
    assertEquals(
        "spinneret: --config " + file + ": is not UTF-8 text\n",
        complaint("crawl", "--config", file.toString()));
    assertEquals(
        "spinneret crawl: --seeds " + file + ": is not UTF-8 text\n",
        complaint("crawl", "--seeds", file.toString()));
    assertEquals(
        "spinneret crawl: --seeds " + directory + ": Is a directory\n",
        complaint("crawl", "--seeds", directory.toString()));
  }

  private static String complaint(String... args) {
    var err = new StringWriter();
    var code = Typed.run(new PrintWriter(err), args);
    assertEquals(ExitCode.USAGE, code, err.toString());
    return err.toString();
  }
}
