package dev.spinneret.samples.site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The plan of the sample web: which pages there are, what they answer, and what links to what.
///
/// Pages have numbers; page `n` is on host `n % hosts`. Each page but the first is the child of one
/// page before it that answers 200 and links to it, so every page can be reached from page 0 over
/// pages that are well; the other links lead anywhere. An error that would cut off the rest of the
/// web is left out. Immutable, and usable from any thread.
public final class SampleWeb {
  private static final int NAVIGATION_PAGES = 6;

  private static final long STATUS = 11;
  private static final long STATUS_KIND = 12;
  private static final long LINK_TARGET = 13;
  private static final long REDIRECT_TARGET = 14;
  private static final long EXTRA = 15;

  private final SiteOptions options;
  private final List<String> origins;
  private final Paths paths;
  private final int childrenPerPage;
  private final short[] status;

  /// The first of a page's children, which follow one another; 0 when it has none.
  private final int[] firstChild;

  /// Plans a web.
  ///
  /// @param options what it looks like
  /// @param origins of each host, such as `http://127.0.0.1:8080`, as many as the options say
  /// @throws IllegalArgumentException if they are fewer or more
  public SampleWeb(SiteOptions options, List<String> origins) {
    if (origins.size() != options.hosts().count()) {
      throw new IllegalArgumentException(
          origins.size() + " origins for " + options.hosts().count() + " hosts");
    }
    this.options = options;
    this.origins = List.copyOf(origins);
    this.paths = new Paths(options);
    this.childrenPerPage = (options.linksPerPage() + 1) / 2;
    this.status = new short[options.pages()];
    this.firstChild = new int[options.pages()];
    plantTree();
  }

  /// How many pages there are, errors and redirects included.
  ///
  /// @return the number of the options
  public int pageCount() {
    return status.length;
  }

  /// The pages in order of their numbers.
  ///
  /// @return a lazy stream
  public Stream<SamplePage> pages() {
    return IntStream.range(0, pageCount()).mapToObj(this::page);
  }

  /// What a crawl must find at a page.
  ///
  /// @param number from 0
  /// @return the page
  public SamplePage page(int number) {
    int code = status(number);
    if (code >= 300) {
      var target = code < 400 ? url(redirectTarget(number)) : null;
      return new SamplePage(number, url(number), code, target, List.of());
    }
    var navigation = navigation().mapToObj(this::url).toList();
    var all = new ArrayList<>(navigation);
    for (var link : links(number)) {
      all.add(url(number, link));
    }
    all.addAll(navigation);
    return new SamplePage(number, url(number), code, null, List.copyOf(all));
  }

  /// The absolute URL of a page.
  ///
  /// @param number from 0
  /// @return scheme, host, port, path and query
  public String url(int number) {
    return origins.get(host(number)) + paths.path(number);
  }

  /// The origins of the hosts.
  ///
  /// @return one for each host, without a slash at the end
  public List<String> origins() {
    return origins;
  }

  SiteOptions options() {
    return options;
  }

  Paths paths() {
    return paths;
  }

  int host(int number) {
    return number % options.hosts().count();
  }

  int status(int number) {
    return status[number];
  }

  int redirectTarget(int number) {
    int target = Mix.below(Mix.of(options.seed(), number, REDIRECT_TARGET), pageCount());
    while (status[target] != 200) {
      target = (target + 1) % pageCount();
    }
    return target;
  }

  /// The pages that every page links to, once at its head and once at its foot.
  IntStream navigation() {
    return IntStream.range(0, Math.min(NAVIGATION_PAGES, pageCount()));
  }

  /// The links of a page that is well, without the navigation.
  List<SampleLink> links(int number) {
    var links = new ArrayList<SampleLink>(options.linksPerPage() + 2);
    int first = firstChild[number];
    for (int i = 0; i < options.linksPerPage(); i++) {
      long mixed = Mix.of(options.seed(), number, LINK_TARGET + 100L * i);
      boolean leadsToChild = first > 0 && i < childrenPerPage && first + i < pageCount();
      int target = leadsToChild ? first + i : Mix.below(mixed, pageCount());
      links.add(new SampleLink(SampleLink.Kind.PAGE, target, mixed));
    }
    long extra = Mix.of(options.seed(), number, EXTRA);
    if (Mix.unit(extra) < options.hazards().errorShare()) {
      links.add(new SampleLink(SampleLink.Kind.BROKEN, number, extra));
    }
    if (options.hazards().robots() && extra % 10 == 0) {
      links.add(new SampleLink(SampleLink.Kind.PRIVATE, number, extra));
    }
    boolean nearTrap = number < options.hosts().count() || extra % 20 == 1;
    if (options.hazards().calendarTrap() && nearTrap) {
      links.add(new SampleLink(SampleLink.Kind.CALENDAR, Traps.FIRST_MONTH, extra));
    }
    if (options.hazards().sessionTrap() && nearTrap) {
      links.add(new SampleLink(SampleLink.Kind.SESSION, number, extra));
    }
    return links;
  }

  /// The absolute URL that a link of a page leads to.
  private String url(int from, SampleLink link) {
    return switch (link.kind()) {
      case PAGE -> url(link.number());
      case BROKEN, PRIVATE, CALENDAR, SESSION -> {
        var sink = new ByteSink(64);
        Traps.writePath(link, sink);
        yield origins.get(host(from)) + sink.text(0);
      }
    };
  }

  private void plantTree() {
    // Pages that still take children; each is before all that are planted below it.
    var open = new int[pageCount()];
    int head = 0;
    int tail = 0;
    int taken = 0;
    for (int page = 0; page < pageCount(); page++) {
      if (page > 0) {
        int parent = open[head];
        if (taken == 0) {
          firstChild[parent] = page;
        }
        if (++taken == childrenPerPage) {
          head++;
          taken = 0;
        }
      }
      boolean mustBeWell = page < options.hosts().count() || head == tail;
      status[page] = mustBeWell ? 200 : statusByShare(page);
      if (status[page] == 200) {
        open[tail++] = page;
      }
    }
  }

  private short statusByShare(int page) {
    double share = Mix.unit(Mix.of(options.seed(), page, STATUS));
    long kind = Mix.of(options.seed(), page, STATUS_KIND);
    if (share < options.hazards().errorShare()) {
      return new short[] {404, 500, 503}[Mix.below(kind, 3)];
    }
    if (share < options.hazards().errorShare() + options.hazards().redirectShare()) {
      return new short[] {301, 302, 307, 308}[Mix.below(kind, 4)];
    }
    return 200;
  }
}
