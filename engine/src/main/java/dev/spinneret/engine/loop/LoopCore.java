package dev.spinneret.engine.loop;

import dev.spinneret.engine.diagnostics.Statistics;
import dev.spinneret.engine.diagnostics.StepEvent;
import dev.spinneret.engine.jdk.VirtualThreads;
import dev.spinneret.engine.poll.Poller;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/// The turns of one event loop; [#turn] defines how a loop works.
///
/// Knows the handles that are ready, the timers that are due and what other threads have sent.
/// Knows nothing about what tasks wait for.
final class LoopCore {
  /// The longest single wait: an idle loop wakes up once a day.
  static final long LONGEST_WAIT_NANOS = TimeUnit.HOURS.toNanos(24);

  /// Delays are capped at a century, because a clock with 64 bits cannot count much further.
  private static final Duration LONGEST_DELAY = Duration.ofDays(36_525);

  private static final long LONGEST_DELAY_NANOS = LONGEST_DELAY.toNanos();

  /// How many turns pass between checks whether the Flight Recorder is running.
  private static final int TURNS_PER_RECORDER_CHECK = 256;

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

  /// When the clock was last read for timers; within a century of now.
  private long lastReadNanos;

  private long turnCount;
  private long handleCount;
  private @Nullable Watchdog watchdog;
  private @Nullable Error fatal;

  /// The error that was thrown last. If a run and the close after it fail with the same object, as
  /// two tasks may, try-with-resources would add it to itself as suppressed.
  private @Nullable Error thrown;

  private boolean collectsErrors;
  private boolean recording;
  private boolean warnedIfIdle;

  /// The only thread that uses the ready queue: the one that runs the loop, or ran it last; before
  /// the first run, the one that created it.
  private volatile Thread loopThread = VirtualThreads.carrier();

  private boolean isReadThisTurn;

  private volatile boolean running;
  private volatile boolean stopping;
  private volatile boolean closed;

  /// Creates the core of a loop.
  ///
  /// @param onInterrupt run in the turn that finds the thread interrupted
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

  /// Runs one turn. This method defines the order of everything that a loop does.
  void turn() {
    beforePoll.run();
    long timeoutNanos = pollTimeoutNanos();
    if (timeoutNanos > 0) {
      sleep(timeoutNanos);
    } else {
      poller.poll(0);
    }
    inbox.drainTo(ready);
    // One instant decides which timers are due; without timers, the clock is not read.
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
    // Exactly the handles that are here now: those that they add wait for the next turn.
    int count = ready.size();
    if (turnCount++ % TURNS_PER_RECORDER_CHECK == TURNS_PER_RECORDER_CHECK - 1) {
      recording = FlightRecorder.isInitialized();
    }
    handleCount += count;
    for (int left = count; left > 0; left--) {
      runHandle(ready.remove());
    }
    failures.reportCollected();
  }

  /// The instant that decides which timers are due in this turn, read when it is first needed.
  long turnTimeNanos() {
    if (!isReadThisTurn) {
      lastReadNanos = clock.nanoTime();
      isReadThisTurn = true;
    }
    return lastReadNanos;
  }

  /// Runs turns until [#stop].
  void runUntilStopped() {
    try {
      do {
        turn();
      } while (!stopping);
    } finally {
      stopping = false;
    }
  }

  /// Ends the run after the current turn. Called from any thread.
  void stop() {
    stopping = true;
    inbox.wake();
  }

  /// Makes the current thread the loop's thread.
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

  /// Whether the Flight Recorder may be recording.
  boolean isRecording() {
    return recording;
  }

  /// The instant when a delay that starts now has elapsed.
  long deadlineAfter(Duration delay) {
    if (delay.toSeconds() < -LONGEST_DELAY.toSeconds()) {
      throw new IllegalArgumentException("a delay of more than a century in the past: " + delay);
    }
    return clock.nanoTime()
        + (delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay).toNanos();
  }

  /// Caps the instant of a timer at a century from now, so that instants can be compared by
  /// subtraction.
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

  /// Throws if the loop is closed or, in debug mode, if called on another thread than the loop's.
  void checkHere() {
    checkOpen();
    checkThread();
  }

  /// Throws, in debug mode, if called on another thread than that of the running loop.
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

  /// Schedules a handle from any thread. Handles that the loop's thread sends keep their order
  /// among those that it adds to the ready queue.
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

  /// Ends the run with `error` after the current handle: a program does not continue after an
  /// error.
  @SuppressWarnings("ReferenceEquality") // An error must not be added to itself as suppressed.
  void fail(Error error) {
    if (fatal == null) {
      fatal = error;
    } else if (fatal != error) {
      fatal.addSuppressed(error);
    }
  }

  /// From now on errors do not end the run; [#close] throws them.
  void collectErrors() {
    collectsErrors = true;
  }

  /// Closes inbox and poller.
  ///
  /// @throws Error the one that was collected, if any
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

  /// Logs once, in debug mode, that only another thread can wake the loop.
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

  /// Whether the next turn has something to run.
  boolean hasReady() {
    return !ready.isEmpty() || !inbox.isEmpty();
  }

  private void takeDueTimers(long nowNanos) {
    for (var due = timers.takeDue(nowNanos); due != null; due = timers.takeDue(nowNanos)) {
      ready.add(due);
    }
  }

  private void sleep(long timeoutNanos) {
    // Checked again: a stop before beginSleep does not wake the loop.
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
      failures.report("a callback of the event loop failed", e);
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

  @SuppressWarnings(
      "ReferenceEquality") // The error that ended the run is not thrown again by the close.
  private void throwFatal() {
    var error = fatal;
    fatal = null;
    if (error != null && error != thrown) {
      thrown = error;
      throw error;
    }
  }
}
