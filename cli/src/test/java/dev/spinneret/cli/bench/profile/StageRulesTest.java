package dev.spinneret.cli.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StageRulesTest {
  private final StageRules rules = StageRules.load();

  @Test
  void theLongestNameDecides() {
    assertEquals(Stage.EXCHANGE, rules.of("dev.spinneret.fetch.BufferPool.takeSmall"));
    assertEquals(Stage.GRAMMAR, rules.of("dev.spinneret.fetch.http.ReplyReader.next"));
    assertEquals(Stage.SOCKETS, rules.of("dev.spinneret.engine.io.descriptor.Transfers.send"));
    assertEquals(Stage.CONNECT, rules.of("dev.spinneret.engine.io.descriptor.SocketCalls.connect"));
  }

  @Test
  void theJdkAndSystemCallsBelongToTheirCallers() {
    assertNull(rules.of("java.lang.String.hashCode"));
    assertNull(rules.of("dev.spinneret.engine.poll.Libc.call"));
  }

  @Test
  void aClassInitialiserIsLoading() {
    assertEquals(Stage.CLASSES, rules.of("dev.spinneret.fetch.http.Chars.<clinit>"));
  }

  /// A class that was renamed must not fall out of the table unseen.
  @Test
  void everyClassAndMethodOfOursInTheTableExists() throws ClassNotFoundException {
    for (var prefix : rules.prefixes()) {
      var parts = prefix.split("\\.");
      var named = 0;
      while (named < parts.length && Character.isLowerCase(parts[named].charAt(0))) {
        named++;
      }
      if (!prefix.startsWith("dev.spinneret.") || named == parts.length) {
        continue;
      }
      var type = Class.forName(String.join(".", Arrays.copyOf(parts, named + 1)));
      if (named + 1 < parts.length) {
        assertTrue(
            Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(parts[parts.length - 1])),
            prefix);
      }
      assertNotNull(type);
    }
  }
}
