package dev.spinneret.samples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.parse.robots.RobotsDecision;
import dev.spinneret.parse.robots.RobotsRules;
import dev.spinneret.parse.url.WebUrl;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One robots.txt decision: a URL of a shop against ten rules, as most files have, and against the
/// thousands that some have; one rule in eight has a star.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class RobotsBenchmark {
  private static final int URL_COUNT = 256;
  private static final String[] WORDS = {
    "search", "cart", "login", "product", "list", "user", "api", "img", "help", "print", "tag", "de"
  };

  /// How many allow and disallow lines the file has.
  @Param({"10", "100", "5000"})
  public int ruleCount;

  private byte[] body = {};
  private RobotsRules rules = RobotsRules.allowAll();
  private WebUrl[] urls = {};
  private int next;

  /// JMH creates it.
  public RobotsBenchmark() {}

  /// Makes the file and the URLs, always the same.
  @Setup
  public void setUp() {
    var random = new SplittableRandom(1);
    var text = new StringBuilder("User-agent: *\n");
    for (int i = 0; i < ruleCount; i++) {
      text.append(i % 5 == 0 ? "Allow: " : "Disallow: ");
      text.append(i % 8 == 0 ? "/*" : "").append(path(random)).append(i % 16 == 0 ? "$\n" : "\n");
    }
    body = text.toString().getBytes(UTF_8);
    rules = RobotsRules.parse(body, "Spinneret");
    urls =
        IntStream.range(0, URL_COUNT)
            .mapToObj(
                i -> "https://shop.example" + path(random) + "?page=" + i + "&sort=price%20up")
            .map(url -> Objects.requireNonNull(WebUrl.parse(url, null)))
            .toArray(WebUrl[]::new);
  }

  private static String path(SplittableRandom random) {
    var path = new StringBuilder();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      path.append('/').append(WORDS[random.nextInt(WORDS.length)]);
    }
    return path.append('/').append(random.nextInt(10_000)).toString();
  }

  /// Decides one URL.
  ///
  /// @return the decision
  @Benchmark
  public RobotsDecision decide() {
    next = (next + 1) % URL_COUNT;
    return rules.decide(urls[next]);
  }

  /// Reads the whole file.
  ///
  /// @return its rules
  @Benchmark
  public RobotsRules parse() {
    return RobotsRules.parse(body, "Spinneret");
  }
}
