package dev.spinneret.engine.crawl.shared;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.frontier.Frontier;
import dev.spinneret.engine.crawl.frontier.Referral;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.shared.RoundReply.Others;
import dev.spinneret.engine.crawl.state.Change;
import dev.spinneret.engine.crawl.state.CommittedOutputs;
import dev.spinneret.engine.crawl.state.CommittingStore;
import dev.spinneret.engine.crawl.state.Session;
import dev.spinneret.engine.crawl.state.Writer;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.TimerHandle;
import dev.spinneret.parse.url.WebUrl;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One crawler's part in a crawl that several share.
///
/// It commits in rounds, one at a time and at most a second apart, sooner while it has too little
/// work: a transaction that extends the lease, writes all changes and the lengths of the outputs,
/// takes over free domains, and reads what other crawlers have referred and the state of the whole
/// crawl. Referrals become changes of the next round, which deletes them in the same transaction.
/// So after each commit every URL is in exactly one place: referred, waiting, or with a verdict. If
/// none is referred or waiting, and no feed is open, the crawl is over for all crawlers.
///
/// If a crawler commits nothing for longer than its lease, the others fence it: its domains are
/// free again, and its next round writes nothing and throws [FencedException]. It stops sending
/// requests ([#isBehind()]) before the lease expires by its own clock, so no two crawlers request
/// from the same host.
///
/// While another crawler has too little work, a crawler with more than its share of the domains
/// that have work releases some; domains with requests in flight are kept.
public final class SharedState extends CommittingStore {
  private static final int MAX_OWNED = 5 * FairShare.MAX_ACTIVE;
  private static final long HOLD_NANOS = 1_000_000_000;

  private final SharedDatabase database;
  private final List<String> sessionLines;
  private final Runnable whenClosed;
  private final SharedWriter rounds;
  private final Lease lease;
  private final OwnedDomains own = new OwnedDomains();
  private final SentReferrals sent = new SentReferrals();
  private final SharedAddresses addresses = new SharedAddresses();
  private final DepartedLevels departed = new DepartedLevels();
  private final RoundPause pause = new RoundPause();
  private final FairShare fairShare = new FairShare();
  private final Releases releases = new Releases(this::openCount, this::isIdle, this::hold);
  private Others others = Others.UNKNOWN;
  private @Nullable Restored restored;
  private @Nullable Future<Boolean> round;
  private @Nullable TimerHandle timer;
  private boolean roundDue;
  private boolean isFeeding = true;
  private boolean isEnding;
  private boolean isLeaving;
  private boolean claimedAll = true;
  private int askedFor;
  private int concurrency;

  /// Creates the part of a crawler that has joined.
  ///
  /// @param database where it has joined
  /// @param sessionLines the lines of the crawler's session in an earlier run
  /// @param outputs the outputs, cut back to the crawler's last commit
  /// @param writer calls the database
  /// @param lease how long the crawler may commit nothing
  /// @param steadyClock nanoseconds that pass while the process is stopped, too
  /// @param whenClosed ends the writer, and then the database
  public SharedState(
      SharedDatabase database,
      List<String> sessionLines,
      CommittedOutputs outputs,
      Writer writer,
      Duration lease,
      LongSupplier steadyClock,
      Runnable whenClosed) {
    super(outputs, writer);
    this.sessionLines = sessionLines;
    this.whenClosed = whenClosed;
    this.database = database;
    this.rounds = new SharedWriter(database);
    this.lease = new Lease(lease, steadyClock);
  }

  @Override
  public List<String> keep(Session kept) {
    session(kept);
    return sessionLines;
  }

  @Override
  public Frontier begin(EventLoop crawlLoop, CrawlOptions options, Runnable crawlWake) {
    concurrency = options.pace().concurrency();
    return super.begin(crawlLoop, options, crawlWake);
  }

  @Override
  public void restore(Restored into) {
    restored = into;
    commit().await();
    throwFailure();
  }

  @Override
  public boolean mayMove() {
    return false; // the database finds a waiting URL by its depth
  }

  @Override
  public boolean owns(@Nullable WebUrl url) {
    return own.hold(url);
  }

  @Override
  public boolean refer(Referral referral) {
    if (!sent.add(referral)) {
      return false;
    }
    add(new Change.Referred(referral));
    depart(referral.level());
    return true;
  }

  private void depart(int level) {
    departed.add(level);
    setLevelElsewhere();
  }

  private void setLevelElsewhere() {
    frontier().levelElsewhere(Math.min(others.level(), departed.least()));
  }

  @Override
  public void feeding(boolean open) {
    if (isFeeding && !open) {
      hurry();
    }
    isFeeding = open;
  }

  @Override
  public void ending() {
    isEnding = true;
  }

  @Override
  public boolean mayGrow() {
    return !others.isOver();
  }

  @Override
  public long pagesElsewhere() {
    return others.pagesElsewhere();
  }

  @Override
  public long bytesElsewhere() {
    return others.bytesElsewhere();
  }

  @Override
  public int crawlersAt(String address) {
    if (addresses.add(address)) {
      add(new Change.AddressUsed(address));
    }
    return addresses.crawlersAt(address);
  }

  /// Whether the crawl should pause: the database is behind, or the lease has expired, so that
  /// another crawler may own the hosts.
  @Override
  public boolean isBehind() {
    return super.isBehind() || lease.isOver();
  }

  @Override
  public boolean holdsHosts() {
    return !lease.isOver();
  }

  @Override
  public void awaitHosts() {
    lease.await();
  }

  @Override
  public void finish() {
    while (round != null) {
      round.await();
    }
    throwFailure();
    isLeaving = true;
    super.finish();
  }

  /// Stops the rounds. Changes that are not committed are lost.
  @Override
  public void close() {
    isLeaving = true;
    if (timer != null) {
      timer.cancel();
    }
    whenClosed.run();
  }

  @Override
  protected void commitSoon() {
    // A round is under way, or its timer runs.
  }

  @Override
  protected Future<Boolean> commit() {
    if (round != null) {
      roundDue = true;
      return round;
    }
    if (timer != null) {
      timer.cancel();
    }
    long begunNanos = lease.nowNanos();
    var standing = standing();
    departed.cut();
    Future<RoundReply> reply =
        cut(cut -> rounds.round(cut.changes(), standing, cut.force(), cut.sessionLines()));
    Future<Boolean> done = loop().createFuture();
    round = done; // not before: a cut that throws has no reply that would end the round
    reply.addDoneCallback(answer -> {
      if (hasFailed()) {
        endRound(done);
      } else {
        lease.extendedAt(begunNanos);
        // In a task, since records of URLs that are refused at once may have to wait for an output.
        var _ = loop().createTask("takes over", () -> take(answer.result(), done));
      }
    });
    return done;
  }

  private boolean take(RoundReply reply, Future<Boolean> done) {
    try {
      apply(reply);
    } catch (Exception | Error e) {
      fail(e);
    } finally {
      endRound(done);
    }
    return true;
  }

  private void endRound(Future<Boolean> done) {
    round = null;
    done.setResult(true);
    wake();
    next();
  }

  @Override
  protected List<CrawlUrl> next(
      List<Change> before, String host, int afterDepth, long afterOrder, int atMost) {
    return rounds.next(before, host, afterDepth, afterOrder, atMost);
  }

  @Override
  protected SharedException damaged(String how) {
    return new SharedException("the shared crawl is damaged: " + how);
  }

  private Round.Standing standing() {
    int activeCount = activeCount();
    askedFor = isEnding || isLeaving ? 0 : fairShare.claimAtMost(others, activeCount);
    return new Round.Standing(
        isFeeding && !isLeaving,
        !claimedAll && askedFor > 0 && fairShare.isBelow(others, activeCount),
        activeCount,
        frontier().level(),
        askedFor,
        isLeaving);
  }

  private int activeCount() {
    return (int) own.all().stream().filter(domain -> openCount(domain) > 0).count();
  }

  private long openCount(OwnedDomains.Domain domain) {
    return domain.hosts().stream().mapToLong(frontier()::openCount).sum();
  }

  /// Applies the reply to a round.
  private void apply(RoundReply reply) {
    var into = Objects.requireNonNull(restored, "no crawl yet");
    reply.scope().forEach(into::scope);
    var claimed = reply.claimed();
    claimed.ended().restore(into);
    for (var domain : claimed.domains()) {
      own.add(domain.id(), domain.hosts());
      domain.restore(into);
      domain.openCounts().forEach(frontier()::restore);
      into.complete(domain.hosts());
    }
    claimedAll = claimed.isPartial() || claimed.domains().size() >= askedFor;
    if (!isEnding) {
      sent.passOn(() -> reply.referred().forEach(into::referred));
      reply.messages().forEach(message -> add(new Change.Taken(message)));
      into.referredAll();
    }
    addresses.update(reply.addresses()).forEach(into::shared);
    others = reply.others();
    departed.answered();
    setLevelElsewhere();
    if (others.stopRequested() && !isEnding) {
      into.stop();
    }
    long turns = frontier().stats().waitingCount() / concurrency;
    if (!isHeld() && !isEnding) {
      release(into, turns);
    }
    boolean isNew = !reply.referred().isEmpty() || !claimed.isEmpty();
    pause.update(turns > 0, isNew, others.isAnyIdle());
  }

  /// Releases domains: those beyond this crawler's share while another has too little work, and
  /// those without work if there are too many.
  private void release(Restored into, long turns) {
    long nowNanos = lease.nowNanos();
    int openDomains = activeCount() - releases.heldCount();
    int surplus = fairShare.surplus(others, openDomains, turns, nowNanos);
    boolean isFull = own.count() > MAX_OWNED;
    int level = frontier().level(); // while all of them are still here
    for (var domain : releases.choose(own.all(), surplus, FairShare.mayHold(turns), isFull)) {
      fairShare.released(nowNanos);
      long openCount = openCount(domain);
      own.remove(domain);
      domain.hosts().forEach(frontier()::forget);
      into.released(domain.hosts(), openCount);
      add(new Change.Released(domain.id(), openCount > 0, level));
      depart(level);
    }
  }

  /// Lets no URL of a domain be leased for a second, so that it becomes idle even if it is busy all
  /// the time.
  private void hold(OwnedDomains.Domain domain) {
    long untilNanos = loop().timeNanos() + HOLD_NANOS;
    domain.hosts().forEach(host -> frontier().delay(host, untilNanos));
  }

  private boolean isIdle(OwnedDomains.Domain domain) {
    return domain.hosts().stream().allMatch(frontier()::isIdle);
  }

  /// Schedules the next round.
  private void next() {
    if (isLeaving || hasFailed()) {
      return;
    }
    if (roundDue) {
      roundDue = false;
      commitInTime();
    } else {
      timer = loop().callLater(pause.duration(), this::tick);
    }
  }

  private void hurry() {
    pause.shorten();
    if (timer != null && round == null) {
      timer.cancel();
      timer = loop().callLater(pause.duration(), this::tick);
    }
  }

  private void tick() {
    commitInTime();
    if (isHeld()) {
      extendLease();
    }
  }

  /// Extends the lease while nothing can be committed.
  private void extendLease() {
    long begunNanos = lease.nowNanos();
    Future<Boolean> extended =
        submit(() -> {
          database.extendLease();
          return true;
        });
    extended.addDoneCallback(_ -> {
      if (!hasFailed()) {
        lease.extendedAt(begunNanos);
      }
      if (isHeld()) {
        next();
      }
    });
  }
}
