package dev.spinneret.engine.crawl.state;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.Validators;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.parse.http.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Webs that change from one generation to the next, and answer 304 to whoever has the version.
final class VersionedWeb {
  private static final int HOSTS = 4;
  private static final int PAGES = 40;

  /// Requests with what they said to know.
  final List<FetchRequest> requests = new ArrayList<>();

  private final MemoryWeb web;

  private VersionedWeb(Function<FetchRequest, @Nullable Answer> answers) {
    web =
        new MemoryWeb()
            .otherwise(request -> {
              requests.add(request);
              return ifModified(request, answers.apply(request));
            });
  }

  /// A web of the given answers.
  static VersionedWeb of(Map<String, Answer> answers) {
    return new VersionedWeb(request -> answers.get(request.url().withoutFragment()));
  }

  /// A web whose every answer follows from a seed, the URL and the generation: a tenth of them
  /// differ from those of the last one.
  static VersionedWeb random(long seed, int generation) {
    return new VersionedWeb(request -> answer(seed, generation, request.url().href()));
  }

  MemoryWeb web() {
    return web;
  }

  /// Paths of requests, except for robots.txt and sitemaps.
  List<String> asked() {
    return requests.stream()
        .map(request -> request.url().path())
        .filter(path -> !path.endsWith(".txt") && !path.endsWith(".xml"))
        .toList();
  }

  /// Paths that were requested with validators.
  List<String> askedWithValidators() {
    return requests.stream()
        .filter(request -> request.known() != null)
        .map(request -> request.url().path())
        .toList();
  }

  /// A page with an entity tag and links.
  static Answer page(String etag, String... hrefs) {
    var links = java.util.Arrays.stream(hrefs).map("<a href=%s>x</a>"::formatted);
    return Answer.status(
        200,
        etag + links.collect(Collectors.joining()),
        "Content-Type",
        "text/html",
        "ETag",
        '"' + etag + '"');
  }

  private static Answer ifModified(FetchRequest request, @Nullable Answer answer) {
    if (answer == null) {
      return Answer.status(404, "");
    }
    var known = request.known();
    var current = Validators.of(answer.headers());
    boolean has =
        known != null
            && current != null
            && (known.etag() != null
                ? known.etag().equals(current.etag())
                : String.valueOf(known.lastModified()).equals(current.lastModified()));
    return has && answer.status() == 200
        ? new Answer(answer.latency(), 304, Headers.EMPTY, "", null, answer.address())
        : answer;
  }

  /// What a URL of a random web answers.
  static Answer answer(long seed, int generation, String href) {
    int version = 0;
    for (int i = 1; i <= generation; i++) {
      boolean changes = new SplittableRandom(seed * 31 + i + href.hashCode()).nextInt(10) == 0;
      version = changes ? i : version;
    }
    var random = new SplittableRandom(seed * 7_919 + version * 104_729L + href.hashCode());
    var latency = Duration.ofMillis(1 + random.nextInt(60));
    if (href.endsWith("/robots.txt")) {
      return Answer.text("User-agent: *\nDisallow: /1\n").after(latency);
    }
    int kind = href.equals(SmallWeb.SEED) ? 11 : random.nextInt(12);
    return switch (kind) {
      case 0 -> Answer.status(404, "no").after(latency);
      case 1 -> Answer.redirect(link(random)).after(latency);
      case 2 -> Answer.failure(FailureCause.BAD_MESSAGE).after(latency);
      default -> {
        var hrefs = new String[8];
        for (int i = 0; i < hrefs.length; i++) {
          hrefs[i] = link(random);
        }
        var etag = href.hashCode() + "-" + version;
        var page = page(etag, hrefs);
        boolean hasValidators = kind > 5;
        yield (hasValidators ? page : Answer.html(page.body())).after(latency);
      }
    };
  }

  private static String link(SplittableRandom random) {
    return "http://h" + random.nextInt(HOSTS) + ".test/" + random.nextInt(PAGES);
  }
}
