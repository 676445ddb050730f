package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.util.ArrayList;
import java.util.Collections;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SocketCallsEchoTest {
  @ParameterizedTest
  @EnumSource(names = {"NIO", "EPOLL"})
  void everyConnectionHearsItself(PollerKind poller) {
    assumeTrue(poller == PollerKind.NIO || EpollPoller.isAvailable(), "skipped: no epoll here");
    EventLoop.run(
        new LoopOptions(poller, Clock.SYSTEM),
        () -> {
          var sockets = Sockets.of(EventLoop.current());
          try (var listening = SocketCallsEcho.listen(sockets, 0)) {
            var server = SocketCallsEcho.serve(sockets, listening);
            var word = "h\u00e9llo ".repeat(10_000);
            var answers = new ArrayList<Task<String>>();
            for (int i = 0; i < 20; i++) {
              answers.add(
                  sockets
                      .loop()
                      .createTask(
                          () -> SocketCallsEcho.ask(sockets, listening.localAddress(), word)));
            }
            assertEquals(Collections.nCopies(20, word), Tasks.gather(answers).await());
            server.cancel();
          }
          return true;
        });
  }
}
