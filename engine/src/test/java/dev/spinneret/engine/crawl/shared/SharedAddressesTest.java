package dev.spinneret.engine.crawl.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SharedAddressesTest {
  private final SharedAddresses addresses = new SharedAddresses();

  @Test
  void anAddressIsNewOnce() {
    assertTrue(addresses.add("192.0.2.1"));
    assertFalse(addresses.add("192.0.2.1"));
    assertEquals(1, addresses.crawlersAt("192.0.2.1"));
  }

  @Test
  void anUpdateReturnsWhatHasChanged() {
    assertEquals(Set.of("a", "b"), addresses.update(Map.of("a", 2, "b", 3)));
    assertEquals(Set.of("b", "c"), addresses.update(Map.of("a", 2, "c", 2)));
    assertEquals(1, addresses.crawlersAt("b"), "the other crawlers have left");
    assertEquals(2, addresses.crawlersAt("c"));
  }
}
