package dev.spinneret.engine.loop;

import dev.spinneret.engine.diagnostics.Statistics;
import dev.spinneret.engine.diagnostics.TaskDump;
import dev.spinneret.engine.jdk.JdkAccess;
import dev.spinneret.engine.poll.Poller;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs callbacks and tasks, one at a time, on one platform thread.
///
/// Only [#callSoonThreadsafe], [#runThreadsafe], [#interrupt] and [#stop] may be called from
/// another thread. `LoopCore` defines what the loop does in a turn; read on with [Task] and
/// [Future].
public final class EventLoop implements Callbacks, AutoCloseable {
  final Failures failures = new Failures(this);
  final TaskList tasks = new TaskList();
  final LoopLocal.Values locals = new LoopLocal.Values(this);
  final LoopCore core;

  private final Interrupts interrupts = new Interrupts();

  /// The task whose step is running; null between steps and in callbacks.
  @Nullable Task<?> runningTask;

  private EventLoop(LoopOptions options) {
    JdkAccess.checkVirtualThreads();
    core = new LoopCore(options, failures, interrupts::onInterrupt);
  }

  /// Creates a loop with [LoopOptions#DEFAULT].
  ///
  /// @return a loop that the caller runs and closes
  public static EventLoop create() {
    return create(LoopOptions.DEFAULT);
  }

  /// Creates a loop.
  ///
  /// @param options poller, clock, order of tasks, debug mode
  /// @return a loop that the caller runs and closes
  public static EventLoop create(LoopOptions options) {
    return new EventLoop(options);
  }

  /// Runs `main` as a task of a new loop on the calling thread, then cancels the remaining tasks,
  /// runs their clean-up, and closes the loop.
  ///
  /// @param main the main task
  /// @param <T> the type of its result
  /// @return what `main` returns
  public static <T extends @Nullable Object> T run(Callable<? extends T> main) {
    return run(LoopOptions.DEFAULT, main);
  }

  /// Runs `main` as [#run(Callable)] does, with options.
  ///
  /// @param options poller, clock, order of tasks, debug mode
  /// @param main the main task
  /// @param <T> the type of its result
  /// @return what `main` returns
  public static <T extends @Nullable Object> T run(
      LoopOptions options, Callable<? extends T> main) {
    try (var loop = create(options)) {
      return loop.runUntilComplete(main);
    }
  }

  /// Runs `main` as [#run(Callable)] does, for the main method of a program: Ctrl-C calls
  /// [#interrupt].
  ///
  /// @param options poller, clock, order of tasks, debug mode
  /// @param main the main task
  /// @param <T> the type of its result
  /// @return what `main` returns
  /// @throws Interrupted if Ctrl-C ended it
  public static <T extends @Nullable Object> T runMain(
      LoopOptions options, Callable<? extends T> main) {
    try (var loop = create(options)) {
      loop.interrupts.handle("INT", loop::interrupt);
      return loop.runUntilComplete(main);
    }
  }

  /// The loop that runs the current task or callback.
  ///
  /// @return the loop of the current thread
  /// @throws IllegalStateException if there is none
  public static EventLoop current() {
    var loop = RunningLoops.here();
    if (loop == null) {
      throw new IllegalStateException("no event loop runs on this thread");
    }
    return loop;
  }

  /// Creates a task for `main` and runs the loop until it is done.
  ///
  /// @param main the body of the task
  /// @param <T> the type of its result
  /// @return what `main` returns
  /// @throws IllegalStateException if the loop is stopped before, is closed, or is already running
  /// @throws Interrupted if [#interrupt] ended it
  public <T extends @Nullable Object> T runUntilComplete(Callable<? extends T> main) {
    checkCanRun();
    Task<T> task = createTask("main", main);
    return interrupts.runMain(task, () -> runUntilComplete(task));
  }

  /// Runs the loop until `future` is done.
  ///
  /// @param future a future or task of this loop
  /// @param <T> the type of its result
  /// @return its value
  /// @throws IllegalStateException if the loop is stopped before, is closed, or is already running
  public <T extends @Nullable Object> T runUntilComplete(Future<T> future) {
    checkCanRun();
    if (!future.isDone()) {
      Consumer<Future<T>> onDone = _ -> stop();
      future.addDoneCallback(onDone);
      try {
        runForever();
      } finally {
        future.removeDoneCallback(onDone);
      }
    }
    if (!future.isDone()) {
      throw new IllegalStateException("the event loop stopped before the future completed");
    }
    return future.result();
  }

  /// Runs the loop until [#stop] is called.
  ///
  /// @throws IllegalStateException if the loop is closed, or a loop is already running on this
  ///   thread
  public void runForever() {
    carry(() -> {
      core.warnIfIdle(tasks);
      core.runUntilStopped();
    });
  }

  /// Runs one turn, which waits until the next timer is due at the longest.
  ///
  /// @throws IllegalStateException if the loop is closed, or a loop is already running on this
  ///   thread
  public void runOnce() {
    carry(core::turn);
  }

  /// Ends the run after the current turn. Callable from any thread.
  public void stop() {
    core.stop();
  }

  /// Interrupts the run from outside, as Ctrl-C does: the first call cancels the main task of
  /// [#runUntilComplete(Callable)]; a second one, or one without such a task, ends the run at once
  /// with [Interrupted]. Callable from any thread. [Thread#interrupt] on the loop's thread does the
  /// same.
  public void interrupt() {
    core.send(new Handle(interrupts::onInterrupt));
  }

  /// Cancels every task, runs their clean-up, and closes the poller. A second call does nothing.
  ///
  /// An interrupt (Ctrl-C) during the clean-up ends it: the remaining tasks are abandoned, and
  /// their `finally` blocks do not run. Outcomes of work on other threads are dropped from now on.
  /// Virtual threads that tasks have started continue in the common pool.
  ///
  /// @throws IllegalStateException if the loop is running
  /// @throws Error if a clean-up ended with one; all others have run nevertheless
  /// @throws Interrupted if an interrupt ended the clean-up
  @Override
  public void close() {
    if (isClosed()) {
      return;
    }
    if (isRunning()) {
      throw new IllegalStateException("a running event loop cannot be closed");
    }
    core.collectErrors();
    try {
      Closing.endTasks(this);
      core.beforePoll.run();
      failures.reportAll();
    } finally {
      locals.close();
      interrupts.close();
      core.close();
    }
  }

  /// Whether the loop is running. Callable from any thread.
  ///
  /// @return true during a run
  public boolean isRunning() {
    return core.isRunning();
  }

  /// Whether the loop is closed.
  ///
  /// @return true after [#close]
  public boolean isClosed() {
    return core.isClosed();
  }

  /// Whether the loop is in debug mode.
  ///
  /// @return true if it was created with [LoopOptions#withDebug]
  public boolean isDebug() {
    return core.debug != null;
  }

  /// The poller, for code that registers descriptors.
  ///
  /// @return the poller, which the loop closes
  public Poller poller() {
    return core.poller;
  }

  /// The tasks that have not ended, the newest first.
  ///
  /// @return a copy
  public List<Task<?>> tasks() {
    return tasks.copy();
  }

  /// A dump of the unfinished tasks: what each is doing or waits for. Costs about 30 µs per task.
  ///
  /// Called on the loop's thread, or while the loop does not run.
  ///
  /// @return a snapshot
  public TaskDump taskDump() {
    return tasks.dump();
  }

  /// What the loop has done so far and what is pending. Called on the loop's thread.
  ///
  /// @return a snapshot
  public Statistics statistics() {
    return core.statistics(tasks);
  }

  @Override
  public long timeNanos() {
    return core.clock.nanoTime();
  }

  /// The time at which the current turn began, for measurements that must not include the turn's
  /// own work, such as a peer's latency. Called on the loop's thread.
  ///
  /// @return an instant of [#timeNanos]
  public long turnTimeNanos() {
    return core.turnTimeNanos();
  }

  @Override
  public Handle callSoon(Runnable callback) {
    core.checkHere();
    var handle = new Handle(callback);
    core.callSoon(handle);
    return handle;
  }

  @Override
  public Handle callSoonThreadsafe(Runnable callback) {
    core.checkOpen();
    var handle = new Handle(callback);
    core.send(handle);
    return handle;
  }

  @Override
  public TimerHandle callAt(long whenNanos, Runnable callback) {
    core.checkHere();
    return core.timers.add(core.clampInstant(whenNanos), callback);
  }

  @Override
  public long deadlineAfter(Duration delay) {
    return core.deadlineAfter(delay);
  }

  @Override
  public void beforePoll(Runnable action) {
    core.checkOpen();
    core.beforePoll.add(action);
  }

  /// Creates a pending future.
  ///
  /// @param <T> the type of its value
  /// @return a future of this loop
  public <T extends @Nullable Object> Future<T> createFuture() {
    return new Future<>(this);
  }

  /// Creates a task, which starts in the next turn.
  ///
  /// @param body the code of the task
  /// @param <T> the type of its result
  /// @return the task, which the loop keeps until it ends
  /// @throws IllegalStateException if the loop is closed
  public <T extends @Nullable Object> Task<T> createTask(Callable<? extends T> body) {
    return createTask("task-" + tasks.addedCount(), body);
  }

  /// Creates a task with a name, which starts in the next turn.
  ///
  /// @param name its name in dumps and logs
  /// @param body the code of the task
  /// @param <T> the type of its result
  /// @return the task, which the loop keeps until it ends
  /// @throws IllegalStateException if the loop is closed
  public <T extends @Nullable Object> Task<T> createTask(String name, Callable<? extends T> body) {
    core.checkHere();
    var task = new Task<T>(this, name, body);
    tasks.add(task);
    task.start();
    return task;
  }

  /// Runs `work` on another thread and completes a future with its outcome.
  ///
  /// If the executor would run it on a loop's thread, because it runs work in place or because its
  /// virtual threads have inherited the loop as scheduler, the work runs on a virtual thread of the
  /// JDK's scheduler. Cancelling the future does not interrupt the work; its outcome is then
  /// dropped.
  ///
  /// @param executor runs the work; null for the loop's own, see
  ///   [Tasks#toThread][dev.spinneret.engine.task.Tasks#toThread]
  /// @param work may block
  /// @param <T> the type of its result
  /// @return the future of its result
  /// @throws IllegalStateException if the loop is closed
  /// @throws java.util.concurrent.RejectedExecutionException if the executor rejects the work
  public <T extends @Nullable Object> Future<T> runInExecutor(
      @Nullable Executor executor, Callable<? extends T> work) {
    return CrossThread.run(this, executor == null ? LoopThreads.of(this) : executor, work);
  }

  /// Creates a task. Callable from any thread.
  ///
  /// @param body the code of the task
  /// @param <T> the type of its result
  /// @return completes as the task does, or fails if the loop is closed before the task starts;
  ///   cancelling it cancels the task
  /// @throws IllegalStateException if the loop is closed
  public <T extends @Nullable Object> CompletableFuture<T> runThreadsafe(
      Callable<? extends T> body) {
    return CrossThread.submit(this, body);
  }

  @Override
  public void setExceptionHandler(BiConsumer<? super FailureContext, ? super Throwable> handler) {
    failures.setHandler(handler);
  }

  @Override
  public void reportFailure(String message, Throwable failure) {
    failures.report(message, failure);
  }

  @Override
  public void addSignalHandler(String name, Runnable action) {
    core.checkOpen();
    interrupts.handle(name, () -> core.send(new Handle(action)));
  }

  @Override
  public boolean removeSignalHandler(String name) {
    return interrupts.restore(name);
  }

  /// Runs turns on the current thread.
  private void carry(Runnable turns) {
    checkCanRun();
    core.enter();
    RunningLoops.enter(this);
    try {
      turns.run();
    } finally {
      core.leave();
      RunningLoops.leave();
    }
  }

  private void checkCanRun() {
    core.checkCanRun();
    RunningLoops.checkNoneHere();
  }
}
