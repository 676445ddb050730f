package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.CancelScope;
import dev.spinneret.engine.loop.Cancelled;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.loop.TaskGroup;
import dev.spinneret.engine.loop.TaskGroupFailure;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// A few tasks that do what a seed says, and the model of what they may see.
///
/// The model: a task ends cancelled exactly when it was asked to and did not fail or end before; it
/// fails only with the failures of the program; nothing that the JDK throws because of an interrupt
/// is ever a failure; a timeout ends with [TimeoutException] not before its deadline, and leaves
/// neither a request nor the interrupt status behind; no sleep ends early; every lock and permit is
/// given back, and no item is taken twice; at the end, whoever still waits can be cancelled.
final class BlockingPrograms {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int PERMITS = 2;
  private static final int LONGEST_MICROS = 1500;

  private final Random random;
  private final List<String> findings = new ArrayList<>();
  private final List<Task<Object>> tasks = new ArrayList<>();
  private final Set<Task<?>> cancelled = new HashSet<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore semaphore = new Semaphore(PERMITS);
  private final Object monitor = new Object();
  private final LinkedBlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
  private final Set<Integer> taken = new HashSet<>();
  private int putCount;
  private int inMonitor;
  private int holders;
  private int checkedCount;

  /// The failure of a program.
  private static final class Planned extends Exception {
    private static final long serialVersionUID = 1;
  }

  /// One step of a task.
  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  BlockingPrograms(long seed) {
    this.random = new Random(seed);
  }

  List<String> findings() {
    return findings;
  }

  int checkedCount() {
    return checkedCount;
  }

  Object run() throws Exception {
    int count = 3 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      spawn("t" + i, random.nextLong(), 0);
    }
    for (int i = 0; i < 10; i++) {
      pause(random);
      cancelOne(random);
    }
    for (var task : List.copyOf(tasks)) {
      cancel(task);
    }
    Loopback.until(() -> tasks.stream().allMatch(Future::isDone));
    checkTheEnd();
    return "done";
  }

  private void finding(String text) {
    findings.add(text + "; tasks: " + EventLoop.current().taskDump().text());
  }

  private void check(boolean holds, String what) {
    checkedCount++;
    if (!holds) {
      finding(what + " in " + Task.current());
    }
  }

  private Task<Object> spawn(String name, long seed, int depth) {
    Task<Object> task = EventLoop.current().createTask(name, () -> steps(new Random(seed), depth));
    tasks.add(task);
    return task;
  }

  private Object steps(Random own, int depth) throws Exception {
    for (int left = 1 + own.nextInt(5); left > 0; left--) {
      step(own, depth);
    }
    return "ended";
  }

  private void cancel(Task<?> task) {
    if (task.cancel()) {
      cancelled.add(task);
    }
  }

  private void cancelOne(Random own) {
    var victim = tasks.get(own.nextInt(tasks.size()));
    if (own.nextInt(3) == 0 && victim != Task.current()) {
      cancel(victim);
    }
  }

  private static Duration time(Random own) {
    return Duration.ofNanos(1000L * own.nextInt(LONGEST_MICROS));
  }

  private static void pause(Random own) {
    if (own.nextBoolean()) {
      Tasks.yieldNow();
    } else {
      Tasks.sleep(time(own));
    }
  }

  private void step(Random own, int depth) throws Exception {
    switch (own.nextInt(depth > 2 ? 13 : 17)) {
      case 0 -> pause(own);
      case 1, 2 -> sleepInTheJdk(own);
      case 3 -> take();
      case 4 -> put();
      case 5 -> holdLock(own);
      case 6 -> holdPermit(own);
      case 7 -> enterMonitor(own);
      case 8 -> readSocket(own);
      case 9 -> await(own);
      case 10 -> awaitCompletable(own);
      case 11 -> cancelOne(own);
      case 12 -> wrapped(() -> step(own, depth + 1), own);
      case 13, 14 -> limited(own, depth);
      case 15 -> group(own, depth);
      default -> scope(own, depth);
    }
  }

  private void sleepInTheJdk(Random own) throws InterruptedException {
    var time = time(own);
    long begunAtNanos = EventLoop.current().timeNanos();
    Thread.sleep(time);
    check(EventLoop.current().timeNanos() - begunAtNanos >= time.toNanos(), "a sleep ended early");
  }

  private void put() {
    queue.add(putCount++);
  }

  private void take() throws InterruptedException {
    check(taken.add(queue.take()), "an item was taken twice");
  }

  private void holdLock(Random own) throws InterruptedException {
    if (own.nextBoolean()) {
      lock.lock(); // not interruptible
    } else {
      lock.lockInterruptibly();
    }
    try {
      holders++;
      check(holders == 1, "two hold the lock");
      sleepInTheJdk(own);
    } finally {
      holders--;
      lock.unlock();
    }
  }

  private void holdPermit(Random own) throws InterruptedException {
    semaphore.acquire();
    try {
      pause(own);
    } finally {
      semaphore.release();
    }
  }

  private void enterMonitor(Random own) throws InterruptedException {
    synchronized (monitor) {
      inMonitor++;
      try {
        check(inMonitor == 1, "two are in the monitor");
        sleepInTheJdk(own);
      } finally {
        inMonitor--;
      }
    }
  }

  private void readSocket(Random own) throws Exception {
    boolean answers = own.nextInt(3) > 0;
    var delay = time(own);
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        var server = listener.accept()) {
      var answering =
          !answers
              ? null
              : EventLoop.current()
                  .createTask(() -> {
                    Tasks.sleep(delay);
                    server.getOutputStream().write('x');
                    return null;
                  });
      try {
        check(client.getInputStream().read() == 'x', "another answer");
      } finally {
        if (answering != null) {
          answering.cancel();
          answering.addDoneCallback(done -> {
            if (!done.isCancelled()) {
              done.exception(); // the socket may be closed
            }
          });
        }
      }
    }
  }

  private static void await(Random own) {
    Future<String> future = EventLoop.current().createFuture();
    if (own.nextInt(4) > 0) {
      EventLoop.current()
          .callLater(
              time(own),
              () -> {
                if (!future.isDone()) {
                  future.setResult("value");
                }
              });
    }
    future.await();
  }

  private static void awaitCompletable(Random own) throws Exception {
    var future = new CompletableFuture<String>();
    if (own.nextInt(4) > 0) {
      EventLoop.current().callLater(time(own), () -> future.complete("value"));
    }
    future.get();
  }

  /// Runs a step as a library would that has exceptions of its own.
  private static void wrapped(Step step, Random own) throws Exception {
    boolean wraps = own.nextBoolean();
    try {
      step.run();
    } catch (RuntimeException | Planned | TimeoutException e) {
      throw e;
    } catch (Exception e) {
      throw wraps ? new IllegalStateException("the library failed", e) : e;
    }
  }

  private void limited(Random own, int depth) throws Exception {
    var loop = EventLoop.current();
    int before = Task.current().cancelling();
    long deadlineAtNanos = loop.timeNanos() + time(own).toNanos();
    try {
      Tasks.timeoutAt(
          deadlineAtNanos,
          _ -> {
            step(own, depth + 1);
            return null;
          });
    } catch (TimeoutException e) {
      check(loop.timeNanos() - deadlineAtNanos >= 0, "a deadline came early");
      // A request that comes after the deadline is for whoever comes next.
      check(Task.current().cancelling() == before || wasCancelled(), "a request was left over");
    }
    checkNoInterrupt(depth);
  }

  /// Inside a scope that is cancelled, or before a cancellation was delivered, the interrupt is for
  /// the next call.
  private void checkNoInterrupt(int depth) {
    check(
        depth > 0 || wasCancelled() || !Thread.currentThread().isInterrupted(),
        "an interrupt was left over");
  }

  private boolean wasCancelled() {
    return cancelled.contains(Task.current()) || Task.current().cancelling() > 0;
  }

  private void group(Random own, int depth) throws Exception {
    int plannedCount = own.nextInt(3);
    int otherCount = own.nextInt(3);
    var planned = new ArrayList<Task<Object>>();
    try {
      TaskGroup.run(group -> {
        for (int i = 0; i < plannedCount; i++) {
          var delay = time(own);
          planned.add(
              group.createTask(() -> {
                Thread.sleep(delay);
                throw new Planned();
              }));
        }
        for (int i = 0; i < otherCount; i++) {
          long seed = own.nextLong();
          group.createTask(() -> steps(new Random(seed), depth + 1));
        }
        step(own, depth + 1);
        return null;
      });
      // A scope around it may have cancelled its tasks.
      check(
          planned.stream().allMatch(Future::isCancelled),
          "a group ended well although a task of it failed");
    } catch (TaskGroupFailure e) {
      checkFailures(e);
    }
    checkNoInterrupt(depth);
  }

  private void checkFailures(TaskGroupFailure failure) {
    for (var each : failure.failures()) {
      if (each instanceof TaskGroupFailure inner) {
        checkFailures(inner);
      } else {
        check(each instanceof Planned, "a group failed with " + each);
      }
    }
  }

  private void scope(Random own, int depth) throws Exception {
    CancelScope.<Object, Exception>run(scope -> {
      scope.cancelAt(EventLoop.current().timeNanos() + time(own).toNanos());
      step(own, depth + 1);
      step(own, depth + 1);
      return null;
    });
    checkNoInterrupt(depth);
  }

  private void checkTheEnd() {
    Tasks.wait(tasks, WaitUntil.ALL_COMPLETED);
    for (var task : tasks) {
      checkedCount++;
      if (task.isCancelled()) {
        if (!cancelled.contains(task)) {
          finding(task + " was cancelled, and nobody asked for that");
        }
        continue;
      }
      var failure = task.exception();
      if (failure != null) {
        finding(task + " failed with " + failure + " caused by " + failure.getCause());
      } else if (cancelled.contains(task)) {
        finding(task + " ended well although it was cancelled");
      }
    }
    check(!lock.isLocked(), "the lock is held");
    check(semaphore.availablePermits() == PERMITS, "a permit was lost");
    check(holders == 0 && inMonitor == 0, "somebody did not leave");
    check(taken.size() + queue.size() == putCount, "an item was lost");
    try {
      Loopback.until(() -> EventLoop.current().tasks().size() == 1);
    } catch (Cancelled e) {
      finding("the main task was cancelled");
    }
  }
}
