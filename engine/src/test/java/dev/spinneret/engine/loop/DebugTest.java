package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DebugTest {
  private final List<String> log = new CopyOnWriteArrayList<>();

  private LoopOptions debug(Duration slowStep) {
    return LoopOptions.DEFAULT.withDebug(new DebugOptions(slowStep, this::log));
  }

  /// Takes in all but what differs with the flags that the tests run with.
  private void log(String finding) {
    if (!finding.contains("jdk.pollerMode")) {
      log.add(finding);
    }
  }

  private LoopOptions debug() {
    return debug(Duration.ofHours(1));
  }

  private void spinUntilLogged(String what) {
    while (!log.toString().contains(what)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aSlowStepIsToldWithItsLineWhileItRuns() {
    EventLoop.run(
        debug(Duration.ofMillis(1)),
        () -> {
          var task =
              EventLoop.current()
                  .createTask(
                      "slow",
                      () -> {
                        spinUntilLogged("Task slow has held");
                        return null;
                      });
          return task.await();
        });
    // On a busy machine other steps may be slow, too.
    log.removeIf(line -> !line.contains("Task slow"));
    assertTrue(
        log.getFirst().contains("a step of Task slow has held the event loop"), log::toString);
    assertTrue(log.getFirst().contains("DebugTest.spinUntilLogged(DebugTest.java:"), log::toString);
    assertTrue(log.get(1).startsWith("a step of Task slow took"), log::toString);
  }

  @Test
  void aSlowCallbackIsToldToo() {
    try (var loop = EventLoop.create(debug(Duration.ofMillis(1)))) {
      loop.callSoon(() -> spinUntilLogged("a callback has held"));
      loop.runOnce();
    }
    assertTrue(log.getFirst().startsWith("a callback has held the event loop"), log::toString);
  }

  @Test
  void callsFromAnotherThreadAreRefused() {
    EventLoop.run(
        debug(),
        () -> {
          var loop = EventLoop.current();
          var refused = new AtomicReference<Throwable>();
          var thread =
              Thread.ofPlatform()
                  .start(() ->
                      refused.set(
                          assertThrows(
                              IllegalStateException.class, () -> loop.callSoon(() -> {}))));
          thread.join();
          assertTrue(refused.get().getMessage().contains("callSoonThreadsafe"));
          return null;
        });
  }

  @Test
  void aChangedPropertyOfTheJdkIsReported() {
    var findings = new CopyOnWriteArrayList<String>();
    EventLoop.create(LoopOptions.DEFAULT.withDebug(new DebugOptions(Duration.ZERO, findings::add)))
        .close();
    boolean given =
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .anyMatch(flag -> flag.startsWith("-Djdk.pollerMode="));
    assertEquals(
        !given,
        findings.stream().anyMatch(line -> line.contains("set the system property jdk.poll")));
  }

  @Test
  void aWaitThatCannotBeSuspendedIsToldWithItsLine() {
    var options =
        LoopOptions.DEFAULT.withDebug(
            new DebugOptions(
                Duration.ofMillis(1),
                finding -> {
                  log.add(finding);
                  // A slow start is reported, too.
                  if (finding.contains("cannot be suspended")) {
                    Pinned.WAKE_UP.complete("woken");
                  }
                }));
    assertEquals("woken", EventLoop.<String>run(options, () -> Pinned.Initializer.VALUE));
    var reported = log.stream().filter(line -> line.contains("cannot be suspended")).findFirst();
    assertTrue(reported.orElseThrow().contains("Task main waits where"), log::toString);
    assertTrue(reported.orElseThrow().contains("DebugTest.java:"), log::toString);
  }

  /// A class whose initializer waits, which pins the virtual thread.
  private static final class Pinned {
    static final CompletableFuture<String> WAKE_UP = new CompletableFuture<>();

    private static final class Initializer {
      static final String VALUE = WAKE_UP.join();
    }
  }

  @Test
  void aRunWithNothingToDoIsToldOnce() {
    try (var loop = EventLoop.create(debug())) {
      for (int i = 0; i < 2; i++) {
        var stopper = Thread.ofPlatform().unstarted(loop::stop);
        stopper.start();
        loop.runForever();
      }
    }
    assertEquals(
        List.of("the event loop runs with nothing to do: no task, timer or descriptor"), log);
  }
}
