package dev.spinneret.engine.loop;

import dev.spinneret.engine.diagnostics.Statistics;
import dev.spinneret.engine.diagnostics.StepEvent;
import dev.spinneret.engine.jdk.VirtualThreads;
import dev.spinneret.engine.poll.Poller;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/// The turns of one event loop: [#turn] is the specification of the whole.
///
/// Knows what is ready, what is due and what other threads have sent, and runs it; knows nothing of
/// what tasks wait for.
final class LoopCore {
  /// The longest single wait; a loop with nothing to do looks again once a day.
  static final long LONGEST_WAIT_NANOS = TimeUnit.HOURS.toNanos(24);

  /// What comes later than that never comes, and a clock of 64 bits cannot count much farther.
  private static final Duration LONGEST_DELAY = Duration.ofDays(36_525);

  private static final long LONGEST_DELAY_NANOS = LONGEST_DELAY.toNanos();

  /// How many turns pass between two looks at whether the Flight Recorder runs.
  private static final int TURNS_PER_LOOK = 256;

  final Poller poller;
  final Clock clock;
  final @Nullable DebugOptions debug;
  final TimerHeap timers = new TimerHeap();
  final BeforePoll beforePoll;
  final Failures failures;

  private final @Nullable TaskOrder taskOrder;
  private final Runnable onInterrupt;
  private final Inbox inbox;
  private final ReadyQueue ready = new ReadyQueue();

  /// When timers were looked at last: not now, but within a century of it.
  private long lastReadNanos;

  private long turnCount;
  private long handleCount;
  private @Nullable Watchdog watchdog;
  private @Nullable Error fatal;

  /// The error that was thrown last. Where a run and the close after it fail with the same object,
  /// as two tasks may, try-with-resources would have it suppress itself.
  private @Nullable Error thrown;

  private boolean collectsErrors;
  private boolean recording;
  private boolean warnedIfIdle;

  /// The only thread that touches the ready queue: the one that runs the loop, or ran it last, or
  /// before the first run made it.
  private volatile Thread loopThread = VirtualThreads.carrier();

  private boolean isReadThisTurn;

  private volatile boolean running;
  private volatile boolean stopping;
  private volatile boolean closed;

  /// Creates the turns of a loop.
  ///
  /// @param onInterrupt is run in the turn that finds the thread interrupted
  LoopCore(LoopOptions options, Failures failures, Runnable onInterrupt) {
    this.poller = options.poller().get();
    this.clock = options.clock();
    this.lastReadNanos = clock.nanoTime();
    this.taskOrder = options.taskOrder();
    this.debug = options.debug();
    if (debug != null && VirtualThreads.hasChosenPollerMode()) {
      debug
          .log()
          .accept(
              "the event loop has set the system property jdk.pollerMode to 1: platform threads"
                  + " wake virtual threads that wait in the JDK's own sockets");
    }
    this.failures = failures;
    this.onInterrupt = onInterrupt;
    this.beforePoll = new BeforePoll(failures);
    this.inbox = new Inbox(poller);
  }

  /// One turn: the specification of the loop.
  void turn() {
    beforePoll.run();
    long timeoutNanos = pollTimeoutNanos();
    if (timeoutNanos > 0) {
      sleep(timeoutNanos);
    } else {
      poller.poll(0);
    }
    inbox.drainTo(ready);
    // One instant decides what is due; where no timer is set, none is read.
    isReadThisTurn = false;
    if (timers.size() > 0) {
      takeDueTimers(turnTimeNanos());
    }
    if (Thread.interrupted()) {
      ready.add(new Handle(onInterrupt));
    }
    if (taskOrder != null) {
      ready.arrange(taskOrder);
    }
    // Exactly those that are here now: what they add waits for the next turn.
    int count = ready.size();
    if (turnCount++ % TURNS_PER_LOOK == TURNS_PER_LOOK - 1) {
      recording = FlightRecorder.isInitialized();
    }
    handleCount += count;
    for (int left = count; left > 0; left--) {
      runHandle(ready.remove());
    }
    failures.reportCollected();
  }

  /// The instant that decides what is due in this turn, read when it is first needed.
  long turnTimeNanos() {
    if (!isReadThisTurn) {
      lastReadNanos = clock.nanoTime();
      isReadThisTurn = true;
    }
    return lastReadNanos;
  }

  /// LoopCore until [#stop].
  void runUntilStopped() {
    try {
      do {
        turn();
      } while (!stopping);
    } finally {
      stopping = false;
    }
  }

  /// Has the run end after the current turn. Called from any thread.
  void stop() {
    stopping = true;
    inbox.wake();
  }

  /// Takes the current thread for the loop's.
  void enter() {
    loopThread = VirtualThreads.carrier();
    running = true;
    if (debug != null) {
      watchdog = new Watchdog(debug, loopThread);
    }
  }

  void leave() {
    running = false;
    if (watchdog != null) {
      watchdog.close();
      watchdog = null;
    }
  }

  boolean isRunning() {
    return running;
  }

  /// Whether the current code runs on the loop's thread.
  boolean isOnLoopThread() {
    return VirtualThreads.isCarrier(loopThread);
  }

  /// Whether the Flight Recorder may want events.
  boolean isRecording() {
    return recording;
  }

  /// The instant after a time from now.
  long deadlineAfter(Duration delay) {
    if (delay.toSeconds() < -LONGEST_DELAY.toSeconds()) {
      throw new IllegalArgumentException("no delay, but more than a century in the past: " + delay);
    }
    return clock.nanoTime()
        + (delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay).toNanos();
  }

  /// The instant of a timer: as it was asked for, or a century away where that is farther, so that
  /// instants can be compared by subtraction.
  long clampInstant(long whenNanos) {
    boolean tooFar = whenNanos == Timeout.NEVER || whenNanos - lastReadNanos > LONGEST_DELAY_NANOS;
    return tooFar ? clock.nanoTime() + LONGEST_DELAY_NANOS : whenNanos;
  }

  boolean isClosed() {
    return closed;
  }

  void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the event loop is closed");
    }
  }

  void checkCanRun() {
    checkOpen();
    if (running) {
      throw new IllegalStateException("the event loop is already running");
    }
  }

  /// Refuses a call on a closed loop and, in debug mode, from a thread that is not the loop's.
  void checkHere() {
    checkOpen();
    checkThread();
  }

  /// Refuses, in debug mode, a call from a thread that is not the running loop's.
  void checkThread() {
    if (debug != null && running && !isOnLoopThread()) {
      throw new IllegalStateException(
          "called from "
              + Thread.currentThread()
              + ", not from the event loop's thread: use callSoonThreadsafe");
    }
  }

  void callSoon(Handle handle) {
    ready.add(handle);
  }

  /// As `callSoon`, from any thread: what the loop's own thread sends keeps its place among what it
  /// puts on the ready queue.
  void send(Handle handle) {
    if (isOnLoopThread() && !inbox.isClosed()) {
      ready.add(handle);
    } else {
      inbox.put(handle);
    }
  }

  /// Whether the loop was interrupted while it was being closed.
  boolean isInterrupted() {
    return fatal instanceof Interrupted;
  }

  /// Has the run end with `error` after the current handle: it is nothing that a program goes on
  /// with.
  @SuppressWarnings("ReferenceEquality") // An error must not suppress itself.
  void fail(Error error) {
    if (fatal == null) {
      fatal = error;
    } else if (fatal != error) {
      fatal.addSuppressed(error);
    }
  }

  /// From here on an error does not end the run, but waits for [#close].
  void collectErrors() {
    collectsErrors = true;
  }

  /// Ends the way from other threads and frees the poller.
  ///
  /// @throws Error that was collected
  void close() {
    closed = true;
    inbox.close(ready);
    poller.close();
    throwFatal();
  }

  Statistics statistics(TaskList tasks) {
    return new Statistics(
        turnCount, handleCount, tasks.addedCount(), tasks.size(), ready.size(), timers.size());
  }

  /// Logs, in debug mode and once, that only another thread can wake the run.
  void warnIfIdle(TaskList tasks) {
    if (debug != null
        && !warnedIfIdle
        && tasks.size() == 0
        && ready.isEmpty()
        && timers.size() == 0
        && !poller.watchesAnything()) {
      warnedIfIdle = true;
      debug.log().accept("the event loop runs with nothing to do: no task, timer or descriptor");
    }
  }

  /// Whether the next turn has something to run and will not wait.
  boolean hasReady() {
    return !ready.isEmpty() || !inbox.isEmpty();
  }

  private void takeDueTimers(long nowNanos) {
    for (var due = timers.takeDue(nowNanos); due != null; due = timers.takeDue(nowNanos)) {
      ready.add(due);
    }
  }

  private void sleep(long timeoutNanos) {
    // Stopping is looked at again: a stop before the loop says that it sleeps wakes nobody.
    poller.poll(inbox.beginSleep() && !stopping ? timeoutNanos : 0);
    inbox.endSleep();
  }

  private long pollTimeoutNanos() {
    if (!ready.isEmpty() || stopping || Thread.currentThread().isInterrupted()) {
      return 0;
    }
    long longestNanos = Math.min(LONGEST_WAIT_NANOS, clock.longestWaitNanos());
    var nearest = timers.nearest();
    if (nearest == null) {
      return longestNanos;
    }
    return Math.clamp(nearest.whenNanos - clock.nanoTime(), 0, longestNanos);
  }

  private void runHandle(Handle handle) {
    var watching = watchdog;
    if (watching != null) {
      watching.begins(handle);
    }
    var event = recording ? new StepEvent() : null;
    if (event != null) {
      event.begin();
    }
    try {
      handle.fire();
    } catch (Exception | Cancelled e) {
      failures.report("a callback of the event loop failed", e, null);
    } catch (Error e) {
      fail(e);
    }
    if (event != null) {
      event.end(handle instanceof Step step ? step.task().name() : "");
    }
    if (watching != null) {
      watching.ends();
    }
    if (fatal != null && !collectsErrors) {
      throwFatal();
    }
  }

  @SuppressWarnings("ReferenceEquality") // An error that ended the run does not end the close too.
  private void throwFatal() {
    var error = fatal;
    fatal = null;
    if (error != null && error != thrown) {
      thrown = error;
      throw error;
    }
  }
}
