package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/// Against a real server; skipped where it is not installed.
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(120)
class RedisTest {
  private RedisServer server;

  @BeforeAll
  void startServer() throws IOException {
    var program = RedisServer.program();
    assumeTrue(program.isPresent(), "skipped: redis-server is not installed");
    server = RedisServer.start(program.get());
  }

  @AfterAll
  void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void everyKindOfReplyIsRead() {
    EventLoop.run(() -> {
      try (var redis = new RedisClient(server.port())) {
        assertEquals("OK", redis.call("SET", "k\u00e9y", "val\u00fce"));
        assertEquals("val\u00fce", redis.call("GET", "k\u00e9y"));
        assertNull(redis.call("GET", "nothing"));
        assertEquals(2L, redis.call("RPUSH", "list", "a", ""));
        assertEquals(Arrays.asList("a", ""), redis.call("LRANGE", "list", "0", "-1"));
        var refusal = assertThrows(IOException.class, () -> redis.call("NONSENSE"));
        assertTrue(refusal.getMessage().startsWith("redis says ERR unknown command"));
        assertEquals("PONG", redis.call("PING"));
      }
      return true;
    });
  }

  @Test
  void aThousandTasksShareOneConnection() {
    assertEquals(1000, EventLoop.run(() -> RedisInTasks.countTogether(server.port(), 1000)));
  }

  @Test
  void aBlockingClientLeavesTheLoopFree() {
    int ticks = EventLoop.run(() -> JedisInTasks.ticksWhileBlocked(server.port(), 20, 30));
    assertTrue(ticks >= 30, ticks + " ticks");
  }
}
