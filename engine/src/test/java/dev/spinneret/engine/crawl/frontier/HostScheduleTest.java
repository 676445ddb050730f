package dev.spinneret.engine.crawl.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.spinneret.engine.files.SpillFile;
import org.junit.jupiter.api.Test;

class HostScheduleTest {
  private final HostSchedule schedule = new HostSchedule(false);
  private final SpillFile file = new SpillFile(Long.MAX_VALUE, UrlQueue.LARGEST_CHUNK);
  private long nextOrder;

  @Test
  void theHostWithTheFewestLeasesComesFirst() {
    var busy = host("https://busy.example", 2);
    var idle = host("https://idle.example", 1);
    assertSame(busy, schedule.first(), "its URL was discovered first");
    lease(busy);
    assertSame(idle, schedule.first());
  }

  @Test
  void aHostWithADelayBecomesReadyWhenItsTimeHasCome() {
    schedule.advance(0);
    var slow = host("https://slow.example", 1);
    schedule.change(slow, host -> host.readyAtNanos = 100);
    assertNull(schedule.first());
    assertEquals(100, schedule.nextAtNanos());
    schedule.advance(99);
    assertNull(schedule.first());
    schedule.advance(100);
    assertSame(slow, schedule.first());
    assertEquals(Long.MAX_VALUE, schedule.nextAtNanos());
  }

  @Test
  void aHostWithAllItsLeasesIsNotReady() {
    var host = host("https://a.example", 2);
    host.concurrency = 1;
    lease(host);
    assertNull(schedule.first());
    schedule.change(host, changed -> changed.leasedCount--);
    assertSame(host, schedule.first());
  }

  @Test
  void aParkedHostIsReadyAgainWhenItsAddressHasRoom() {
    var group = new AddressGroup();
    var first = host("https://a.example", 1);
    var second = host("https://b.example", 1);
    first.group = group;
    second.group = group;
    schedule.park(first, group);
    schedule.park(second, group);
    group.leasedCount = 1;
    schedule.makeRoom(group);
    assertNull(schedule.first());
    group.leasedCount = 0;
    schedule.makeRoom(group);
    assertSame(first, schedule.first());
    assertEquals(1, group.parked.size(), "one lease is free: the second stays parked");
  }

  @Test
  void aHostIsActiveWhileAnythingOfItIsOpen() {
    var host = host("https://a.example", 1);
    assertEquals(1, schedule.activeCount());
    lease(host);
    assertEquals(1, schedule.activeCount(), "its URL is leased");
    schedule.change(host, changed -> changed.leasedCount--);
    assertEquals(0, schedule.activeCount());
  }

  @Test
  void levelByLevelALesserDepthComesBeforeFewerLeases() {
    var levels = new HostSchedule(true);
    var near = new HostQueue("https://near.example", file);
    var far = new HostQueue("https://far.example", file);
    near.leasedCount = 3;
    near.concurrency = 10;
    levels.change(far, host -> host.add(url(host.name, 2)));
    levels.change(near, host -> host.add(url(host.name, 1)));
    assertSame(near, levels.first());
  }

  private HostQueue host(String name, int urlCount) {
    var host = new HostQueue(name, file);
    host.concurrency = 10;
    for (int i = 0; i < urlCount; i++) {
      schedule.change(host, changed -> changed.add(url(name, 0)));
    }
    return host;
  }

  private void lease(HostQueue host) {
    schedule.change(
        host,
        changed -> {
          changed.removeHead();
          changed.leasedCount++;
        });
  }

  private CrawlUrl url(String host, int depth) {
    long order = nextOrder++;
    return new CrawlUrl(
        host + "/" + order,
        order + 1,
        host,
        order,
        0,
        0,
        new Discovery(depth, CrawlUrl.Role.PAGE, false, null, -1, null, null));
  }
}
