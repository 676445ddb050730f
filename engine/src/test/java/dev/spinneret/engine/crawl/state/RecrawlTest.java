package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.Crawl;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchRequest;
import dev.spinneret.engine.crawl.port.FetchResult;
import dev.spinneret.engine.crawl.port.Fetcher;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.verdict.CrawlSummary;
import dev.spinneret.engine.crawl.verdict.EndedBy;
import dev.spinneret.engine.crawl.verdict.PageChange;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Sink;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import dev.spinneret.engine.testing.VirtualTime;
import dev.spinneret.parse.url.WebUrl;
import java.net.InetAddress;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A crawl that is repeated: what is requested, and what records say about it.
class RecrawlTest {
  private static final String SITE = "http://s.test";
  private static final Repeat REPEAT = new Repeat(Set.of("-o"), false);
  private static final int NEVER = Integer.MAX_VALUE;

  @TempDir Path folder;
  private final Map<String, PageRecord> records = new LinkedHashMap<>();
  private final Set<String> forgotten = new HashSet<>();
  private UnaryOperator<CrawlOptions> set = options -> options;

  @Test
  void ofUnchangedPagesNothingIsSentAndTheirLinksAreKept() {
    var site =
        Map.of(
            SITE + "/", VersionedWeb.page("1", "/a", "/b", "http://[bad/"),
            SITE + "/a", VersionedWeb.page("2", "/c"),
            SITE + "/b", VersionedWeb.page("3", "/"),
            SITE + "/c", VersionedWeb.page("4", "/a"));
    var first = run(VersionedWeb.of(site));
    assertEquals(5, first.urls().discovered());
    assertTrue(records.values().stream().allMatch(record -> record.revisit() == null));

    for (int i = 0; i < 3; i++) {
      var web = VersionedWeb.of(site);
      var again = recrawl(web);
      assertEquals(List.of("/", "/a", "/b", "/c"), web.asked());
      assertEquals(4, web.askedWithValidators().size());
      assertEquals(first.urls().verdicts(), again.urls().verdicts());
      assertEquals(Map.of(304, 4L), again.pages().statuses());
      assertEquals(4, again.pages().content());
      assertEquals(0, again.pages().parsed());
      for (var record : records.values()) {
        assertEquals(PageChange.SAME, change(record), record.url().href());
        assertTrue(record.content().digest() != 0);
      }
      assertEquals(SITE + "/a", record("/c").referrer());
      assertEquals(2, record("/c").depth());
      assertTrue(again.urls().isBalanced());
    }
  }

  @Test
  void aChangedPageIsReadAndWhatItNoLongerNamesIsReportedAsNamedByNothing() {
    run(
        VersionedWeb.of(
            Map.of(
                SITE + "/", VersionedWeb.page("1", "/a", "/b"),
                SITE + "/a", VersionedWeb.page("2"),
                SITE + "/b", VersionedWeb.page("3", "/c"),
                SITE + "/c", VersionedWeb.page("4"))));

    var again =
        recrawl(
            VersionedWeb.of(
                Map.of(
                    SITE + "/", VersionedWeb.page("1+", "/a", "/d"),
                    SITE + "/a", VersionedWeb.page("2"),
                    SITE + "/c", VersionedWeb.page("4"),
                    SITE + "/b", VersionedWeb.page("3", "/c"),
                    SITE + "/d", VersionedWeb.page("5"))));

    assertEquals(PageChange.CHANGED, change("/"));
    assertEquals(2, record("/").content().links().size());
    assertEquals(PageChange.SAME, change("/a"));
    assertEquals(PageChange.NEW, change("/d"));
    assertEquals(PageChange.SAME, change("/b"));
    assertNull(record("/b").referrer());
    assertEquals(1, record("/b").depth());
    assertEquals(SITE + "/b", record("/c").referrer(), "a page that is still there names it");
    assertEquals(List.of(), again.notes().seedFailures());
  }

  @Test
  void aPageIsGoneWhetherItIsStillLinkedOrNot() {
    run(
        VersionedWeb.of(
            Map.of(
                SITE + "/", VersionedWeb.page("1", "/linked", "/moved", "/old"),
                SITE + "/linked", VersionedWeb.page("2"),
                SITE + "/moved", VersionedWeb.page("3", "/under"),
                SITE + "/under", VersionedWeb.page("4"),
                SITE + "/old", Answer.status(404, "no"))));
    var site =
        Map.of(
            SITE + "/", VersionedWeb.page("1+", "/linked"),
            SITE + "/moved", Answer.status(410, "gone"));

    var again = recrawl(VersionedWeb.of(site));

    assertEquals(PageChange.GONE, change("/linked"));
    assertEquals(PageChange.GONE, change("/moved"));
    assertEquals(PageChange.GONE, change("/under"));
    assertEquals(PageChange.SAME, change("/old"), "it was no page");
    assertNull(record("/old").referrer());
    assertEquals(List.of(), again.notes().seedFailures(), "it is no seed");

    var third = VersionedWeb.of(site);
    recrawl(third);
    assertEquals(
        List.of("/", "/linked"), third.asked(), "what was gone, and nothing names, is forgotten");
    assertEquals(PageChange.SAME, change("/linked"));
  }

  @Test
  void theSameBytesAreTheSamePageWithoutValidators() {
    var site =
        Map.of(
            SITE + "/", Answer.links("/a", "/empty"),
            SITE + "/a", Answer.links("/b"),
            SITE + "/empty", Answer.html(""),
            SITE + "/b", Answer.html("b"));
    run(VersionedWeb.of(site));

    var again = recrawl(VersionedWeb.of(site));

    assertEquals(Map.of(200, 4L), again.pages().statuses());
    assertEquals(0, again.pages().parsed());
    assertEquals(
        Set.of(PageChange.SAME),
        records.values().stream().map(RecrawlTest::change).collect(Collectors.toSet()));
    assertFalse(record("/a").isKept(), "it was received");
  }

  @Test
  void aServerThatSends304WithoutBeingAskedIsNotBelieved() {
    run(VersionedWeb.of(Map.of(SITE + "/", Answer.links("/a"), SITE + "/a", Answer.html("a"))));
    recrawl(
        VersionedWeb.of(
            Map.of(SITE + "/", Answer.links("/a", "/b"), SITE + "/a", Answer.status(304, ""))));
    assertEquals(PageChange.CHANGED, change("/a"));
    assertFalse(record("/a").isKept());

    recrawl(
        VersionedWeb.of(
            Map.of(SITE + "/", Answer.links("/a", "/b"), SITE + "/a", Answer.status(304, ""))));
    assertEquals(PageChange.SAME, change("/a"), "the same status");
    assertFalse(record("/a").isKept());
  }

  @Test
  void redirectsAreComparedByTheirTargets() {
    run(
        VersionedWeb.of(
            Map.of(
                SITE + "/", VersionedWeb.page("1", "/r", "/s", "/p"),
                SITE + "/r", Answer.status(301, "at nine", "Location", "/x"),
                SITE + "/s", Answer.redirect("/x"),
                SITE + "/x", VersionedWeb.page("2"),
                SITE + "/y", VersionedWeb.page("3"),
                SITE + "/p", VersionedWeb.page("4"))));

    recrawl(
        VersionedWeb.of(
            Map.of(
                SITE + "/", VersionedWeb.page("1", "/r", "/s", "/p"),
                SITE + "/r", Answer.status(301, "at ten", "Location", "/x"),
                SITE + "/s", Answer.redirect("/y"),
                SITE + "/x", VersionedWeb.page("2"),
                SITE + "/y", VersionedWeb.page("3"),
                SITE + "/p", Answer.redirect("/z"),
                SITE + "/z", VersionedWeb.page("4"))));

    assertEquals(PageChange.SAME, change("/r"));
    assertEquals(PageChange.CHANGED, change("/s"));
    assertEquals(PageChange.SAME, change("/x"));
    assertEquals(PageChange.NEW, change("/y"));
    assertEquals(PageChange.CHANGED, change("/p"), "moved");
    assertEquals(PageChange.NEW, change("/z"));
  }

  @Test
  void aLoopIsTheSameWhereverItIsEntered() {
    var loop = Map.of(SITE + "/a", Answer.redirect("/b"), SITE + "/b", Answer.redirect("/a"));
    var before = new HashMap<>(loop);
    before.put(SITE + "/", VersionedWeb.page("1", "/a"));
    run(VersionedWeb.of(before));
    assertEquals(FailureCause.REDIRECT_LOOP, record("/b").error());

    var after = new HashMap<>(loop);
    after.put(SITE + "/", VersionedWeb.page("2", "/b"));
    recrawl(VersionedWeb.of(after));

    assertEquals(FailureCause.REDIRECT_LOOP, record("/a").error());
    assertEquals(PageChange.SAME, change("/a"));
    assertEquals(PageChange.SAME, change("/b"));
  }

  @Test
  void duplicatesStayDuplicatesWithoutTheirBytes() {
    var site =
        Map.of(
            SITE + "/", VersionedWeb.page("1", "/a", "/b"),
            SITE + "/a", VersionedWeb.page("2"),
            SITE + "/b", VersionedWeb.page("2"));
    var first = run(VersionedWeb.of(site));

    var again = recrawl(VersionedWeb.of(site));

    assertEquals(1, first.urls().verdicts().get(VerdictKind.DUPLICATE));
    assertEquals(first.urls().verdicts(), again.urls().verdicts());
  }

  @Test
  void partsOfAnUnchangedPageAreRequestedAgainAsParts() {
    set = options -> options.withLinks(links -> links.withPageRequisites());
    var site =
        Map.of(
            SITE + "/",
            Answer.status(
                200, "<img src=//cdn.test/i.png>", "ETag", "1", "Content-Type", "text/html"),
            "http://cdn.test/i.png",
            Answer.status(200, "png", "ETag", "2", "Content-Type", "image/png"));
    run(VersionedWeb.of(site));
    for (int i = 0; i < 2; i++) {
      var again = recrawl(VersionedWeb.of(site));
      assertEquals(304, Objects.requireNonNull(records.get("http://cdn.test/i.png")).status());
      assertEquals(1, again.pages().content());
    }
    recrawl(VersionedWeb.of(Map.of(SITE + "/", Answer.html("none"))));
    assertEquals(
        PageChange.GONE, change(Objects.requireNonNull(records.get("http://cdn.test/i.png"))));
  }

  @Test
  void newValidatorsOfA304ReplaceTheOldOnes() {
    run(VersionedWeb.of(Map.of(SITE + "/", VersionedWeb.page("1"))));
    recrawl(VersionedWeb.of(Map.of(SITE + "/", Answer.status(304, "", "ETag", "\"2\""))));
    assertEquals(PageChange.SAME, change("/"));

    var web = VersionedWeb.of(Map.of(SITE + "/", VersionedWeb.page("2")));
    recrawl(web);

    assertEquals("\"2\"", Objects.requireNonNull(web.requests.getLast().known()).etag());
    assertEquals(304, record("/").status());
  }

  @Test
  void pagesThatASitemapCallsUnmodifiedAreNotRequested() {
    set =
        options ->
            options.withSeeds(
                seeds -> seeds.withUrls(List.of()).withSitemaps(List.of(url(SITE + "/map.xml"))));
    var entries =
        """
        <urlset><url><loc>%1$s/old</loc><lastmod>1969-12-30</lastmod></url>\
        <url><loc>%1$s/young</loc><lastmod>2100-01-01</lastmod></url>\
        <url><loc>%1$s/undated</loc></url></urlset>\
        """
            .formatted(SITE);
    var site = new HashMap<String, Answer>();
    site.put(SITE + "/map.xml", Answer.status(200, entries, "Content-Type", "text/xml"));
    site.put(SITE + "/old", VersionedWeb.page("1", "/below"));
    site.put(SITE + "/young", VersionedWeb.page("2"));
    site.put(SITE + "/undated", VersionedWeb.page("3"));
    site.put(SITE + "/below", VersionedWeb.page("4"));
    run(VersionedWeb.of(site));
    assertEquals(PageRecord.class, record("/below").getClass());

    for (int i = 0; i < 2; i++) {
      var web = VersionedWeb.of(site);
      var again = run(web, new Repeat(Set.of(), true), NEVER);
      assertEquals(Set.of("/young", "/undated", "/below"), Set.copyOf(web.asked()));
      assertEquals(VerdictKind.UNMODIFIED, record("/old").verdict().kind());
      assertEquals(PageChange.SAME, change("/old"));
      assertEquals(0, record("/old").status());
      assertEquals(SITE + "/old", record("/below").referrer());
      assertEquals(1, again.urls().verdicts().get(VerdictKind.UNMODIFIED));
      assertEquals(4, again.pages().content());
    }

    var untrusting = VersionedWeb.of(site);
    recrawl(untrusting);
    assertTrue(untrusting.askedWithValidators().contains("/old"));
    assertEquals(304, record("/old").status());
  }

  @Test
  void aCrawlThatABudgetEndedIsRepeatedAtOnce() {
    var site =
        Map.of(
            SITE + "/", VersionedWeb.page("1", "/a", "/b"),
            SITE + "/a", VersionedWeb.page("2"),
            SITE + "/b", VersionedWeb.page("3"));
    set =
        options ->
            options.withPace(pace -> pace.withPerHost(1)).withBudget(budget -> budget.withPages(2));
    assertEquals(EndedBy.PAGES, run(VersionedWeb.of(site)).endedBy());
    for (int i = 0; i < 2; i++) {
      var web = VersionedWeb.of(site);
      assertEquals(EndedBy.PAGES, recrawl(web).endedBy());
      assertEquals(List.of("/", "/a"), web.asked());
      assertEquals(PageChange.SAME, change("/a"));
    }
    set = options -> options.withPace(pace -> pace.withPerHost(1));
    var rest = VersionedWeb.of(site);
    var ended = run(rest, null, NEVER);
    assertEquals(EndedBy.DONE, ended.endedBy());
    assertEquals(PageChange.NEW, change("/b"), "no run has requested it before");
  }

  @Test
  void whatARepetitionDidNotReachIsKnownFromTheRunBefore() {
    var site =
        Map.of(
            SITE + "/", VersionedWeb.page("1", "/a", "/b"),
            SITE + "/a", VersionedWeb.page("2"),
            SITE + "/b", VersionedWeb.page("3", "/c"),
            SITE + "/c", VersionedWeb.page("4", "/d"),
            SITE + "/d", VersionedWeb.page("5"));
    set = options -> options.withPace(pace -> pace.withPerHost(1));
    run(VersionedWeb.of(site));
    for (int i = 0; i < 2; i++) {
      set =
          options ->
              options
                  .withPace(pace -> pace.withPerHost(1))
                  .withBudget(budget -> budget.withPages(2));
      assertEquals(EndedBy.PAGES, recrawl(VersionedWeb.of(site)).endedBy());
    }
    set = options -> options.withPace(pace -> pace.withPerHost(1));
    var web = VersionedWeb.of(site);

    var ended = recrawl(web);

    assertEquals(List.of("/", "/a", "/b", "/c", "/d"), web.asked());
    assertEquals(5, web.askedWithValidators().size());
    assertEquals(SITE + "/c", record("/d").referrer());
    assertEquals(PageChange.SAME, change("/d"));
    assertTrue(ended.urls().isBalanced());
  }

  @Test
  void linksOfManyUnchangedPagesAreKeptHoweverTheyAreRead() {
    var site = new HashMap<String, Answer>();
    var all = new String[2_500];
    for (int i = 0; i < all.length; i++) {
      all[i] = "/" + i;
      var children = new String[i % 7 == 0 ? i % 50 : 0];
      for (int j = 0; j < children.length; j++) {
        children[j] = "/" + i + "/" + j;
        site.put(SITE + children[j], VersionedWeb.page(children[j]));
      }
      site.put(SITE + all[i], VersionedWeb.page(all[i], children));
    }
    site.put(SITE + "/", VersionedWeb.page("all", all));
    var first = run(VersionedWeb.of(site));
    assertEquals(site.size(), first.urls().discovered());
    for (long queueBytes : List.of(Long.MAX_VALUE, 5_000L)) {
      set = options -> options.withResources(r -> r.withQueueBytes(queueBytes));
      var web = VersionedWeb.of(site);
      var again = recrawl(web);
      assertEquals(site.size(), web.askedWithValidators().size());
      assertEquals(site.size(), again.urls().discovered());
      assertEquals(SITE + "/49", record("/49/48").referrer());
      assertEquals(SITE + "/2492", record("/2492/41").referrer());
    }
  }

  @Test
  void manyPagesThatNothingNamesAnyMoreAreRequestedOnce() {
    var site = new HashMap<String, Answer>();
    var all = new String[2_500];
    for (int i = 0; i < all.length; i++) {
      all[i] = "/" + i;
      site.put(SITE + all[i], VersionedWeb.page(all[i], all[i] + "/child"));
      site.put(SITE + all[i] + "/child", VersionedWeb.page("child " + i));
    }
    site.put(SITE + "/", VersionedWeb.page("all", all));
    run(VersionedWeb.of(site));

    site.put(SITE + "/", VersionedWeb.page("none"));
    var web = VersionedWeb.of(site);
    var again = recrawl(web);

    assertEquals(site.size(), web.asked().size());
    assertEquals(site.size(), Set.copyOf(web.asked()).size());
    assertEquals(site.size(), again.urls().discovered());
    assertEquals(PageChange.SAME, change("/2499/child"));
    assertEquals(SITE + "/2499", record("/2499/child").referrer());
    assertNull(record("/2499").referrer());
  }

  @Test
  void aMalformedLinkDoesNotKeepTheOthersFromAPrivateNetwork() {
    var here = InetAddress.getLoopbackAddress();
    var site =
        Map.of(
            SITE + "/", VersionedWeb.page("1", "/a", "http://[bad/").from(here),
            SITE + "/a", VersionedWeb.page("2").from(here));
    run(VersionedWeb.of(site));
    var web = VersionedWeb.of(site);
    recrawl(web);
    assertEquals(List.of("/", "/a"), web.asked());
    assertTrue(web.requests.stream().allMatch(FetchRequest::privateAllowed));
  }

  @Test
  void aPageThatIsOnlyFoundTooDeepIsRequestedAsDeepAsInTheLastRun() {
    set = options -> options.withScope(scope -> scope.withMaxDepth(2));
    var site = new HashMap<String, Answer>();
    site.put(SITE + "/", VersionedWeb.page("1", "/drops", "/unchanged"));
    site.put(SITE + "/drops", VersionedWeb.page("2", "/page"));
    site.put(SITE + "/unchanged", VersionedWeb.page("3", "/page", "/deep"));
    site.put(SITE + "/deep", VersionedWeb.page("4"));
    site.put(SITE + "/page", VersionedWeb.page("5", "/too-deep"));
    run(VersionedWeb.of(site));
    assertEquals(SITE + "/drops", record("/page").referrer());

    site.put(SITE + "/drops", VersionedWeb.page("2+"));
    site.put(SITE + "/deep", VersionedWeb.page("4+", "/page"));
    for (int i = 0; i < 2; i++) {
      var again = recrawl(VersionedWeb.of(site));
      assertEquals(PageChange.SAME, change("/page"));
      assertEquals(2, record("/page").depth());
      assertNull(record("/page").referrer());
      assertEquals(Map.of(VerdictKind.FETCHED, 5L, VerdictKind.DEPTH, 1L), again.urls().verdicts());
      assertTrue(again.urls().isBalanced());
    }
  }

  @Test
  void withoutARepeatAFinishedCrawlStaysFinished() {
    var site = Map.of(SITE + "/", VersionedWeb.page("1"));
    run(VersionedWeb.of(site));
    var web = VersionedWeb.of(site);
    run(web, null, NEVER);
    assertEquals(List.of(), web.asked());
    try (var state = SqliteState.open(file(), Map.of("-o", "a"), List.of())) {
      assertTrue(state.wasFinished());
      assertFalse(state.repeats());
    }
  }

  @Test
  void onlyWhatIsWrittenMayDifferFromTheLastRun() {
    run(VersionedWeb.of(Map.of(SITE + "/", VersionedWeb.page("1"))));
    var failure =
        assertThrows(
            StateException.class,
            () -> SqliteState.open(file(), Map.of("-o", "b", "--scope", "any"), List::of, REPEAT));
    assertTrue(String.valueOf(failure.getMessage()).contains("--scope: was not given"), "scope");
    assertFalse(String.valueOf(failure.getMessage()).contains("-o"), "outputs");

    SqliteState.open(file(), Map.of("-o", "b"), List::of, REPEAT).close();
    assertThrows(
        StateException.class,
        () -> SqliteState.open(file(), Map.of("-o", "c"), List::of, REPEAT),
        "it is under way");
    try (var state = SqliteState.open(file(), Map.of("-o", "b"), List.of())) {
      assertTrue(state.repeats(), "it is resumed without being told to repeat");
    }
  }

  @Test
  void aStateOfVersion4IsRepeatedWithoutValidators() throws SQLException {
    var site =
        Map.of(SITE + "/", VersionedWeb.page("1", "/a"), SITE + "/a", VersionedWeb.page("2"));
    run(VersionedWeb.of(site));
    OlderVersion.make(file(), 4);
    try (var urls = StoredUrls.open(file())) {
      assertNull(fetch(urls.next()).change());
    }
    var web = VersionedWeb.of(site);
    recrawl(web);
    assertEquals(List.of(), web.askedWithValidators());
    assertEquals(PageChange.SAME, change("/a"));
    assertEquals("same", fetch(StoredUrl.find(file(), fingerprint("/a"))).change());
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 6})
  void aRepetitionBegunWithAnEarlierVersionIsResumed(int version) throws SQLException {
    var site =
        Map.of(
            SITE + "/", VersionedWeb.page("1", "/a", "/b"),
            SITE + "/a", VersionedWeb.page("2", "/c"),
            SITE + "/b", VersionedWeb.page("3"),
            SITE + "/c", VersionedWeb.page("4"));
    run(VersionedWeb.of(site));
    assertNull(run(VersionedWeb.of(site), REPEAT, 3));
    OlderVersion.make(file(), version);

    var web = VersionedWeb.of(site);
    var ended = Objects.requireNonNull(run(web, null, NEVER, false));

    assertEquals(web.asked().size(), web.askedWithValidators().size());
    assertEquals(4, ended.urls().discovered());
    assertTrue(ended.urls().isBalanced());
    for (var path : List.of("/", "/a", "/b", "/c")) {
      assertEquals("same", fetch(StoredUrl.find(file(), fingerprint(path))).change(), path);
    }
  }

  @Test
  void aRecrawlFindsWhatAFirstCrawlFindsAndNamesEveryChange() {
    for (long seed = 1; seed <= 12; seed++) {
      // In every third crawl, most visits do not fit into memory until their URLs are requested.
      long queueBytes = seed % 3 == 0 ? 5_000 : Long.MAX_VALUE;
      set =
          options ->
              options
                  .withSeeds(seeds -> seeds.withUrls(List.of(url(SmallWeb.SEED))))
                  .withScope(scope -> scope.withMode(ScopeMode.ANY))
                  .withResources(resources -> resources.withQueueBytes(queueBytes));
      var message = "seed " + seed;
      folder = folder.resolve(message.replace(' ', '-'));
      folder.toFile().mkdirs();
      run(VersionedWeb.random(seed, 0));
      forgotten.clear();
      for (int generation = 1; generation <= 3; generation++) {
        var before = Map.copyOf(records);
        var random = new SplittableRandom(seed + generation);
        CrawlSummary summary = null;
        records.clear();
        for (int runs = 0; summary == null; runs++) {
          int cutOff = seed % 2 == 0 ? NEVER : random.nextInt(1, 60) + 20 * runs;
          summary = run(VersionedWeb.random(seed, generation), REPEAT, cutOff, false);
        }
        assertTrue(summary.urls().isBalanced(), message);
        compare(seed, generation, before, message);
      }
    }
  }

  private void compare(long seed, int generation, Map<String, PageRecord> before, String message) {
    var repeated = Map.copyOf(records);
    var state = folder;
    folder = folder.resolve("fresh" + generation);
    folder.toFile().mkdirs();
    run(VersionedWeb.random(seed, generation));
    folder = state;
    var fresh = Map.copyOf(records);
    records.clear();
    records.putAll(repeated);
    var missing = new TreeSet<>(fresh.keySet());
    missing.removeAll(repeated.keySet());
    missing.removeAll(forgotten);
    assertEquals(Set.of(), missing, message + ", generation " + generation);
    assertTrue(fresh.size() > 30, message);
    repeated.forEach((href, record) -> {
      var old = before.get(href);
      assertEquals(expected(seed, generation, href, old), change(record), message + " " + href);
      assertTrue(old != null || fresh.containsKey(href), message + " " + href);
      boolean isPage = record.status() / 100 == 2 || record.isKept() || record.redirect() != null;
      if (record.referrer() == null && !isPage) {
        forgotten.add(href);
      }
    });
  }

  /// What a change is, told by the web itself.
  private static PageChange expected(
      long seed, int generation, String href, @Nullable PageRecord old) {
    if (old == null) {
      return PageChange.NEW;
    }
    var was = VersionedWeb.answer(seed, generation - 1, href);
    var is = VersionedWeb.answer(seed, generation, href);
    if (is.status() == 404 && (was.status() == 200 || was.status() == 301)) {
      return PageChange.GONE;
    }
    boolean isSame =
        was.status() == is.status()
            && was.body().equals(is.body())
            && Objects.equals(was.headers().first("Location"), is.headers().first("Location"));
    return isSame ? PageChange.SAME : PageChange.CHANGED;
  }

  private CrawlSummary run(VersionedWeb web) {
    return Objects.requireNonNull(run(web, null, NEVER));
  }

  private CrawlSummary recrawl(VersionedWeb web) {
    return Objects.requireNonNull(run(web, REPEAT, NEVER));
  }

  private @Nullable CrawlSummary run(VersionedWeb web, @Nullable Repeat repeat, int cutOffAfter) {
    return run(web, repeat, cutOffAfter, true);
  }

  /// Runs a crawl until its end, or until it is cut off: then what was not committed is lost.
  private @Nullable CrawlSummary run(
      VersionedWeb web, @Nullable Repeat repeat, int cutOffAfter, boolean clears) {
    if (clears) {
      records.clear();
    }
    var time = new VirtualTime();
    var options =
        CrawlOptions.DEFAULT
            .withSeeds(seeds -> seeds.withUrls(List.of(url(SITE + "/"))))
            .withPace(pace -> pace.withPerHost(3))
            .withRun(run -> run.withWallClock(time.wallClock()));
    Sink sink = record -> records.put(record.url().href(), record);
    try (var state = SqliteState.open(file(), Map.of("-o", "a"), List::of, repeat);
        var loop = time.newLoop()) {
      return loop.runUntilComplete(() -> {
        var fetcher = new CutOff(web.web(), cutOffAfter);
        var crawl = new Crawl(loop, fetcher, set.apply(options), sink, state);
        var task = loop.<CrawlSummary>createTask(crawl::run);
        fetcher.action = task::cancel;
        try {
          return task.await();
        } catch (Cancelled e) {
          return null;
        }
      });
    }
  }

  private static final class CutOff implements Fetcher {
    private final Fetcher web;
    private int left;
    private Runnable action = () -> {};

    CutOff(Fetcher web, int after) {
      this.web = web;
      this.left = after;
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
      if (--left == 0) {
        action.run();
      }
      return web.fetch(request);
    }

    @Override
    public void close() {}
  }

  private Path file() {
    return folder.resolve("s");
  }

  private PageRecord record(String path) {
    return Objects.requireNonNull(records.get(SITE + path), path);
  }

  private @Nullable PageChange change(String path) {
    return change(record(path));
  }

  private static @Nullable PageChange change(PageRecord record) {
    var revisit = record.revisit();
    return revisit == null ? null : revisit.change();
  }

  private static StoredUrl.Fetch fetch(@Nullable StoredUrl url) {
    return Objects.requireNonNull(Objects.requireNonNull(url).fetch());
  }

  private static long fingerprint(String path) {
    return dev.spinneret.engine.crawl.seen.Hash64.ofAscii(url(SITE + path).key(), 0);
  }

  private static WebUrl url(String href) {
    return Objects.requireNonNull(WebUrl.parse(href, null));
  }
}
