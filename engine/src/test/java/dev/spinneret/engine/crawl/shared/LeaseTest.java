package dev.spinneret.engine.crawl.shared;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private long nowNanos = 1_000;
  private final Lease lease = new Lease(Duration.ofNanos(100), () -> nowNanos);

  @Test
  void noLeaseIsHeldBeforeTheFirstAnswer() {
    assertTrue(lease.isOver());
  }

  @Test
  void itEndsBeforeTheDatabaseTakesTheDomainsBack() {
    lease.extendedAt(nowNanos);
    nowNanos += 89;
    assertFalse(lease.isOver());
    nowNanos++;
    assertTrue(lease.isOver(), "at nine tenths");
  }

  @Test
  void itCountsFromTheBeginningOfTheTransaction() {
    long begunNanos = lease.nowNanos();
    nowNanos += 80;
    lease.extendedAt(begunNanos);
    nowNanos += 10;
    assertTrue(lease.isOver());
  }
}
