package dev.spinneret.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.fetch.options.FetchOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// A machine that has no descriptor left for a connection.
class LocalResourcesTest {
  private static final InetSocketAddress V4 = address("192.0.2.1");
  private static final InetSocketAddress V6 = address("2001:db8::1");

  private final Scarce scarce = new Scarce();
  private final FetchOptions options = FetchOptions.DEFAULT;

  private static InetSocketAddress address(String literal) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), 80);
  }

  private HttpFetcher fetcher() {
    var connector = new Connector(scarce, new SystemResolver(scarce::nowNanos), options);
    return new HttpFetcher(options, scarce, connector);
  }

  @Test
  void aFetchWaitsUntilADescriptorIsFree() {
    scarce.failures = 3;
    try (var fetcher = fetcher()) {
      var reply = Results.reply(fetcher.fetch(Engine.request("http://192.0.2.1/")));
      assertEquals("hello", Results.text(reply));
      assertEquals(4, scarce.attempts);
    }
  }

  @Test
  void whenNoneGetsFreeInTimeTheFailureIsOurs() {
    scarce.failures = Integer.MAX_VALUE;
    try (var fetcher = fetcher()) {
      var result = fetcher.fetch(Engine.request("http://192.0.2.1/"));
      Results.assertFailed(FailureCause.LOCAL_RESOURCES, result);
      assertTrue(result.toString().contains("Too many open files"), result.toString());
    }
  }

  @Test
  void idleConnectionsGoForNewOnes() {
    try (var fetcher = fetcher()) {
      Results.reply(fetcher.fetch(Engine.request("http://192.0.2.1/")));
      Results.reply(fetcher.fetch(Engine.request("http://192.0.2.2/")));
      assertEquals(2, scarce.openCount);
      scarce.maxOpen = 2;
      Results.reply(fetcher.fetch(Engine.request("http://192.0.2.3/")));
      assertEquals(1, scarce.openCount, "both were idle");
    }
  }

  @Test
  void whatIsMissingHereIsToldFromWhatIsWrongThere() {
    for (var ours : new String[] {"Too many open files", "No buffer space available"}) {
      assertTrue(ConnectAttempts.isOurs(V6, new SocketException(ours)), ours);
    }
    assertTrue(ConnectAttempts.isOurs(V4, new BindException("Cannot assign requested address")));
    // Without IPv6, no address of IPv6 has a local one.
    assertFalse(ConnectAttempts.isOurs(V6, new BindException("Cannot assign requested address")));
    assertFalse(ConnectAttempts.isOurs(V4, new SocketException("Connection reset")));
    assertFalse(ConnectAttempts.isOurs(V4, new IOException()));
  }

  /// Opens only so many connections; its waiters only move the clock.
  private static final class Scarce implements Dialer {
    int failures;
    int attempts;
    int openCount;
    int maxOpen = Integer.MAX_VALUE;
    private long now;

    @Override
    public long nowNanos() {
      return now;
    }

    @Override
    public ByteStream connect(InetSocketAddress remote, long deadlineAtNanos) throws IOException {
      attempts++;
      if (failures-- > 0 || openCount >= maxOpen) {
        throw new SocketException("Too many open files");
      }
      openCount++;
      return new HelloWire();
    }

    @Override
    public Waiter waiter() {
      return new Waiter() {
        @Override
        public boolean await(long deadlineAtNanos) {
          now = deadlineAtNanos;
          return false;
        }

        @Override
        public void wake() {}
      };
    }

    @Override
    public boolean sharesBuffers() {
      return false;
    }

    @Override
    public ByteBuffer allocate(int bytes) {
      return ByteBuffer.allocate(bytes);
    }

    private final class HelloWire implements ByteStream {
      private boolean open = true;

      @Override
      public int read(ByteBuffer dst, long deadlineAtNanos) {
        var reply = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
        dst.put(reply.getBytes(StandardCharsets.US_ASCII));
        return reply.length();
      }

      @Override
      public void write(ByteBuffer src, long deadlineAtNanos) {
        src.position(src.limit());
      }

      @Override
      public InetAddress remote() {
        return V4.getAddress();
      }

      @Override
      public void close() {
        if (open) {
          open = false;
          openCount--;
        }
      }
    }
  }
}
