package dev.spinneret.engine.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.sync.Lock;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TaskDumpTest {
  @Test
  void eachTaskStandsUnderTheOneThatWaitsForIt() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      Future<Integer> never = loop.createFuture();
      var latch = new CountDownLatch(1);
      var leaf = loop.createTask("leaf", never::await);
      var blocked =
          loop.createTask(
              "blocked",
              () -> {
                latch.await();
                return 1;
              });
      loop.createTask("parent", () -> Tasks.gather(List.of(leaf, Tasks.shield(blocked))).await());
      var lock = new Lock();
      loop.createTask(
          "holder",
          () -> {
            lock.acquire();
            return never.await();
          });
      loop.createTask(
          "locked out",
          () -> {
            lock.acquire();
            return null;
          });
      Tasks.yieldNow();
      loop.createTask("new", () -> null);
      var dump = loop.taskDump();
      var lines = dump.text().lines().map(line -> line.replaceAll(", at .*", "")).toList();
      assertEquals(
          List.of(
              "main  running",
              "parent  waiting for gather of 2",
              "  leaf  waiting for a future",
              "  blocked  blocked",
              "locked out  waiting for Lock[held by holder]",
              "  holder  waiting for a future",
              "new  ready"),
          lines);
      assertTrue(dump.text().contains("TaskDumpTest.java:"));
      assertTrue(
          dump.json()
              .startsWith(
                  "[{\"name\":\"main\",\"state\":\"running\",\"waits_for\":\"\",\"tasks\":[],\"line\""));
      assertTrue(
          dump.json().contains("\"waits_for\":\"gather of 2\",\"tasks\":[\"leaf\",\"blocked\"]"));
      latch.countDown();
      return null;
    });
  }

  @Test
  void aCircleIsToldAsOne() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      var tasks = new java.util.ArrayList<Task<Object>>();
      tasks.add(loop.createTask("a\n\"1\"", () -> tasks.get(1).await()));
      tasks.add(loop.createTask("b", () -> tasks.get(0).await()));
      Tasks.yieldNow();
      var dump = loop.taskDump();
      assertTrue(dump.text().contains("a circle of tasks"));
      assertTrue(dump.text().contains("(see above)"));
      assertTrue(dump.json().contains("\"a\\u000a\\\"1\\\"\""));
      return null;
    });
  }

  @Test
  void aGroupAndAWaitNameTheirTasks() {
    EventLoop.run(() -> {
      var loop = EventLoop.current();
      Future<Integer> future = loop.createFuture();
      loop.createTask(
          "group", () -> TaskGroup.run(group -> group.createTask("member", future::await)));
      loop.createTask(
          "wait",
          () ->
              Tasks.wait(
                  List.of(loop.createTask("waited for", future::await)), WaitUntil.ALL_COMPLETED));
      for (int i = 0; i < 3; i++) {
        Tasks.yieldNow();
      }
      var text = loop.taskDump().text();
      assertTrue(text.contains("group  waiting for its task group"), text);
      assertTrue(text.contains("\n  member  waiting"), text);
      assertTrue(text.contains("\n  waited for  waiting"), text);
      return null;
    });
  }
}
