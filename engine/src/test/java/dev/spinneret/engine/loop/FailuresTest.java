package dev.spinneret.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.task.Tasks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final List<String> reports = new ArrayList<>();

  private EventLoop newLoop() {
    var loop = EventLoop.create();
    loop.setExceptionHandler((context, failure) -> {
      assertSame(loop, context.loop());
      reports.add(context.message() + ": " + failure.getMessage());
    });
    return loop;
  }

  private static void fail(EventLoop loop, String message) {
    var _ =
        loop.createTask(
            "doomed",
            () -> {
              throw new IOException(message);
            });
    loop.runOnce();
  }

  @Test
  void aFailureThatNobodyLookedAtIsReportedWhenTheLoopCloses() {
    var loop = newLoop();
    fail(loop, "unseen");
    assertEquals(List.of(), reports);
    loop.close();
    assertEquals(
        List.of("Task doomed failed, and its failure was never retrieved: unseen"), reports);
  }

  @Test
  void aFailureThatTheCollectorFindsIsReportedOnce() {
    try (var loop = newLoop()) {
      fail(loop, "garbage");
      while (reports.isEmpty()) {
        System.gc();
        loop.callSoon(() -> {});
        loop.runOnce();
      }
    }
    assertEquals(
        List.of("Task doomed failed, and its failure was never retrieved: garbage"), reports);
  }

  @Test
  void aFailureThatWasLookedAtIsNotReported() {
    try (var loop = newLoop()) {
      Future<Integer> looked = loop.createFuture();
      looked.setException(new IOException("looked"));
      assertTrue(looked.exception() instanceof IOException);
      var awaited =
          loop.createTask(() -> {
            throw new IllegalArgumentException("awaited");
          });
      assertThrows(IllegalArgumentException.class, () -> loop.runUntilComplete(awaited));
      Future<Integer> thrown = loop.createFuture();
      thrown.setException(new IllegalArgumentException("thrown"));
      assertThrows(IllegalArgumentException.class, thrown::result);
    }
    assertEquals(List.of(), reports);
  }

  @Test
  void anExceptionHandlerThatFailsDoesNotEndTheTurn() {
    var order = new ArrayList<String>();
    var printed = new java.io.ByteArrayOutputStream();
    var standardError = System.err;
    System.setErr(new java.io.PrintStream(printed, true, java.nio.charset.StandardCharsets.UTF_8));
    try (var loop = EventLoop.create()) {
      loop.setExceptionHandler((_, _) -> {
        throw new IllegalStateException("of the handler");
      });
      loop.callSoon(() -> {
        throw new IllegalArgumentException("of the callback");
      });
      loop.callSoon(() -> order.add("next"));
      loop.runOnce();
    } finally {
      System.setErr(standardError);
    }
    assertEquals(List.of("next"), order);
    var text = printed.toString(java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(text.contains("of the handler") && text.contains("of the callback"));
  }

  @Test
  void anErrorInOneCleanUpDoesNotKeepTheOthersFromRunning() {
    var cleaned = new ArrayList<String>();
    var error = new AssertionError("on purpose");
    var loop = newLoop();
    for (var name : List.of("a", "b")) {
      loop.createTask(() -> {
        try {
          return loop.createFuture().await();
        } finally {
          Tasks.yieldNow();
          cleaned.add(name);
          if (name.equals("a")) {
            fail(error);
          }
        }
      });
    }
    loop.runOnce();
    assertSame(error, assertThrows(AssertionError.class, loop::close));
    assertEquals(List.of("b", "a"), cleaned);
    assertTrue(loop.isClosed());
    assertFalse(loop.isRunning());
  }

  private static void fail(Error error) {
    throw error;
  }
}
