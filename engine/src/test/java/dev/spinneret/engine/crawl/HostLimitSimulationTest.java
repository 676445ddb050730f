package dev.spinneret.engine.crawl;

import static dev.spinneret.engine.crawl.LoadedServer.atMost;
import static dev.spinneret.engine.crawl.LoadedServer.bucket;
import static dev.spinneret.engine.crawl.LoadedServer.changingWorkers;
import static dev.spinneret.engine.crawl.LoadedServer.either;
import static dev.spinneret.engine.crawl.LoadedServer.flaky;
import static dev.spinneret.engine.crawl.LoadedServer.free;
import static dev.spinneret.engine.crawl.LoadedServer.logNormal;
import static dev.spinneret.engine.crawl.LoadedServer.outage;
import static dev.spinneret.engine.crawl.LoadedServer.poisoned;
import static dev.spinneret.engine.crawl.LoadedServer.sections;
import static dev.spinneret.engine.crawl.LoadedServer.slower;
import static dev.spinneret.engine.crawl.LoadedServer.tail;
import static dev.spinneret.engine.crawl.LoadedServer.window;
import static dev.spinneret.engine.crawl.LoadedServer.workers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/// What the limit of a host is worth, in virtual time, with the real crawl around it: at servers
/// whose latency spreads it must not be slower than a fixed limit, at busy ones it must not make
/// everything wait, and where it is refused it must lose nothing. Means of ten seeds.
class HostLimitSimulationTest {
  private static final int SEEDS = 10;
  private static final String WEB = "http://a.test";
  private static final String LOOPBACK = "http://127.0.0.1:8080";

  private interface Make extends Function<SplittableRandom, LoadedServer> {}

  /// Runs of one scenario, one for each seed.
  private record Runs(String name, int pages, List<LoadedCrawl> all) {
    double mean(ToDoubleFunction<LoadedCrawl> value) {
      return all.stream().mapToDouble(value).average().orElseThrow();
    }

    Runs losesNothing() {
      return loses(0);
    }

    Runs loses(int count) {
      for (int seed = 0; seed < all.size(); seed++) {
        assertEquals(pages - count, all.get(seed).goodCount(), name + ", seed " + seed);
      }
      return this;
    }

    /// Speed relative to other runs of the same pages.
    Runs isAsFastAs(Runs others, double share, double worstShare) {
      double sum = 0;
      for (int seed = 0; seed < all.size(); seed++) {
        double speed = others.all.get(seed).seconds() / all.get(seed).seconds();
        assertTrue(speed >= worstShare, name + ", seed " + seed + ": " + speed);
        sum += speed;
      }
      double speed = sum / all.size();
      assertTrue(speed >= share, name + ": " + speed);
      return this;
    }

    Runs isAtMost(String what, double most, ToDoubleFunction<LoadedCrawl> value) {
      double mean = mean(value);
      assertTrue(mean <= most, name + ", " + what + ": " + mean);
      return this;
    }

    Runs isAtLeast(String what, double least, ToDoubleFunction<LoadedCrawl> value) {
      double mean = mean(value);
      assertTrue(mean >= least, name + ", " + what + ": " + mean);
      return this;
    }
  }

  @Test
  void spreadOfLatencyCostsNoSpeed() {
    for (double sigma : new double[] {.2, .35, .5, .8, 1}) {
      asFastAsSix("lognormal " + sigma, 200, random -> free(logNormal(random, .1, sigma)));
    }
    asFastAsSix("1 or 50 ms", 200, random -> free(either(random, .001, .05, .5)));
    asFastAsSix("5 or 500 ms", 200, random -> free(either(random, .005, .5, .5)));
    asFastAsSix(
        "1 % take 10 s", 600, random -> free(tail(random, logNormal(random, .1, .5), .01, 10)));
  }

  @Test
  void aHostThatBecomesSlowerIsNotHeldDown() {
    asFastAsSix(
        "slower from 2 s on", 400, random -> free(slower(logNormal(random, .1, .35), 2, 1e9, 3)));
    asFastAsSix("slower for 4 s", 600, random -> free(slower(logNormal(random, .1, .35), 2, 6, 3)));
    asFastAsSix(
        "slower and slower",
        400,
        random -> free(now -> .1 * (1 + now / 5) * Math.exp(.35 * random.nextGaussian())));
    asFastAsSix(
        "sections of 20 and 400 ms",
        400,
        random -> sections(50, logNormal(random, .02, .35), logNormal(random, .4, .35)));
  }

  @Test
  void aQueueThatRunsDryMisleadsNobody() {
    Make make = random -> free(logNormal(random, .1, .35));
    runs("starved", 200, make, 1, WEB, 0).isAsFastAs(runs("six", 200, make, 1, WEB, 6), .88, .6);
  }

  @Test
  void aFewPagesNeedNoTrials() {
    Make make = random -> free(logNormal(random, .1, .35));
    web("10 pages", 10, make).isAsFastAs(fixed(6, 10, make), .85, .6);
  }

  @Test
  void aCrawlOfTwoHundredPagesMeetsOneTrial() {
    Make make = random -> free(logNormal(random, .1, .5));
    web("200 pages", 200, make).isAsFastAs(fixed(6, 200, make), .95, .8);
  }

  @Test
  void aBusyServerIsNotMadeToWait() {
    for (int count : new int[] {1, 2, 4, 8}) {
      Make make = random -> workers(count, logNormal(random, .05, .5), 0);
      double alone = fixed(1, 200, make).mean(LoadedCrawl::latePercentile90);
      var runs = web(count + " workers", 400, make).losesNothing();
      runs.isAsFastAs(fixed(6, 400, make), count <= 2 ? .9 : .85, .6);
      if (count <= 2) {
        runs.isAtMost("p90 of " + alone, 2.5 * alone, LoadedCrawl::latePercentile90);
      }
    }
    Make far = random -> workers(2, logNormal(random, .05, .5), .05);
    web("2 workers, 50 ms away", 400, far).isAsFastAs(fixed(6, 400, far), .85, .6);
    Make grown = random -> changingWorkers(1, 4, 8, logNormal(random, .05, .5), 0);
    web("1 worker, then 4", 800, grown).isAsFastAs(fixed(6, 800, grown), .85, .6);
  }

  @Test
  void aHostThatLimitsTheRateGetsItAndLosesNoPage() {
    for (int rate : new int[] {2, 5, 20}) {
      limited(rate, "a second's window", random -> window(rate, logNormal(random, .05, .3)));
      limited(rate, "429", random -> bucket(rate, 10, 429, null, logNormal(random, .05, .3)));
      limited(
          rate, "Retry-After", random -> bucket(rate, 10, 429, "2", logNormal(random, .05, .3)));
    }
    limited(5, "503", random -> bucket(5, 10, 503, null, logNormal(random, .05, .3)));
  }

  private static void limited(int rate, String name, Make make) {
    web(rate + " a second, " + name, rate == 20 ? 1_000 : 300, make)
        .losesNothing()
        .isAtLeast("rate", .8 * rate, LoadedCrawl::perSecond)
        .isAtMost("refused", .05, LoadedCrawl::settledRefused);
  }

  @Test
  void anOutageIsWaitedFor() {
    web("503 for 30 s", 600, random -> outage(2, 32, 503, logNormal(random, .1, .35)))
        .losesNothing()
        .isAtMost("seconds", 50, LoadedCrawl::seconds)
        .isAtMost("refused", 20, LoadedCrawl::refusedCount);
  }

  @Test
  void aServerThatIsRestartedIsWaitedFor() {
    for (int status : new int[] {LoadedServer.NO_CONNECTION, LoadedServer.NO_PROXY, 0}) {
      web(status + " for 20 s", 600, random -> outage(2, 22, status, logNormal(random, .1, .35)))
          .losesNothing()
          .isAtMost("seconds", 45, LoadedCrawl::seconds)
          .isAtMost("refused", 40, LoadedCrawl::refusedCount);
    }
  }

  @Test
  void aHostThatTakesFewConnectionsGetsFew() {
    for (int status : new int[] {0, 503}) {
      Make make = random -> atMost(4, status, logNormal(random, .1, .35));
      web(status + " above 4", 400, make)
          .losesNothing()
          .isAsFastAs(fixed(4, 400, make), .85, .6)
          .isAtMost("refused", .05, LoadedCrawl::settledRefused);
    }
    Make make = random -> flaky(random, .005, logNormal(random, .1, .35));
    web("0.5 % reset", 600, make).isAsFastAs(fixed(6, 600, make), .85, .6).losesNothing();
  }

  @Test
  void pagesThatAlwaysRefuseCostOnlyThemselves() {
    Make make = random -> poisoned(33, logNormal(random, .1, .35));
    web("3 % always 503", 400, make).loses(12).isAsFastAs(fixed(6, 400, make), .6, .5);
  }

  @Test
  void loopbackIsFilledWhereThatPays() {
    Make make = _ -> free(_ -> .2);
    var run = loopback(20_000, make, 0);
    assertTrue(run.reachedAtSeconds(1_000) <= .6, () -> "" + run.reachedAtSeconds(1_000));
    double speed = loopback(20_000, make, 1_000).seconds() / run.seconds();
    assertTrue(speed >= .9, () -> "speed " + speed);
  }

  @Test
  void aLoopbackServerWithoutCpuToSpareIsNotFlooded() {
    Make make = random -> workers(2, logNormal(random, .0018, .3), 0);
    var run = loopback(5_000, make, 0);
    double speed = loopback(5_000, make, 8).seconds() / run.seconds();
    assertTrue(speed >= .93, () -> "speed " + speed);
    assertTrue(run.lateInFlight() <= 16, () -> run.lateInFlight() + " in flight");
  }

  @Test
  void tenHostsOfOneWorkerShareIt() {
    var urls = new ArrayList<String>();
    for (int host = 0; host < 10; host++) {
      urls.addAll(LoadedCrawl.urls("http://h" + host + ".test", 60));
    }
    var all = new ArrayList<LoadedCrawl>();
    for (int seed = 0; seed < SEEDS; seed++) {
      var server = workers(1, logNormal(new SplittableRandom(seed), .05, .5), 0);
      all.add(LoadedCrawl.of(server, urls, seed, options -> options));
    }
    new Runs("ten hosts", urls.size(), all)
        .losesNothing()
        .isAtMost("in flight", 12, LoadedCrawl::meanInFlight)
        .isAtMost("in flight later", 12, LoadedCrawl::lateInFlight);
  }

  private static void asFastAsSix(String name, int pages, Make make) {
    web(name, pages, make).losesNothing().isAsFastAs(fixed(6, pages, make), .88, .6);
  }

  private static Runs web(String name, int pages, Make make) {
    return runs(name, pages, make, 0, WEB, 0);
  }

  private static Runs fixed(int perHost, int pages, Make make) {
    return runs("fixed " + perHost, pages, make, 0, WEB, perHost);
  }

  private static LoadedCrawl loopback(int pages, Make make, int perHost) {
    return LoadedCrawl.of(
        make.apply(new SplittableRandom(1)),
        LoadedCrawl.urls(LOOPBACK, pages),
        1,
        options -> options.withPace(p -> p.withPerHost(perHost)));
  }

  private static Runs runs(
      String name, int pages, Make make, double starvedSeconds, String origin, int perHost) {
    var all = new ArrayList<LoadedCrawl>();
    var urls = LoadedCrawl.urls(origin, pages);
    for (int seed = 0; seed < SEEDS; seed++) {
      var server = make.apply(new SplittableRandom(seed));
      all.add(
          starvedSeconds > 0
              ? LoadedCrawl.starved(
                  server,
                  urls,
                  starvedSeconds,
                  seed,
                  options -> options.withPace(p -> p.withPerHost(perHost)))
              : LoadedCrawl.of(
                  server, urls, seed, options -> options.withPace(p -> p.withPerHost(perHost))));
    }
    return new Runs(name, pages, all);
  }
}
