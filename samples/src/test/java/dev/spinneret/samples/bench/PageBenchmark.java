package dev.spinneret.samples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.spinneret.parse.html.Page;
import dev.spinneret.parse.html.PageParser;
import dev.spinneret.parse.url.WebUrl;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
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

/// Reading a whole page, beside what jsoup alone takes and what telling the encoding takes.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class PageBenchmark {
  private static final String[] WORDS = {
    "lorem ", "ipsum ", "<b>dolor</b> ", "sit ", "amet, ", "consectetur "
  };

  /// How many links the page has; it has a third of a kilobyte for each.
  @Param({"5", "36", "1000"})
  public int linkCount;

  private final WebUrl url =
      Objects.requireNonNull(WebUrl.parse("https://www.example.com/dir/sub/index.html", null));
  private byte[] body = {};
  private String text = "";

  /// JMH creates it.
  public PageBenchmark() {}

  /// Makes the page, always the same.
  @Setup
  public void setUp() {
    var random = new SplittableRandom(1);
    var html =
        new StringBuilder(
            """
            <!doctype html><html lang=en><head><meta charset=utf-8><title>A page</title>
            <link rel=stylesheet href=/style.css></head><body><h1>Heading</h1>
            """);
    for (var i = 0; i < linkCount; i++) {
      var end = html.length() + 320;
      html.append("<p class=para>Lorem ipsum, <a class=link href=\"")
          .append(UrlBenchmark.link(UrlBenchmark.Shape.values()[i % 4], i))
          .append("\">a link</a> ");
      while (html.length() < end) {
        html.append(WORDS[random.nextInt(WORDS.length)]);
      }
      html.append("</p>\n");
    }
    text = html.append("</body></html>").toString();
    body = text.getBytes(UTF_8);
  }

  /// Reads the page: encoding, document, links.
  ///
  /// @return what it says
  @Benchmark
  public Page page() {
    return PageParser.parse(body, "text/html", url);
  }

  /// Builds the document only.
  ///
  /// @return the document
  @Benchmark
  public Document jsoupAlone() {
    return Parser.htmlParser().parseInput(text, "");
  }

  /// Builds the document and resolves its links with jsoup, which asks java.net.URL.
  ///
  /// @return how long the links are together
  @Benchmark
  public int jsoupWithAbsUrl() {
    var chars = 0;
    for (var element : Parser.htmlParser().parseInput(text, url.href()).select("a[href]")) {
      chars += element.absUrl("href").length();
    }
    return chars;
  }

  /// Tells the encoding only.
  ///
  /// @return its name
  @Benchmark
  public String charset() {
    return PageParser.charset(body, "text/html");
  }
}
