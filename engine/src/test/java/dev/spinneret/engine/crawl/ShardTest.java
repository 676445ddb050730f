package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.frontier.Shard;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.engine.testing.MemoryWeb;
import dev.spinneret.engine.testing.MemoryWeb.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A crawl that several machines share by handing URLs over.
class ShardTest {
  private static final int HOSTS = 30;
  private static final int PAGES = 40;

  @Test
  void theShardOfAHostNeverChanges() {
    // CRC-32 of "example.org" is 0xa05932df, as `printf example.org | gzip -c | tail -c8` shows.
    assertEquals(0xa05932dfL % 7 + 1, new Shard(1, 7).of(CrawlRun.url("http://example.org/x")));
    var four = new Shard(1, 4);
    int shard = four.of(CrawlRun.url("https://EXAMPLE.org:8443/y?z"));
    assertEquals(four.of(CrawlRun.url("http://example.org/")), shard, "whatever scheme and port");
    assertEquals(1, Shard.ALL.of(CrawlRun.url("http://example.org/")));
  }

  @Test
  void whatIsNoShardIsRefused() {
    for (var text : new String[] {"", "1", "0/4", "5/4", "a/b", "1/0", "-1/4", "1/4/2", "/"}) {
      var failure = assertThrows(IllegalArgumentException.class, () -> Shard.parse(text), text);
      assertTrue(String.valueOf(failure.getMessage()).contains("is allowed"), text);
    }
    assertEquals(new Shard(2, 4), Shard.parse("2/4"));
    assertEquals("2/4", Shard.parse("2/4").toString());
  }

  @Test
  void shardsThatHandUrlsOverCoverWhatOneCrawlCovers() {
    var web = new MemoryWeb().otherwise(request -> answer(request.url().href()));
    var seed = "http://h0.test/0";
    var whole =
        new TreeSet<>(
            CrawlRun.of(web, options -> options.withScope(s -> s.withMode(ScopeMode.ANY)), seed)
                .urls());
    assertTrue(whole.size() > HOSTS * PAGES / 2, whole.size() + " pages");

    int count = 3;
    var seeds = new ArrayList<Set<String>>();
    var fetched = new ArrayList<Set<String>>();
    for (int i = 0; i < count; i++) {
      seeds.add(new LinkedHashSet<>(Set.of(seed)));
      fetched.add(Set.of());
    }
    for (boolean again = true; again; ) {
      again = false;
      for (int i = 0; i < count; i++) {
        var shard = new Shard(i + 1, count);
        var run =
            CrawlRun.of(
                web,
                options -> options.withScope(s -> s.withMode(ScopeMode.ANY).withShard(shard)),
                seeds.get(i).toArray(String[]::new));
        assertTrue(run.summary.urls().isBalanced());
        fetched.set(i, new TreeSet<>(run.urls()));
        for (var entry : run.verdicts.entrySet()) {
          if (entry.getValue() instanceof Verdict.OtherShard(var other)) {
            again |= seeds.get(other.index() - 1).add(entry.getKey());
          }
        }
      }
    }

    var union = new TreeSet<String>();
    for (var some : fetched) {
      assertTrue(some.size() > whole.size() / 10, "a fair part: " + some.size());
      for (var url : some) {
        assertTrue(union.add(url), () -> "asked for by two: " + url);
      }
    }
    assertEquals(whole, union);
  }

  private static Answer answer(String href) {
    if (href.endsWith("/robots.txt")) {
      return Answer.status(404, "");
    }
    var random = new SplittableRandom(href.hashCode());
    var links = new String[6];
    for (int i = 0; i < links.length; i++) {
      links[i] = "http://h" + random.nextInt(HOSTS) + ".test/" + random.nextInt(PAGES);
    }
    var page = Answer.links(links);
    return Answer.html(href + page.body());
  }
}
