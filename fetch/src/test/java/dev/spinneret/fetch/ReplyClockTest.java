package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.options.Timeouts;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ReplyClockTest {
  private static final long FIRST_BYTE_NANOS = 100;
  private static final long WINDOW_NANOS = 1_000_000_000;
  private static final long TOTAL_NANOS = 10 * WINDOW_NANOS;
  private static final int LEAST_BYTES = 64;

  private long nowNanos;
  private final Timings timings = new Timings();
  private final ReplyClock clock =
      new ReplyClock(
          () -> nowNanos,
          new Timeouts(
              Duration.ofSeconds(1),
              Duration.ofNanos(FIRST_BYTE_NANOS),
              Duration.ofNanos(TOTAL_NANOS),
              LEAST_BYTES,
              Duration.ofNanos(WINDOW_NANOS)),
          timings,
          TOTAL_NANOS);

  @Test
  void theFirstByteIsDueAfterTheRequestWasSent() {
    nowNanos = 7;
    clock.sent();
    assertEquals(7 + FIRST_BYTE_NANOS, clock.readDeadline());
    nowNanos += FIRST_BYTE_NANOS;
    fails(FailureCause.FIRST_BYTE_TIMEOUT, clock::readTimedOut);
  }

  @Test
  void aReplyThatBringsEnoughInEachWindowGoesOnToTheDeadline() throws PeerException {
    clock.sent();
    clock.received(LEAST_BYTES);
    for (int window = 1; window < 10; window++) {
      nowNanos += WINDOW_NANOS;
      clock.readTimedOut();
      clock.received(LEAST_BYTES);
    }
    nowNanos += WINDOW_NANOS;
    fails(FailureCause.TOTAL_TIMEOUT, () -> clock.received(LEAST_BYTES));
  }

  @Test
  void aReplyThatBringsTooLittleInAWindowIsTooSlow() throws PeerException {
    clock.sent();
    clock.received(LEAST_BYTES - 1);
    assertEquals(WINDOW_NANOS, clock.readDeadline());
    nowNanos += WINDOW_NANOS;
    fails(FailureCause.TOO_SLOW, clock::readTimedOut);
  }

  @Test
  void anInterimReplyIsFollowedByAsMuchPatienceAsTheRequest() throws PeerException {
    clock.sent();
    nowNanos += 30;
    clock.received(1);
    clock.interim();
    assertEquals(30 + FIRST_BYTE_NANOS, clock.readDeadline());
    nowNanos += 40;
    clock.received(LEAST_BYTES);
    assertEquals(70, timings.waitNanos);
    assertEquals(70 + WINDOW_NANOS, clock.readDeadline());
    clock.interim();
    clock.begin();
    assertEquals(70 + WINDOW_NANOS, clock.readDeadline(), "the head came with it");
  }

  @Test
  void excludedTimeCountsNeitherAsLatencyNorAgainstALimit() throws PeerException {
    clock.sent();
    nowNanos += 50;
    clock.exclude(30);
    assertEquals(30 + FIRST_BYTE_NANOS, clock.readDeadline());
    clock.received(1);
    assertEquals(20, timings.waitNanos);
    nowNanos += 70;
    clock.exclude(40);
    clock.end();
    assertEquals(30, timings.bodyNanos);
  }

  @Test
  void aReplyThatNeverBeganWasWaitedFor() {
    clock.sent();
    nowNanos += 60;
    clock.end();
    assertEquals(60, timings.waitNanos);
    assertEquals(0, timings.bodyNanos);
  }

  private static void fails(FailureCause cause, Executable step) {
    assertEquals(cause, assertThrows(PeerException.class, step).failureCause());
  }
}
