package dev.spinneret.samples.ladder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.sync.Queue;
import dev.spinneret.engine.sync.QueueShutDown;
import dev.spinneret.samples.site.SiteOptions;
import dev.spinneret.samples.site.SiteThread;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A crawler in forty lines: workers take URLs from a queue, fetch them, and put what they link to
/// back, until nothing is left.
///
/// It asks for each URL once, stays on its host, and ends by itself: a URL counts as open from
/// before it is queued until after its links are, also when its fetch throws. What it lacks, such
/// as robots.txt, politeness and limits, is in `engine.crawl`.
public final class Crawler {
  private static final Pattern LINK = Pattern.compile("(?:href=\"|\r\nLocation: )([^\"#\r]+)");
  private final Queue<URI> queue = new Queue<>(Queue.UNBOUNDED);
  private final Set<URI> seen = new HashSet<>();
  private final Map<String, String> found = new TreeMap<>();
  private final URI root;

  private Crawler(URI root) {
    this.root = root;
  }

  /// Crawls a site.
  ///
  /// @param args a URL that begins with `http://`; without one, the sample web is crawled
  /// @throws IOException if the sample web does not start
  public static void main(String[] args) throws IOException {
    try (var server = SiteThread.start(SiteOptions.DEFAULT.withPages(100))) {
      var sample = URI.create("http://localhost:" + server.site().address().getPort() + "/");
      var root = args.length == 0 ? sample : URI.create(args[0]);
      var found = EventLoop.run(() -> crawl(root, 10));
      long pages = found.values().stream().filter(status -> status.startsWith("200")).count();
      System.out.println(pages + " pages of " + found.size() + " URLs");
    }
  }

  /// Crawls a site. Called in a task.
  ///
  /// @return what became of each URL: the status, or what went wrong
  static Map<String, String> crawl(URI root, int workers) {
    var crawler = new Crawler(root);
    crawler.add(root);
    TaskGroup.run(group -> {
      for (int i = 0; i < workers; i++) {
        group.createTask(crawler::work);
      }
      crawler.queue.join();
      crawler.queue.shutdown();
      return true;
    });
    return crawler.found;
  }

  private void add(URI url) {
    if (root.getAuthority().equals(url.getAuthority()) && seen.add(url)) {
      queue.put(url);
    }
  }

  private boolean work() {
    try {
      while (true) {
        var url = queue.get();
        try {
          found.put(url.toString(), fetch(url));
        } catch (IOException | RuntimeException e) {
          found.put(url.toString(), e.toString());
        } finally {
          queue.taskDone();
        }
      }
    } catch (QueueShutDown _) {
      return true;
    }
  }

  private String fetch(URI url) throws IOException {
    int port = url.getPort() < 0 ? 80 : url.getPort();
    try (var streams = Streams.openConnection(url.getHost(), port)) {
      var path = url.resolve("/").relativize(url).toASCIIString();
      streams.writer().write("GET /" + path + " HTTP/1.0\r\nHost: " + url.getHost() + "\r\n\r\n");
      var answer = new String(streams.reader().readAll(), ISO_8859_1);
      LINK.matcher(answer)
          .results()
          .forEach(link -> add(url.resolve(link.group(1).replace("&amp;", "&"))));
      return answer.lines().findFirst().orElse("").replaceFirst("HTTP/1.[01] ", "");
    }
  }
}
