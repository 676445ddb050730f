package dev.spinneret.samples.bench;

import dev.spinneret.parse.url.WebUrl;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

/// Resolving one link, by how much there is to do.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class UrlBenchmark {
  private static final int LINK_COUNT = 36;

  /// What the links look like.
  public enum Shape {
    /// `/p/7/some-longer-title`.
    ROOT,
    /// `page-7?id=7`.
    RELATIVE,
    /// `https://www.example.com/section/7/page.html`.
    ABSOLUTE,
    /// `../other/7.html`.
    DOTS,
    /// `/wiki/Zürich 7`, which is to be percent-encoded.
    ENCODE,
    /// `http://zürich.example/7`, which is to be looked up in the IDNA table.
    IDNA,
    /// All of the first four.
    MIXED
  }

  /// Which of them.
  @Param public @Nullable Shape shape;

  private final WebUrl base =
      Objects.requireNonNull(WebUrl.parse("https://www.example.com/dir/sub/index.html?x=1", null));
  private String[] links = {};
  private WebUrl[] urls = {};
  private int next;

  /// JMH creates it.
  public UrlBenchmark() {}

  /// Makes the links.
  @Setup
  public void setUp() {
    var all = Objects.requireNonNull(shape);
    links =
        IntStream.range(0, LINK_COUNT)
            .mapToObj(i -> link(all == Shape.MIXED ? Shape.values()[i % 4] : all, i))
            .toArray(String[]::new);
    urls =
        IntStream.range(0, LINK_COUNT)
            .mapToObj(i -> Objects.requireNonNull(WebUrl.parse(links[i], base)))
            .toArray(WebUrl[]::new);
  }

  /// One link of a shape.
  static String link(Shape shape, int i) {
    return switch (shape) {
      case ROOT -> "/p/" + i + "/some-longer-title";
      case RELATIVE -> "page-" + i + "?id=" + i;
      case ABSOLUTE -> "https://www.example.com/section/" + i + "/page.html";
      case DOTS -> "../other/" + i + ".html";
      case ENCODE -> "/wiki/Zürich " + i;
      case IDNA -> "http://zürich.example/" + i;
      case MIXED -> throw new IllegalArgumentException("MIXED is not one shape");
    };
  }

  /// Resolves one link.
  ///
  /// @return the URL
  @Benchmark
  public @Nullable WebUrl resolve() {
    next = (next + 1) % LINK_COUNT;
    return WebUrl.parse(links[next], base);
  }

  /// Makes the canonical key of one URL.
  ///
  /// @return the key
  @Benchmark
  public String key() {
    next = (next + 1) % LINK_COUNT;
    return urls[next].key();
  }
}
