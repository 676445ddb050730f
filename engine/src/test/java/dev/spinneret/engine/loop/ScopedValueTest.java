package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.spinneret.engine.OnEveryPoller;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.engine.task.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What a task sees of the scoped values of the code that created it.
@OnEveryPoller
class ScopedValueTest {
  private static final ScopedValue<String> USER = ScopedValue.newInstance();
  private static final ScopedValue<Integer> DEPTH = ScopedValue.newInstance();

  private final PollerKind poller;

  ScopedValueTest(PollerKind poller) {
    this.poller = poller;
  }

  private <T> T run(Callable<T> main) {
    return EventLoop.run(new LoopOptions(poller, Clock.SYSTEM), main);
  }

  private static String user() {
    return USER.orElse("nobody");
  }

  @Test
  void aTaskHasTheBindingsOfTheCodeThatCreatedIt() {
    assertEquals(
        List.of("ann", "bob", "nobody"),
        run(() -> {
          var ann = ScopedValue.where(USER, "ann").call(() -> Tasks.spawn(ScopedValueTest::user));
          var bob = ScopedValue.where(USER, "bob").call(() -> Tasks.spawn(ScopedValueTest::user));
          return Tasks.gather(ann, bob, Tasks.spawn(ScopedValueTest::user)).await();
        }));
  }

  @Test
  void bindingsOutliveTheBlockThatMadeThemAndEverySuspension() {
    assertEquals(
        "ann 1",
        run(() -> {
          var late =
              ScopedValue.where(USER, "ann")
                  .where(DEPTH, 1)
                  .call(() ->
                      Tasks.spawn(() -> {
                        Tasks.sleep(Duration.ofMillis(1));
                        Thread.sleep(1);
                        return user() + " " + DEPTH.get();
                      }));
          assertFalse(USER.isBound());
          return late.await();
        }));
  }

  @Test
  void aGrandchildInheritsAndAnInnerBindingHidesTheOuter() {
    assertEquals(
        List.of("ann 2", "ann 1"),
        run(() ->
            ScopedValue.where(USER, "ann")
                .where(DEPTH, 1)
                .call(() ->
                    Tasks.spawn(
                            () -> {
                              var inner =
                                  ScopedValue.where(DEPTH, 2)
                                      .call(() -> Tasks.spawn(() -> user() + " " + DEPTH.get()));
                              return List.of(inner.await(), user() + " " + DEPTH.get());
                            })
                        .await())));
  }

  @Test
  void theMainTaskAndCallbacksHaveThoseOfTheCodeThatRunsTheLoop() {
    var seen =
        ScopedValue.where(USER, "ann")
            .call(() ->
                run(() -> {
                  Future<String> inCallback = EventLoop.current().createFuture();
                  var _ = EventLoop.current().callSoon(() -> inCallback.setResult(user()));
                  return List.of(user(), inCallback.await());
                }));
    assertEquals(List.of("ann", "ann"), seen);
  }

  @Test
  void theTasksOfAGroupInherit() {
    assertEquals(
        "ann",
        run(() ->
            ScopedValue.where(USER, "ann")
                .call(() -> TaskGroup.run(group -> group.createTask(ScopedValueTest::user)))
                .await()));
  }

  @Test
  void bindingsThatTheJdkHasToLookForOnTheStackAreFound() {
    // A StackOverflowError makes the JDK forget what it had noted of the bindings of a thread.
    assertEquals(
        "ann",
        run(() ->
            ScopedValue.where(USER, "ann")
                .call(() -> {
                  try {
                    overflow(1);
                  } catch (StackOverflowError _) {
                    // As meant.
                  }
                  return Tasks.spawn(ScopedValueTest::user).await();
                })));
  }

  private static int overflow(int depth) {
    return ScopedValue.where(DEPTH, depth).call(() -> overflow(depth + 1)) + 1;
  }
}
