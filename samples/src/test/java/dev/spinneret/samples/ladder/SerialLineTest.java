package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.engine.io.stream.IncompleteReadException;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.PollerKind;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SerialLineTest {
  private static void run(PollerKind poller, Callable<Object> test) {
    assumeTrue(EpollPoller.isAvailable(), "skipped: this is not Linux");
    EventLoop.run(new LoopOptions(poller, Clock.SYSTEM), test);
  }

  @ParameterizedTest
  @EnumSource(names = {"NIO", "EPOLL"})
  void everyCommandGetsItsAnswer(PollerKind poller) {
    run(
        poller,
        () -> {
          assertEquals(
              List.of("TEMP? 21.5", "NO? what?", "ID? thermometer 7"),
              SerialLine.talk(List.of("TEMP?", "NO?", "ID?")));
          return true;
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"NIO", "EPOLL"})
  void octetsGoThroughAsTheyAre(PollerKind poller) {
    run(
        poller,
        () -> {
          var loop = EventLoop.current();
          var libc = new Libc();
          var pair = PseudoTerminal.open(libc);
          try (var device = SerialPort.of(loop, pair.device());
              var host = SerialPort.of(loop, PseudoTerminal.openRaw(libc, pair.line()))) {
            byte[] sent = new byte[100_000];
            new Random(3).nextBytes(sent);
            var writing =
                loop.createTask(() -> {
                  device.write(sent);
                  return true;
                });
            assertArrayEquals(sent, host.reader().readExactly(sent.length));
            writing.await();
          }
          return true;
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"NIO", "EPOLL"})
  void aDeviceThatIsGoneEndsTheStream(PollerKind poller) {
    run(
        poller,
        () -> {
          var loop = EventLoop.current();
          var libc = new Libc();
          var pair = PseudoTerminal.open(libc);
          try (var device = SerialPort.of(loop, pair.device())) {
            var host = SerialPort.of(loop, PseudoTerminal.openRaw(libc, pair.line()));
            SerialLine.send(host, "last words");
            assertEquals("last words", SerialLine.receive(device));
            host.close();
            host.close();
            assertThrows(IncompleteReadException.class, () -> SerialLine.receive(device));
          }
          return true;
        });
  }
}
