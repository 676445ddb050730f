package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Whatever the plain reader takes, it takes as picocli does.
class PlainLineTest {
  private static final int ROUNDS = 120;

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("int", "7"),
          Map.entry("Integer", "8"),
          Map.entry("Long", "9"),
          Map.entry("--max-bytes", "12KB"),
          Map.entry("--max-body", "12KB"),
          Map.entry("--check-parser", "5%"),
          Map.entry("--shard", "2/3"),
          Map.entry("Duration", "1.5s"),
          Map.entry("--size", "13KiB"),
          Map.entry("--errors", "0.25"),
          Map.entry("--redirects", "1%"),
          Map.entry("long", "10"),
          Map.entry("OptionalInt", "3"),
          Map.entry("Latency", "lognormal(200ms,0.5)"),
          Map.entry("Path", "a/b.txt"),
          Map.entry("String", "a=b c"),
          Map.entry("List", "d,e"));

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
          "@x",
          "--help",
          "-h",
          "--max",
          "--no-robots=false",
          "--max-depth=",
          "--max-depth=-1",
          "--delay",
          "x",
          "URL",
          "=",
          "--=");

  /// Flags that only picocli reads.
  private static final Set<String> LEFT_TO_PICOCLI = Set.of("--help", "--config", "--kind");

  static Stream<String> verbs() {
    return Stream.concat(Verbs.NAMES.stream(), Verbs.HIDDEN.stream())
        .filter(verb -> Verbs.create(verb) instanceof PlainCommand);
  }

  @Test
  void mostCommandsHavePlainLines() {
    assertTrue(
        verbs().toList().containsAll(List.of("crawl", "fetch", "url", "links", "robots", "serve")));
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyFlagIsTakenAsPicocliTakesIt(String verb) {
    var missing = new TreeSet<String>();
    for (var flag : flags(verb)) {
      for (var name : flag.names()) {
        if (!LEFT_TO_PICOCLI.contains(flag.longestName())) {
          var words = new ArrayList<>(List.of(verb, name));
          if (flag.arity().max() > 0) {
            words.add(value(flag));
          }
          if (!isReadAlike(words)) {
            missing.add(advice(flag));
          }
        }
      }
    }
    assertTrue(missing.isEmpty(), () -> "add to the methods take:\n" + String.join("\n", missing));
  }

  private static String advice(OptionSpec flag) {
    var field = (Field) flag.userObject();
    return "%s: case \"%s\" -> %s = …"
        .formatted(
            field.getDeclaringClass().getSimpleName(),
            String.join("\", \"", flag.names()),
            field.getName());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void whatIsReadIsReadAsPicocliReadsIt(String verb) {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var flags = flags(verb);
    var read = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var words = new ArrayList<String>();
      words.add(verb);
      var oddity = random.nextInt(3) == 0 ? 4 : 1_000;
      for (var left = random.nextInt(6); left >= 0; left--) {
        add(words, flags.get(random.nextInt(flags.size())), random, oddity);
      }
      if (isReadAlike(words)) {
        read++;
      }
    }
    var told = "seed %d: %d of %d lines were read".formatted(seed, read, ROUNDS);
    assertTrue(read > ROUNDS / 20 && read < ROUNDS, told);
  }

  private static void add(List<String> words, OptionSpec flag, Random random, int oddity) {
    if (random.nextInt(oddity) == 0) {
      words.add(ODD.get(random.nextInt(ODD.size())));
    }
    if (random.nextInt(4) == 0) {
      words.add(random.nextInt(4) == 0 ? "-" : "http://h/" + random.nextInt(10));
    }
    var name = flag.names()[random.nextInt(flag.names().length)];
    if (flag.arity().max() == 0) {
      words.add(name);
      return;
    }
    var value = random.nextInt(oddity) == 0 ? "-no-value" : value(flag);
    if (random.nextBoolean()) {
      words.add(name + "=" + value);
    } else {
      words.addAll(List.of(name, value));
    }
  }

  @Test
  void helpConfigAndOtherCommandsAreLeftToPicocli() {
    for (var line :
        List.of(
            "",
            "help",
            "crawl --help",
            "crawl -h",
            "verify a",
            "url x y",
            "crawl --config a",
            "crawl -o")) {
      assertNull(PlainLine.read(line.isEmpty() ? new String[0] : line.split(" ")), line);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crawl",
        "crawl ftp://h/",
        "crawl --sample http://h/",
        "crawl --sample --concurrency 0",
        "crawl --sample --fail-if brokn>0",
        "crawl --sample -o /nonexistent/a.csv",
        "fetch",
        "fetch ftp://h/",
      })
  void whatCannotBeDoneIsToldAsPicocliTellsIt(String line) {
    var words = line.split(" ");
    var theirs = new StringWriter();
    var code = CommandLines.create(words).setErr(new PrintWriter(theirs, true)).execute(words);
    var ours = new StringWriter();
    var command = Objects.requireNonNull(PlainLine.read(words));
    assertEquals(code, Main.call(command, words[0], new PrintWriter(ours, true)));
    assertEquals(theirs.toString(), ours.toString());
    assertEquals(ExitCode.USAGE, code);
  }

  @Test
  void theCommandAsTypedIsKnown() {
    String[] words = {"crawl", "http://h/", "-q"};
    var ours = (CrawlCommand) Objects.requireNonNull(PlainLine.read(words));
    assertEquals(((CrawlCommand) picocli(words)).command(), ours.command());
    assertEquals(List.of("spinneret", "crawl", "http://h/", "-q"), ours.command());
  }

  /// Whether the plain reader takes a line, and then exactly as picocli does.
  private static boolean isReadAlike(List<String> words) {
    var typed = words.toArray(String[]::new);
    var ours = PlainLine.read(typed);
    if (ours == null) {
      return false;
    }
    try {
      assertEquals(fields(picocli(typed)), fields(ours), words::toString);
    } catch (ParameterException e) {
      throw new AssertionError(words + " is read, but picocli says: " + e.getMessage(), e);
    }
    return true;
  }

  private static Object picocli(String... words) {
    var line = CommandLines.create(words);
    assertTrue(!line.parseArgs(words).isUsageHelpRequested(), Arrays.toString(words));
    return line.getSubcommands().get(words[0]).getCommandSpec().userObject();
  }

  private static SortedMap<String, String> fields(Object of) {
    var values = new TreeMap<String, String>();
    for (Class<?> type = of.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (var field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())
            && !field.isSynthetic()
            && field.getType() != PrintWriter.class) {
          var value = value(field, of);
          var name = type.getSimpleName() + "." + field.getName();
          values.put(
              name,
              value instanceof PlainFlags block ? fields(block).toString() : String.valueOf(value));
        }
      }
    }
    return values;
  }

  private static Object value(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static String value(OptionSpec flag) {
    var type = flag.type();
    var words = Converters.WORDS.get(type);
    if (words != null) {
      return words.getLast();
    }
    return Objects.requireNonNull(
        VALUES.getOrDefault(flag.longestName(), VALUES.get(type.getSimpleName())),
        () -> "a value for " + flag.longestName() + " of " + type);
  }

  private static List<OptionSpec> flags(String verb) {
    return CommandLines.create(verb).getSubcommands().get(verb).getCommandSpec().options();
  }
}
