package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConnectionSlotsTest {
  private final ConnectionSlots slots = new ConnectionSlots();

  private void replies(int count) {
    for (int i = 0; i < count; i++) {
      slots.replied(false);
    }
  }

  @Test
  void aFurtherConnectionIsStalledWhileOthersAreAnswered() {
    assertFalse(slots.isStalled(0, false), "nothing was answered");
    slots.replied(true);
    long before = slots.replyCount();
    assertFalse(slots.isStalled(before, true), "nor since");
    replies(1);
    assertFalse(slots.isStalled(before, false));
    assertTrue(slots.isStalled(before, true), "the crawl has nothing else to ask");
    replies(2);
    assertTrue(slots.isStalled(before, false));
    slots.lower();
    assertEquals(1, slots.most());
  }

  @Test
  void asManyAsWereServedAtATimeAreNeverTooMany() {
    slots.replied(true);
    slots.replied(true);
    slots.replied(true);
    slots.closed();
    replies(9);
    assertFalse(slots.isStalled(0, true), "the third was served before");
    slots.replied(true);
    assertTrue(slots.isStalled(0, true), "a fourth was not");
    slots.lower();
    assertEquals(3, slots.most());
  }

  @Test
  void connectionsThatAreNotKeptSayNothing() {
    replies(9);
    assertFalse(slots.isStalled(0, true));
  }

  @Test
  void theLimitIsRaisedMoreAndMoreSeldom() {
    slots.replied(true);
    slots.lower();
    replies(31);
    assertEquals(1, slots.most());
    replies(1);
    assertEquals(2, slots.most());
    slots.lower();
    replies(63);
    assertEquals(1, slots.most());
    replies(1);
    assertEquals(2, slots.most());
  }

  @Test
  void aSlowPageEndsTheGuessing() {
    slots.replied(true);
    replies(9);
    slots.lower();
    slots.served(ConnectionSlots.PATIENCE_NANOS);
    assertEquals(ConnectionSlots.UNLIMITED, slots.most());
    assertFalse(slots.isStalled(0, true));
  }
}
