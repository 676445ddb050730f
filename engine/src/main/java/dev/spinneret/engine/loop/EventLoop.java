package dev.spinneret.engine.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Runs callbacks and tasks, one at a time, on one platform thread.
///
/// Only [#callSoonThreadsafe] and [#stop] may be called from another thread. Reading order: `turn`,
/// then [Task], then [Future].
public final class EventLoop implements AutoCloseable {
  /// The longest single wait; a loop with nothing to do looks again once a day.
  private static final long LONGEST_WAIT_NANOS = TimeUnit.HOURS.toNanos(24);

  /// What comes later than that never comes, and a clock of 64 bits cannot count much farther.
  private static final Duration LONGEST_DELAY = Duration.ofDays(36_525);

  /// The running loops by the thread that carries them.
  private static final ConcurrentHashMap<Thread, EventLoop> RUNNING = new ConcurrentHashMap<>();

  private final Poller poller;
  private final Clock clock;
  private final @Nullable TaskOrder taskOrder;
  private final Inbox inbox;
  private final ArrayDeque<Handle> ready = new ArrayDeque<>();
  private final TimerHeap timers = new TimerHeap();

  /// What [#beforePoll] took, and the list that it swaps places with while it runs.
  private ArrayList<Runnable> beforePoll = new ArrayList<>();

  private ArrayList<Runnable> beforePollSpare = new ArrayList<>();

  private long nowNanos;
  private long timerSequence;
  private long createdTaskCount;
  private int liveTaskCount;
  private long turnCount;
  private long handleCount;
  private @Nullable Task<?> firstTask;
  private @Nullable Error fatal;
  private BiConsumer<String, Throwable> exceptionHandler = EventLoop::printToStandardError;

  /// The task whose step is being run; null between steps and in callbacks.
  @Nullable Task<?> runningTask;

  /// The only thread that touches the ready queue: the one that runs the loop, or ran it last, or
  /// before the first run made it.
  private volatile Thread home = VirtualThreads.carrier();

  private volatile boolean running;
  private volatile boolean stopping;
  private volatile boolean closed;

  private EventLoop(LoopOptions options) {
    poller = options.poller().get();
    clock = options.clock();
    taskOrder = options.taskOrder();
    inbox = new Inbox(poller);
    nowNanos = clock.nanoTime();
  }

  /// Creates a loop with the best poller of this machine and its clock.
  ///
  /// @return a loop that the caller runs and closes
  public static EventLoop create() {
    return create(LoopOptions.DEFAULT);
  }

  /// Creates a loop.
  ///
  /// @param options poller and clock
  /// @return a loop that the caller runs and closes
  public static EventLoop create(LoopOptions options) {
    return new EventLoop(options);
  }

  /// Runs `main` as a task of a new loop on the calling thread, then cancels what is left, waits
  /// for its clean-up, and closes the loop.
  ///
  /// @param main the main task
  /// @param <T> the type of its result
  /// @return what `main` returns
  public static <T extends @Nullable Object> T run(Callable<? extends T> main) {
    return run(LoopOptions.DEFAULT, main);
  }

  /// Runs `main` as [#run(Callable)] does, on a loop built with `options`.
  ///
  /// @param options poller and clock
  /// @param main the main task
  /// @param <T> the type of its result
  /// @return what `main` returns
  public static <T extends @Nullable Object> T run(
      LoopOptions options, Callable<? extends T> main) {
    try (var loop = create(options)) {
      return loop.runUntilComplete(main);
    }
  }

  /// The loop under the current code.
  ///
  /// @return the loop that runs the current task or callback
  /// @throws IllegalStateException where there is none
  public static EventLoop current() {
    var loop = currentOrNull();
    if (loop == null) {
      throw new IllegalStateException("no event loop runs on this thread");
    }
    return loop;
  }

  static @Nullable EventLoop currentOrNull() {
    return RUNNING.get(VirtualThreads.carrier());
  }

  /// Creates a task for `main` and runs the loop until that is done.
  ///
  /// @param main the body of the task
  /// @param <T> the type of its result
  /// @return what `main` returns
  /// @throws IllegalStateException if the loop is stopped before, is closed, or runs already
  public <T extends @Nullable Object> T runUntilComplete(Callable<? extends T> main) {
    checkCanRun();
    return runUntilComplete(this.<T>createTask("main", main));
  }

  /// Runs the loop until `future` is done.
  ///
  /// @param future a future or task of this loop
  /// @param <T> the type of its result
  /// @return its value
  /// @throws IllegalStateException if the loop is stopped before, is closed, or runs already
  public <T extends @Nullable Object> T runUntilComplete(Future<T> future) {
    checkCanRun();
    if (!future.isDone()) {
      future.addDoneCallback(_ -> stop());
      runForever();
    }
    if (!future.isDone()) {
      throw new IllegalStateException("the event loop stopped before the future completed");
    }
    return future.result();
  }

  /// Runs the loop until [#stop] is called.
  ///
  /// @throws IllegalStateException if the loop is closed, or one runs already on this thread
  public void runForever() {
    enter();
    try {
      do {
        turn();
      } while (!stopping);
    } finally {
      stopping = false;
      leave();
    }
  }

  /// Runs one turn, waiting for at most what the nearest timer allows: the loop driven by hand.
  ///
  /// @throws IllegalStateException if the loop is closed, or one runs already on this thread
  public void runOnce() {
    enter();
    try {
      turn();
    } finally {
      leave();
    }
  }

  /// Ends the run after the current turn. Callable from any thread.
  public void stop() {
    stopping = true;
    inbox.wake();
  }

  /// Cancels every task, runs their clean-up, and frees the poller. A second call does nothing.
  ///
  /// @throws IllegalStateException if the loop is running
  @Override
  public void close() {
    if (closed) {
      return;
    }
    if (isRunning()) {
      throw new IllegalStateException("a running event loop cannot be closed");
    }
    try {
      // More than once only when a clean-up starts tasks of its own.
      for (var doomed = tasks(); !doomed.isEmpty(); doomed = tasks()) {
        doomed.forEach(Task::cancel);
        while (!doomed.isEmpty()) {
          runOnce();
          doomed.removeIf(Task::isDone);
        }
      }
      runBeforePoll();
    } finally {
      closed = true;
      ready.clear();
      poller.close();
    }
  }

  /// Whether the loop is running now.
  ///
  /// @return true inside a run, on whatever thread
  public boolean isRunning() {
    return running;
  }

  /// Whether the loop is closed.
  ///
  /// @return true after [#close]
  public boolean isClosed() {
    return closed;
  }

  /// The loop's clock: read once a turn, it does not move while callbacks run.
  ///
  /// @return nanoseconds since an arbitrary origin; compare by subtraction
  public long timeNanos() {
    return running ? nowNanos : clock.nanoTime();
  }

  /// The poller, for the code that registers descriptors with it.
  ///
  /// @return the poller, owned by the loop
  public Poller poller() {
    return poller;
  }

  /// The tasks that have not ended, the newest first.
  ///
  /// @return a copy
  public List<Task<?>> tasks() {
    var all = new ArrayList<Task<?>>();
    for (var task = firstTask; task != null; task = task.next) {
      all.add(task);
    }
    return all;
  }

  /// What the loop has done and has to do. Called on the loop's thread.
  ///
  /// @return a snapshot
  public Statistics statistics() {
    return new Statistics(
        turnCount, handleCount, createdTaskCount, liveTaskCount, ready.size(), timers.size());
  }

  /// Has `callback` run in the next turn, after those that are waiting already.
  ///
  /// @param callback what to run
  /// @return a handle that cancels it
  /// @throws IllegalStateException if the loop is closed
  public Handle callSoon(Runnable callback) {
    checkOpen();
    var handle = new Handle(callback);
    ready.add(handle);
    return handle;
  }

  /// Has `callback` run soon on the loop's thread. Callable from any thread.
  ///
  /// @param callback what to run
  /// @return a handle, to be cancelled on the loop's thread only
  /// @throws IllegalStateException if the loop is closed
  public Handle callSoonThreadsafe(Runnable callback) {
    checkOpen();
    var handle = new Handle(callback);
    inbox.put(handle);
    return handle;
  }

  /// Has `callback` run when `delay` has passed.
  ///
  /// @param delay counted from [#timeNanos]
  /// @param callback what to run
  /// @return a handle that cancels it
  /// @throws IllegalStateException if the loop is closed
  public TimerHandle callLater(Duration delay, Runnable callback) {
    return callAt(deadlineAfter(delay), callback);
  }

  /// The instant after a time from now.
  ///
  /// @param delay counted from [#timeNanos]; what is longer than a century counts as one
  /// @return an instant of [#timeNanos]
  public long deadlineAfter(Duration delay) {
    long nanos =
        delay.compareTo(LONGEST_DELAY) > 0
            ? LONGEST_DELAY.toNanos()
            : delay.isNegative() ? 0 : delay.toNanos();
    return timeNanos() + nanos;
  }

  /// Has `callback` run when the loop's clock has reached an instant.
  ///
  /// @param whenNanos an instant of [#timeNanos]
  /// @param callback what to run
  /// @return a handle that cancels it
  /// @throws IllegalStateException if the loop is closed
  public TimerHandle callAt(long whenNanos, Runnable callback) {
    checkOpen();
    var timer = new TimerHandle(timers, callback, whenNanos, timerSequence++);
    timers.add(timer);
    return timer;
  }

  /// Has `action` run once at the end of the current turn, before the loop computes how long it may
  /// wait: where a transport sends what its writes of this turn have gathered.
  ///
  /// Called on the loop's thread. What `action` adds itself runs in the same go.
  ///
  /// @param action must not block; what it throws goes to the exception handler
  /// @throws IllegalStateException if the loop is closed
  public void beforePoll(Runnable action) {
    checkOpen();
    beforePoll.add(action);
  }

  /// Creates a pending future.
  ///
  /// @param <T> the type of its value
  /// @return a future of this loop
  public <T extends @Nullable Object> Future<T> createFuture() {
    return new Future<>(this);
  }

  /// Creates a task, which begins in the next turn.
  ///
  /// @param body what it does
  /// @param <T> the type of what it returns
  /// @return the task, which the loop keeps until it ends
  /// @throws IllegalStateException if the loop is closed
  public <T extends @Nullable Object> Task<T> createTask(Callable<? extends T> body) {
    return createTask("task-" + createdTaskCount, body);
  }

  /// Creates a task with a name, which begins in the next turn.
  ///
  /// @param name for people: dumps and logs show it
  /// @param body what it does
  /// @param <T> the type of what it returns
  /// @return the task, which the loop keeps until it ends
  /// @throws IllegalStateException if the loop is closed
  public <T extends @Nullable Object> Task<T> createTask(String name, Callable<? extends T> body) {
    checkOpen();
    var task = new Task<T>(this, name, body);
    remember(task);
    task.start();
    return task;
  }

  /// Runs `work` on another thread and brings its outcome back.
  ///
  /// Cancelling the future does not interrupt the work; its outcome is then dropped.
  ///
  /// @param executor runs the work
  /// @param work may block
  /// @param <T> the type of its result
  /// @return the future of its result
  public <T extends @Nullable Object> Future<T> runInExecutor(
      Executor executor, Callable<? extends T> work) {
    Future<T> outcome = createFuture();
    executor.execute(() -> {
      Runnable completion;
      try {
        T result = work.call();
        completion = () -> outcome.finishIfPending(result, null);
      } catch (Throwable t) {
        completion = () -> outcome.finishIfPending(null, t);
      }
      if (!closed) {
        inbox.put(new Handle(completion));
      }
    });
    return outcome;
  }

  /// Sets who is told of failures that nobody else sees, such as a callback that throws.
  ///
  /// @param handler gets a sentence that says where, and the failure; called on the loop's thread
  public void setExceptionHandler(BiConsumer<String, Throwable> handler) {
    exceptionHandler = handler;
  }

  /// One turn: the specification of the loop.
  private void turn() {
    runBeforePoll();
    long timeoutNanos = pollTimeoutNanos();
    // Stopping is looked at again: a stop before the loop says that it sleeps wakes nobody.
    if (timeoutNanos > 0 && inbox.beginSleep() && !stopping) {
      poller.poll(timeoutNanos);
    } else {
      poller.poll(0);
    }
    inbox.endSleep();
    nowNanos = clock.nanoTime();
    inbox.drainTo(ready);
    for (var due = timers.takeDue(nowNanos); due != null; due = timers.takeDue(nowNanos)) {
      ready.add(due);
    }
    if (taskOrder != null) {
      arrange(taskOrder);
    }
    // Exactly those that are here now: what they add waits for the next turn.
    int count = ready.size();
    turnCount++;
    handleCount += count;
    for (int left = count; left > 0; left--) {
      runHandle(ready.remove());
    }
  }

  /// Has the steps of tasks on the ready queue change places with each other.
  private void arrange(TaskOrder order) {
    var tasks = new ArrayList<Task<?>>();
    for (var handle : ready) {
      if (handle instanceof Task.Step step) {
        tasks.add(step.task());
      }
    }
    order.arrange(tasks);
    var steps = tasks.iterator();
    for (int left = ready.size(); left > 0; left--) {
      var handle = ready.remove();
      ready.add(handle instanceof Task.Step ? steps.next().step() : handle);
    }
  }

  private void runBeforePoll() {
    while (!beforePoll.isEmpty()) {
      var actions = beforePoll;
      beforePoll = beforePollSpare;
      beforePollSpare = actions;
      for (var action : actions) {
        try {
          action.run();
        } catch (Exception | Cancelled e) {
          exceptionHandler.accept("an action before the poll failed", e);
        }
      }
      actions.clear();
    }
  }

  private long pollTimeoutNanos() {
    if (!ready.isEmpty() || stopping) {
      return 0;
    }
    var nearest = timers.nearest();
    if (nearest == null) {
      return LONGEST_WAIT_NANOS;
    }
    return Math.clamp(nearest.whenNanos - clock.nanoTime(), 0, LONGEST_WAIT_NANOS);
  }

  private void runHandle(Handle handle) {
    try {
      handle.run();
    } catch (Exception | Cancelled e) {
      exceptionHandler.accept("a callback of the event loop failed", e);
    }
    var error = fatal;
    if (error != null) {
      fatal = null;
      throw error;
    }
  }

  /// Puts the next step of a task, or what a thread of a task's own wants to run, on the ready
  /// queue. Called on whatever thread makes it runnable.
  void enqueue(Handle handle) {
    if (VirtualThreads.isCarrier(home)) {
      ready.add(handle);
    } else {
      inbox.put(handle);
    }
  }

  /// Has the run end with `error` after the current step: it is nothing that a program goes on
  /// with.
  void fail(Error error) {
    fatal = error;
  }

  void forget(Task<?> task) {
    liveTaskCount--;
    if (task.previous == null) {
      firstTask = task.next;
    } else {
      task.previous.next = task.next;
    }
    if (task.next != null) {
      task.next.previous = task.previous;
    }
    task.previous = null;
    task.next = null;
  }

  private void remember(Task<?> task) {
    createdTaskCount++;
    liveTaskCount++;
    task.next = firstTask;
    if (firstTask != null) {
      firstTask.previous = task;
    }
    firstTask = task;
  }

  private void enter() {
    checkCanRun();
    var thread = VirtualThreads.carrier();
    home = thread;
    running = true;
    RUNNING.put(thread, this);
    nowNanos = clock.nanoTime();
  }

  private void leave() {
    running = false;
    RUNNING.remove(home);
  }

  private void checkCanRun() {
    checkOpen();
    if (isRunning()) {
      throw new IllegalStateException("the event loop is already running");
    }
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("an event loop runs on a platform thread, not a virtual one");
    }
    if (currentOrNull() != null) {
      throw new IllegalStateException("another event loop is running on this thread");
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the event loop is closed");
    }
  }

  private static void printToStandardError(String where, Throwable failure) {
    System.err.println(where);
    failure.printStackTrace();
  }
}
