package dev.spinneret.engine.crawl.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WriterThreadTest {
  @Test
  void anInterruptDoesNotEndTheWaitForItsWork() {
    EventLoop.run(() -> {
      var done = new ArrayList<String>();
      var begun = new CountDownLatch(1);
      var writer = new WriterThread(IllegalStateException::new, IllegalStateException::new);
      var interrupted =
          Thread.ofPlatform()
              .unstarted(() -> {
                Thread.currentThread().interrupt();
                writer.end();
                done.add("ended, interrupted: " + Thread.currentThread().isInterrupted());
              });
      var work =
          writer.submit(
              EventLoop.current(),
              () -> {
                begun.await();
                interrupted.start();
                while (interrupted.getState() != Thread.State.TIMED_WAITING) {
                  Thread.onSpinWait();
                }
                done.add("written");
                return true;
              });
      begun.countDown();
      assertTrue(work.await());
      interrupted.join();
      assertEquals(List.of("written", "ended, interrupted: true"), done);
      return true;
    });
  }
}
