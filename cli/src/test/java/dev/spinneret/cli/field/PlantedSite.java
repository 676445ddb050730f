package dev.spinneret.cli.field;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A generated site whose faulty links are known: 347 pages, each of which is linked by others, and
/// among many good links those that [#faults()] lists, with all their places.
final class PlantedSite implements Site.Handler {
  static final int PAGE_COUNT = 347;
  static final String HOST = "planted.example";
  static final String LIVE = "live.example";
  private static final int BLOCKING_COUNT = 5;

  /// A target with what a check should say of it.
  ///
  /// @param url as a record has it
  /// @param linkClass of the record
  /// @param places page, line and element of each link, as `/p1.html:7 img`, sorted
  record Fault(String url, String linkClass, TreeSet<String> places) {}

  private final Random random;
  private final int port;
  private final List<StringBuilder> pages = new ArrayList<>();
  private final int[] lines = new int[PAGE_COUNT];
  private final Map<String, Fault> faults = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /// @param seed of everything that is chosen at random
  /// @param port of all hosts
  PlantedSite(long seed, int port) {
    random = new Random(seed);
    this.port = port;
    for (int i = 0; i < PAGE_COUNT; i++) {
      pages.add(new StringBuilder());
      line(i, "<!doctype html><html><head><title>Page " + i + "</title></head><body>");
      line(
          i,
          "<h1 id=\"top-%d\">Page</h1><p id=\"s&amp;%d\">x</p><a name=\"old-%d\"></a>"
              .formatted(i, i, i));
    }
    goodLinks();
    plant();
    for (int i = 0; i < PAGE_COUNT; i++) {
      line(i, "</body></html>");
    }
  }

  /// What is to be found, in the order of planting.
  List<Fault> faults() {
    return List.copyOf(faults.values());
  }

  /// The hosts whose names lead here.
  static String[] hosts() {
    var hosts = new ArrayList<>(List.of(HOST, LIVE));
    for (int i = 0; i < BLOCKING_COUNT; i++) {
      hosts.add("blocking" + i + ".example");
    }
    return hosts.toArray(String[]::new);
  }

  private void goodLinks() {
    for (int i = 0; i < PAGE_COUNT; i++) {
      int next = (i + 1) % PAGE_COUNT;
      int other = random.nextInt(PAGE_COUNT);
      line(i, "<a href=\"p%d.html\">next</a> <a href=\"#top\">up</a>".formatted(next));
      line(i, "<a href=\"/p%d.html#top-%d\">a</a>".formatted(other, other));
      line(i, "<a href=\"/p%d.html#s%%26%d\">b</a>".formatted(other, other));
      line(i, "<a href=\"/old%d.html#old-%d\">c</a>".formatted(other, other)); // redirects there
      line(i, "<a href=\"/p%d.html#:~:text=x\">d</a> <a href=\"#/route\">e</a>".formatted(other));
      line(i, "<img src=\"/good%d.png\" srcset=\"/good.png 1x, /good2.png 2x\">".formatted(i % 9));
      line(i, "<a href=\"" + external("/good" + i % 30) + "\">f</a> <a href=\"mailto:a@b\">g</a>");
      line(i, "<a href=\"" + external("/get-only" + i % 3) + "\">h</a>");
      line(i, "<script src=\"/good.js\"></script><link rel=preconnect href=\"//no.example\">");
      line(i, "<link rel=stylesheet href=\"/good.css\"><a href=\"data:,x\">i</a>");
    }
  }

  private void plant() {
    for (int i = 0; i < 34; i++) {
      var page = "/p" + random.nextInt(PAGE_COUNT) + ".html#missing-" + i;
      add(own(page), "fragment_missing", "<a href=\"" + page + "\">x</a>", "a");
    }
    for (int i = 0; i < 12; i++) {
      image("/gone" + i + ".png", i);
    }
    for (int i = 0; i < 9; i++) {
      var name = "/gone" + i + (i < 4 ? ".js" : ".css");
      var html =
          i < 4
              ? "<script src=\"%s\"></script>"
              : i < 7 ? "<link rel=\"stylesheet\" href=\"%s\">" : "<style>@import \"%s\";</style>";
      add(own(name), "broken", html.formatted(name), i < 4 ? "script" : i < 7 ? "link" : "style");
    }
    for (int i = 0; i < 15; i++) {
      var url =
          i < 5
              ? "http://dead" + i + ".invalid/"
              : external(i < 10 ? "/404-" + i : i < 13 ? "/500-" + i : "/moved-to-404-" + i);
      add(url, "broken", "<a href=\"" + url + "\">x</a>", "a");
    }
    for (int i = 0; i < 8; i++) {
      var loop = "/loop" + i;
      var url = i < 5 ? own(loop) : external(loop);
      add(url, "broken", "<a href=\"" + url + "\">x</a>", "a");
    }
    for (int i = 0; i < 20; i++) {
      var reference = malformed(i);
      add(reference, "malformed", "<a href=\"" + reference + "\">x</a>", "a");
    }
    for (int i = 0; i < BLOCKING_COUNT; i++) {
      var url = "http://blocking" + i + ".example:" + port + "/";
      add(url, "blocked", "<a href=\"" + url + "\">x</a>", "a");
    }
  }

  private void image(String name, int index) {
    switch (index % 6) {
      case 0 -> add(own(name), "broken", "<img alt=x src=\"" + name + "\">", "img");
      case 1 -> add(own(name), "broken", "<img srcset=\"" + name + " 2x\">", "img");
      case 2 -> add(own(name), "broken", "<video poster='" + name + "'></video>", "video");
      case 3 -> add(own(name), "broken", "<p style=\"background:url(" + name + ")\">y</p>", "p");
      case 4 -> add(own(name), "broken", "<input type=image src=" + name + ">", "input");
      default ->
          add(own(name), "broken", "<style>p { background: url('" + name + "') }</style>", "style");
    }
  }

  private static String malformed(int index) {
    return switch (index % 5) {
      case 0 -> "http://[::" + index;
      case 1 -> "https://a b" + index + ".example/";
      case 2 -> "http://host:99999/" + index;
      case 3 -> "http://a^" + index + ".example/";
      default -> "https://%zz" + index + "/";
    };
  }

  /// Plants a faulty link in one to five pages.
  private void add(String url, String linkClass, String html, String element) {
    var places = new TreeSet<String>();
    for (int n = 1 + random.nextInt(5); n > 0; n--) {
      int page = random.nextInt(PAGE_COUNT);
      places.add("/p" + page + ".html:" + line(page, "<p>text " + html) + " " + element);
    }
    if (faults.put(url, new Fault(url, linkClass, places)) != null) {
      throw new IllegalStateException(url + " is planted twice");
    }
    counts.merge(linkClass, 1, Integer::sum);
  }

  /// How many targets of each class there are.
  Map<String, Integer> counts() {
    return counts;
  }

  /// Adds a line to a page.
  ///
  /// @return its number
  private int line(int page, String text) {
    pages.get(page).append(text).append('\n');
    return ++lines[page];
  }

  private String own(String path) {
    return "http://" + HOST + ":" + port + path;
  }

  private String external(String path) {
    return "http://" + LIVE + ":" + port + path;
  }

  @Override
  public @Nullable Reply answer(Request request) {
    var host = request.host();
    var target = request.target();
    if (target.equals("/robots.txt")) {
      return null;
    }
    if (host.startsWith("blocking")) {
      return Reply.status(host.charAt(8) < '3' ? "403 Forbidden" : "429 Too Many Requests");
    }
    if (target.startsWith("/loop")) {
      return Reply.redirect(
          "302 Found", target.endsWith("b") ? target.substring(0, 6) : target + "b");
    }
    return host.equals(LIVE) ? live(request) : own(request);
  }

  private @Nullable Reply live(Request request) {
    var target = request.target();
    boolean isHead = request.method().equals("HEAD");
    if (target.startsWith("/500-")) {
      return Reply.status("500 Internal Server Error");
    }
    if (target.startsWith("/moved-to-")) {
      return Reply.redirect("301 Moved Permanently", "/" + target.substring(10));
    }
    if (target.startsWith("/get-only")) {
      return isHead
          ? target.endsWith("0") ? Reply.status("405 Method Not Allowed") : null
          : Reply.page("/never-followed");
    }
    return target.startsWith("/good") ? Reply.page("/never-followed") : null;
  }

  private @Nullable Reply own(Request request) {
    var target = request.target();
    if (target.equals("/")) {
      return Reply.redirect("302 Found", "/p0.html");
    }
    if (target.matches("/p\\d+\\.html")) {
      return Reply.html(pages.get(number(target)).toString());
    }
    if (target.startsWith("/old")) {
      return Reply.redirect("301 Moved Permanently", "/p" + number(target) + ".html");
    }
    if (target.equals("/good.css")) {
      return Reply.status("200 OK")
          .with("Content-Type: text/css")
          .body("p { background: url(good.png) }".getBytes(StandardCharsets.UTF_8));
    }
    if (target.startsWith("/good")) {
      return Reply.status("200 OK")
          .with("Content-Type: " + (target.endsWith("js") ? "text/javascript" : "image/png"));
    }
    return null;
  }

  private static int number(String target) {
    return Integer.parseInt(target.replaceAll("\\D", ""));
  }
}
