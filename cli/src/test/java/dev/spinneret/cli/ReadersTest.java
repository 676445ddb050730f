package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.flag.Command;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.PicocliModel;
import dev.spinneret.cli.manual.CommandTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Whatever the quick reader takes, it takes as picocli does.
class ReadersTest {
  private static final int ROUNDS = 1_000;

  /// A good value for each label of the help.
  private static final Map<String, List<String>> VALUES =
      Map.ofEntries(
          Map.entry("N", List.of("1", "7", "+8")),
          Map.entry("SIZE", List.of("33MiB", "64000000")),
          Map.entry("BYTES", List.of("13KiB")),
          Map.entry("SHARE", List.of("5%", "0.25", "1")),
          Map.entry("I/N", List.of("2/3")),
          Map.entry("DURATION", List.of("1.5s", "200ms", "5")),
          Map.entry("RATE", List.of("5/s", "0.5", "90/m")),
          Map.entry("DIST", List.of("0", "lognormal(200ms,0.5)")),
          Map.entry("N,...", List.of("1,2", "3", "4,,5", "6,")),
          Map.entry("DIST,...", List.of("0,5ms", "lognormal(200ms,0.5),1ms")),
          Map.entry("LIST", List.of("loop,threads", "vthreads")),
          Map.entry("KIND", List.of("a,img", "\"a,b\",c", "a,")),
          Map.entry("FLAGS", List.of("a b", "a  b ", "x")),
          Map.entry("NAME", List.of("ETag", "x-y")),
          Map.entry("NAME=CSS", List.of("a=b", "a_1=p > a@href")),
          Map.entry("FIELD,...", List.of("status,title", "title")),
          Map.entry("P", List.of("80")),
          Map.entry("S", List.of("-3", "5")));

  private static final List<String> TEXTS =
      List.of("a=b c", "x", "http://h/", "100%", "\"q\"", "a,b", "@x", "é", "crawl", "loop", "-");

  private static final List<String> ODD =
      List.of(
          "",
          "-",
          "--",
          "-5",
          "-o",
          "-x",
          "-qv",
          "-of",
          "-o=f",
          "-o=",
          "@x",
          "--help",
          "-h",
          "-hq",
          "--max",
          "--no-robots=false",
          "--json=true",
          "--max-depth=",
          "--max-depth=-1",
          "--delay",
          "x",
          "URL",
          "=",
          "--=",
          "loop",
          "crawl",
          "fetch",
          "--config");

  static Stream<String> paths() {
    return Stream.concat(Commands.paths().stream(), Commands.HIDDEN.stream());
  }

  @ParameterizedTest
  @MethodSource("paths")
  void everyFlagIsTakenAsPicocliTakesIt(String path) {
    var missing = new TreeSet<String>();
    for (var flag : flags(path)) {
      for (var name : flag.names()) {
        for (var value : values(flag)) {
          var words = new ArrayList<>(List.of(path.split(" ")));
          words.addAll(arguments(path));
          words.add(name);
          if (flag.arity().max() > 0) {
            words.add(value);
          }
          if (!isReadAlike(words) && isPlain(value)) {
            missing.add(String.join(" ", words));
          }
        }
      }
    }
    assertEquals(new TreeSet<String>(), missing, "lines that the quick reader leaves");
  }

  private static boolean isPlain(String value) {
    return !value.startsWith("-")
        && !value.contains("\"")
        && !value.contains(",,")
        && !List.of("loop", "fetch", "crawl").contains(value);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void whatIsReadIsReadAsPicocliReadsIt(String path) {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var flags = flags(path);
    var read = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var words = new ArrayList<>(List.of(path.split(" ")));
      var oddity = random.nextInt(3) == 0 ? 4 : 1_000;
      if (random.nextInt(4) > 0) {
        words.addAll(arguments(path));
      }
      for (var left = random.nextInt(6); left > 0; left--) {
        if (flags.isEmpty()) {
          words.add(any(random.nextBoolean() ? ODD : TEXTS, random));
        } else {
          add(words, flags.get(random.nextInt(flags.size())), random, oddity);
        }
      }
      if (isReadAlike(words)) {
        read++;
      }
    }
    var told = "%s, seed %d: %d of %d lines were read".formatted(path, seed, read, ROUNDS);
    assertTrue(read > ROUNDS / 20 && read < ROUNDS, told);
  }

  private static void add(List<String> words, OptionSpec flag, Random random, int oddity) {
    if (random.nextInt(oddity) == 0) {
      words.add(any(ODD, random));
    }
    if (random.nextInt(6) == 0) {
      words.add(any(TEXTS, random));
    }
    var name = any(List.of(flag.names()), random);
    if (flag.arity().max() == 0) {
      words.add(name);
      return;
    }
    var value = random.nextInt(oddity) == 0 ? any(ODD, random) : any(values(flag), random);
    if (random.nextBoolean()) {
      words.add(name + "=" + value);
    } else {
      words.addAll(List.of(name, value));
    }
  }

  private static String any(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  @Test
  void helpAndOtherLinesThatAreNotPlainAreLeftToPicocli() {
    for (var line :
        List.of(
            "",
            "none",
            "crawl --help",
            "crawl -h",
            "verify a",
            "verify a b c",
            "url x y",
            "bench x loop",
            "explain http://h/",
            "completion",
            "crawl -o")) {
      assertNull(
          Commands.LINES.readPlain(line.isEmpty() ? List.of() : List.of(line.split(" "))), line);
    }
  }

  @Test
  void theWordsAsTypedAreKept() {
    var words = List.of("crawl", "http://h/", "-q");
    assertEquals(words, Objects.requireNonNull(Commands.LINES.readPlain(words)).values().line());
    assertEquals(words, Typed.of(words).line());
  }

  /// Whether the quick reader takes a line, and then exactly as picocli does.
  private static boolean isReadAlike(List<String> words) {
    var plain = Commands.LINES.readPlain(words);
    if (plain == null) {
      return false;
    }
    try {
      var line = Commands.LINES.readAny(words);
      assertEquals(line == null ? null : line.path(), plain.path(), words::toString);
      assertEquals(line == null ? null : line.values(), plain.values(), words::toString);
    } catch (ParameterException e) {
      throw new AssertionError(words + " is read, but picocli says: " + e.getMessage(), e);
    }
    return true;
  }

  /// What a command needs.
  private static List<String> arguments(String path) {
    return switch (path) {
      case "verify", "diff" -> List.of("a", "b");
      case "report" -> List.of("a");
      case "explain" -> List.of("http://h/", "--state", "s.db");
      case "completion" -> List.of("bash");
      case "frontier status" -> List.of("postgresql://h/d");
      default -> List.of();
    };
  }

  private static List<String> values(OptionSpec flag) {
    var kind = CommandTree.kind(flag);
    if (kind.expects() == Kind.Expects.WORDS && flag.splitRegex().isEmpty()) {
      return kind.words();
    }
    return VALUES.getOrDefault(flag.paramLabel(), TEXTS);
  }

  private static List<OptionSpec> flags(String path) {
    var root = Commands.root();
    var names = path.split(" ");
    var first = Objects.requireNonNull(Commands.find(names[0]));
    var line = PicocliModel.of(new Command(root.table(), root.action(), List.of(first)));
    for (var name : names) {
      line = line.getSubcommands().get(name);
    }
    return line.getCommandSpec().options().stream()
        .filter(flag -> !flag.usageHelp() && !flag.versionHelp())
        .toList();
  }
}
