package dev.spinneret.engine.io.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.NumberedCase;
import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.io.Loopback;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

@OnEveryPoller
class StreamReaderTest {
  private static final byte[] SEPARATOR = UTF_8.encode("AB").array();

  private final PollerKind poller;

  StreamReaderTest(PollerKind poller) {
    this.poller = poller;
  }

  private void run(Callable<?> main) {
    Loopback.run(poller, main);
  }

  private static StreamReader reader(int limitBytes, String... pieces) {
    var reader = new StreamReader(EventLoop.current(), limitBytes);
    for (var piece : pieces) {
      reader.feedData(UTF_8.encode(piece));
    }
    return reader;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  @Test
  void linesComeOneAfterTheOtherHoweverTheBytesArrive() {
    run(() -> {
      var reader = reader(100, "fi", "rst\nsec", "ond\r", "\nlast");
      reader.feedEof();
      assertEquals("first\n", text(reader.readLine()));
      assertEquals("second", reader.readTextLine());
      assertFalse(reader.isAtEof());
      assertEquals("last", reader.readTextLine());
      assertNull(reader.readTextLine());
      assertEquals(0, reader.readLine().length);
      assertTrue(reader.isAtEof());
      return null;
    });
  }

  @Test
  void aReaderWaitsForWhatIsMissing() {
    run(() -> {
      var loop = EventLoop.current();
      var reader = reader(100, "ab");
      var exactly = loop.createTask(() -> reader.readExactly(4));
      Tasks.yieldNow();
      reader.feedData(UTF_8.encode("c"));
      Tasks.yieldNow();
      assertFalse(exactly.isDone());
      reader.feedData(UTF_8.encode("def"));
      assertEquals("abcd", text(exactly.await()));
      assertEquals("ef", text(reader.read(100)));
      return null;
    });
  }

  @Test
  void anEndBeforeEverythingHasComeGivesWhatCame() {
    run(() -> {
      var reader = reader(100, "abc");
      reader.feedEof();
      var failure = assertThrows(IncompleteReadException.class, () -> reader.readExactly(4));
      assertEquals("abc", text(failure.partial()));
      var again = reader(100, "abc");
      again.feedEof();
      failure = assertThrows(IncompleteReadException.class, () -> again.readUntil(SEPARATOR));
      assertEquals("abc", text(failure.partial()));
      assertEquals(-1, again.read(ByteBuffer.allocate(1)));
      return null;
    });
  }

  @Test
  @NumberedCase(24)
  void aSeparatorFoundBeyondTheLimitKeepsTheBuffer() {
    run(() -> {
      var reader = reader(3, "aaaaAB");
      var failure = assertThrows(LimitOverrunException.class, () -> reader.readUntil(SEPARATOR));
      assertTrue(failure.isFound());
      assertEquals(4, failure.consumedBytes());
      assertEquals("aaaa", text(reader.readExactly(4)));
      assertEquals("AB", text(reader.readUntil(SEPARATOR)));
      return null;
    });
  }

  @Test
  @NumberedCase(24)
  void aSeparatorNotFoundWithinTheLimitKeepsTheBuffer() {
    run(() -> {
      var reader = reader(3, "aaaaA");
      var failure = assertThrows(LimitOverrunException.class, () -> reader.readUntil(SEPARATOR));
      assertFalse(failure.isFound());
      assertEquals(4, failure.consumedBytes());
      reader.feedData(UTF_8.encode("B"));
      assertEquals("aaaa", text(reader.readExactly(failure.consumedBytes())));
      assertEquals("AB", text(reader.readUntil(SEPARATOR)));
      return null;
    });
  }

  @Test
  @NumberedCase(24)
  void aLineBeyondTheLimitIsConsumed() {
    run(() -> {
      var found = reader(3, "line 1\nline 2\n");
      assertThrows(LimitOverrunException.class, found::readLine);
      assertThrows(LimitOverrunException.class, found::readLine);
      found.feedData(UTF_8.encode("ok\n"));
      assertEquals("ok", found.readTextLine());
      var notFound = reader(3, "no end yet");
      assertThrows(LimitOverrunException.class, notFound::readLine);
      notFound.feedData(UTF_8.encode("\n"));
      assertEquals("\n", text(notFound.readLine()));
      return null;
    });
  }

  @Test
  void aSeparatorExactlyAtTheLimitIsWithinIt() {
    run(() -> {
      var reader = reader(3, "aaaA");
      var line = EventLoop.current().createTask(() -> reader.readUntil(SEPARATOR));
      Tasks.yieldNow();
      reader.feedData(UTF_8.encode("B"));
      assertEquals("aaaAB", text(line.await()));
      return null;
    });
  }

  @Test
  void aBrokenConnectionIsThrownToWhoWaitsAndToWhoComesLater() {
    run(() -> {
      var reader = reader(100, "abc");
      var broken = new SocketException("reset");
      var waiting =
          EventLoop.current()
              .createTask(() -> {
                try {
                  return reader.readAll();
                } catch (IOException e) {
                  return e;
                }
              });
      Tasks.yieldNow();
      reader.setException(broken);
      assertSame(broken, waiting.await());
      assertSame(broken, assertThrows(IOException.class, () -> reader.read(1)));
      assertSame(broken, reader.exception());
      return null;
    });
  }

  @Test
  void twoTasksCannotWaitForTheSameStream() {
    run(() -> {
      var loop = EventLoop.current();
      var reader = reader(100);
      var first = loop.createTask(() -> reader.readLine());
      Tasks.yieldNow();
      assertThrows(IllegalStateException.class, () -> reader.readLine());
      reader.feedData(UTF_8.encode("x\n"));
      assertArrayEquals(new byte[] {'x', '\n'}, first.await());
      return null;
    });
  }

  @Test
  void nonsenseIsRefused() {
    run(() -> {
      var reader = reader(100);
      assertThrows(IllegalArgumentException.class, () -> reader.readExactly(-1));
      assertThrows(IllegalArgumentException.class, () -> reader.readUntil(new byte[0]));
      assertThrows(IllegalArgumentException.class, () -> reader(0));
      assertEquals(0, reader.readExactly(0).length);
      assertEquals(0, reader.read(0).length);
      return null;
    });
  }
}
