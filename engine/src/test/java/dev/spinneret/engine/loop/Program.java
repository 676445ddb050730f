package dev.spinneret.engine.loop;

import dev.spinneret.engine.jdk.Thrown;
import dev.spinneret.engine.sync.Barrier;
import dev.spinneret.engine.sync.Condition;
import dev.spinneret.engine.sync.Event;
import dev.spinneret.engine.sync.Lock;
import dev.spinneret.engine.sync.Queue;
import dev.spinneret.engine.sync.Semaphore;
import dev.spinneret.engine.task.Outcome;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.engine.task.WaitUntil;
import dev.spinneret.engine.testing.Simulation;
import dev.spinneret.engine.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Runs the statements of a situation on the event loop and writes down what happens, as
/// `situations.py` does with asyncio.
@SuppressWarnings("ReferenceEquality") // What was caught twice is meant to be the same.
final class Program {
  /// What asyncio has as a context variable.
  private static final ScopedValue<String> BOUND = ScopedValue.newInstance();

  private final Map<String, Object> named = new HashMap<>();
  private final List<String> trace = new ArrayList<>();
  private final VirtualTime time;

  /// What an attempt has caught last.
  private @Nullable Throwable caught;

  private Program(VirtualTime time) {
    this.time = time;
  }

  /// A `return` statement on its way out of its task.
  private static final class Returned extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String value;

    Returned(String value) {
      super(null, null, false, false);
      this.value = value;
    }
  }

  /// A `raise` statement, or a future that was made to fail.
  private static final class Raised extends RuntimeException {
    private static final long serialVersionUID = 1;

    Raised(String message) {
      super("!" + message);
    }
  }

  /// The trace of a situation.
  static List<String> trace(Simulation simulation, List<Situation> block) {
    var loop = simulation.loop();
    var program = new Program(simulation.time());
    loop.setExceptionHandler((_, _) -> {});
    try {
      var _ = loop.runUntilComplete(() -> program.task(block));
      program.log("end");
    } catch (Exception | Cancelled e) {
      program.log("end " + program.failure(e));
    }
    var trace = List.copyOf(program.trace);
    // Some tasks swallow a cancellation and wait again.
    while (!loop.tasks().isEmpty()) {
      loop.tasks().forEach(Task::cancel);
      loop.callSoon(() -> {});
      loop.runOnce();
    }
    return trace;
  }

  private void log(String text) {
    trace.add(text);
  }

  private @Nullable String task(List<Situation> block) throws TimeoutException {
    try {
      run(block);
      return null;
    } catch (Returned returned) {
      return returned.value;
    }
  }

  private void run(List<Situation> block) throws TimeoutException {
    for (int i = 0; i < block.size(); i++) {
      var statement = block.get(i);
      if (!statement.operation().equals("try")) {
        step(statement);
        continue;
      }
      var handlers = new ArrayList<Situation>();
      while (i + 1 < block.size() && isHandler(block.get(i + 1))) {
        handlers.add(block.get(++i));
      }
      attempt(statement, handlers);
    }
  }

  private static boolean isHandler(Situation statement) {
    return statement.operation().equals("on") || statement.operation().equals("finally");
  }

  private void attempt(Situation statement, List<Situation> handlers) throws TimeoutException {
    try {
      run(statement.block());
    } catch (Returned returned) {
      throw returned;
    } catch (RuntimeException | TimeoutException | Cancelled failure) {
      caught = failure;
      var handler = handlers.stream().filter(each -> matches(each, failure)).findFirst();
      if (handler.isEmpty()) {
        throw failure;
      }
      if (handler.get().arguments().getFirst().equals("error")) {
        log("error " + failure(failure));
      }
      run(handler.get().block());
    } finally {
      for (var handler : handlers) {
        if (handler.operation().equals("finally")) {
          run(handler.block());
        }
      }
    }
  }

  private static boolean matches(Situation handler, Throwable failure) {
    if (handler.operation().equals("finally")) {
      return false;
    }
    boolean timeout = failure instanceof TimeoutException;
    return switch (handler.arguments().getFirst()) {
      case "cancelled" -> failure instanceof Cancelled;
      case "timeout" -> timeout;
      case "error" -> !(failure instanceof Cancelled) && !timeout;
      case String kind -> throw new IllegalArgumentException(kind);
    };
  }

  private String failure(Throwable failure) {
    return switch (failure) {
      case Cancelled _ -> "cancelled";
      case TimeoutException _ -> "timeout";
      case TaskGroupFailure e ->
          "group(" + String.join(" ", e.failures().stream().map(this::failure).toList()) + ")";
      case Raised e -> String.valueOf(e.getMessage());
      case IllegalStateException _ -> "refused";
      case Throwable e -> e.toString();
    };
  }

  private String text(@Nullable Object value) {
    return switch (value) {
      case null -> "none";
      case List<?> list -> "[" + String.join(" ", list.stream().map(this::text).toList()) + "]";
      case Outcome.Value<?>(var inner) -> text(inner);
      case Outcome.Failure<?>(var failure) -> failure(failure);
      case Object other -> other.toString();
    };
  }

  private String state(Future<Object> future) {
    if (!future.isDone()) {
      return "pending";
    }
    if (future.isCancelled()) {
      return "cancelled";
    }
    var failure = future.exception();
    return failure == null ? "value " + text(future.result()) : "failed " + failure(failure);
  }

  @SuppressWarnings("unchecked") // A situation uses a name for one thing only.
  private <T> T get(String name) {
    return (T) Objects.requireNonNull(named.get(name), name);
  }

  private Future<Object> future(String name) {
    return name.equals("me") ? current() : this.<Future<Object>>get(name);
  }

  private List<Future<Object>> futures(List<String> names) {
    return names.stream().map(this::future).toList();
  }

  @SuppressWarnings("unchecked") // What a task of a situation returns is read as an object only.
  private static Task<Object> current() {
    return (Task<Object>) Objects.requireNonNull(Task.current());
  }

  private static Duration seconds(String count) {
    return Duration.ofSeconds(Long.parseLong(count));
  }

  private void step(Situation statement) throws TimeoutException {
    var arguments = statement.arguments();
    var block = statement.block();
    var loop = EventLoop.current();
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    String second = arguments.size() < 2 ? "" : arguments.get(1);
    var rest = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
    switch (statement.operation()) {
      case "log" -> log(String.join(" ", arguments));
      case "time" -> log("at " + Duration.ofNanos(loop.timeNanos()).toSeconds());
      case "yield" -> {
        for (int left = first.isEmpty() ? 1 : Integer.parseInt(first); left > 0; left--) {
          Tasks.yieldNow();
        }
      }
      case "sleep" -> Tasks.sleep(seconds(first));
      case "return" -> throw new Returned(first);
      case "raise" -> throw new Raised(first);
      case "rethrow" -> throw Thrown.as(Objects.requireNonNull(caught));
      case "future" -> named.put(first, loop.createFuture());
      case "set" -> future(first).setResult(second);
      case "fail" -> future(first).setException(new Raised(second));
      case "spawn" -> named.put(first, loop.createTask(first, () -> task(block)));
      case "bind" ->
          ScopedValue.where(BOUND, first)
              .<@Nullable Object, TimeoutException>call(() -> {
                run(block);
                return null;
              });
      case "show" -> log("bound " + BOUND.orElse("nothing"));
      case "await" -> log(first + "=" + text(future(first).await()));
      case "cancel" -> log("cancel " + first + " " + future(first).cancel());
      case "cancelling" -> log("cancelling " + ((Task<?>) future(first)).cancelling());
      case "uncancel" -> log("uncancel " + ((Task<?>) future(first)).uncancel());
      case "state" -> log(first + " " + state(future(first)));
      case "soon" -> loop.callSoon(() -> log(String.join(" ", arguments)));
      case "safe" -> loop.callSoonThreadsafe(() -> log(String.join(" ", arguments)));
      case "compute" -> time.advance(seconds(first));
      case "keep" -> named.put(first, Objects.requireNonNull(caught));
      case "same" -> log("same " + (named.get(first) == named.get(second)));
      case "later" -> loop.callLater(seconds(first), () -> log(String.join(" ", rest)));
      case "callback" -> future(first).addDoneCallback(_ -> log(second));
      case "timeout" ->
          Tasks.<@Nullable Object, TimeoutException>timeout(
              seconds(first),
              timeout -> {
                named.put(second, timeout);
                run(block);
                return null;
              });
      case "reschedule" -> this.<Timeout>get(first).reschedule(loop.deadlineAfter(seconds(second)));
      case "expired" -> log("expired " + this.<Timeout>get(first).isExpired());
      case "group" ->
          TaskGroup.<@Nullable Object, TimeoutException>run(group -> {
            named.put(first, group);
            run(block);
            return null;
          });
      case "in" ->
          named.put(second, this.<TaskGroup>get(first).createTask(second, () -> task(block)));
      case "gather" -> named.put(first, Tasks.gather(futures(rest)));
      case "outcomes" -> named.put(first, Tasks.gatherOutcomes(futures(rest)));
      case "shield" -> named.put(first, Tasks.shield(future(second)));
      case "wait" -> await(first, second, rest.subList(1, rest.size()));
      case "waitfor" -> log(first + "=" + text(Tasks.waitFor(future(first), seconds(second))));
      case "ascompleted" -> {
        for (var done : Tasks.asCompleted(futures(arguments))) {
          log("next " + text(done.result()));
        }
      }
      default -> synchronise(statement.operation(), first, second, block);
    }
  }

  private void await(String condition, String limit, List<String> names) {
    var until =
        switch (condition) {
          case "first" -> WaitUntil.FIRST_COMPLETED;
          case "exception" -> WaitUntil.FIRST_EXCEPTION;
          case String _ -> WaitUntil.ALL_COMPLETED;
        };
    var waited =
        limit.equals("-")
            ? Tasks.wait(futures(names), until)
            : Tasks.wait(futures(names), until, seconds(limit));
    var done = names.stream().filter(name -> waited.done().contains(future(name))).toList();
    log("done " + String.join(" ", done));
  }

  private void synchronise(String operation, String first, String second, List<Situation> block)
      throws TimeoutException {
    switch (operation) {
      case "lock" -> named.put(first, new Lock());
      case "semaphore" -> named.put(first, new Semaphore(Integer.parseInt(second)));
      case "acquire", "with" -> acquire(first, operation.equals("with") ? block : null);
      case "release" -> release(first);
      case "event" -> named.put(first, new Event());
      case "raiseflag" -> this.<Event>get(first).set();
      case "lowerflag" -> this.<Event>get(first).clear();
      case "awaitflag" -> this.<Event>get(first).await();
      case "condition" -> named.put(first, new Condition());
      case "conditionwait" -> this.<Condition>get(first).await();
      case "signal" -> this.<Condition>get(first).signal(Integer.parseInt(second));
      case "barrier" -> named.put(first, new Barrier(Integer.parseInt(second)));
      case "arrive" -> {
        try {
          log("index " + this.<Barrier>get(first).await());
        } catch (java.util.concurrent.BrokenBarrierException e) {
          throw new IllegalStateException(e);
        }
      }
      case "queue" -> named.put(first, new Queue<String>(Integer.parseInt(second)));
      case "put" -> this.<Queue<String>>get(first).put(second);
      case "get" -> log("got " + this.<Queue<String>>get(first).get());
      case "done" -> this.<Queue<String>>get(first).taskDone();
      case "join" -> this.<Queue<String>>get(first).join();
      default -> throw new IllegalArgumentException("unknown statement " + operation);
    }
  }

  private void acquire(String name, @Nullable List<Situation> block) throws TimeoutException {
    switch (get(name)) {
      case Lock lock -> lock.acquire();
      case Semaphore semaphore -> semaphore.acquire();
      case Condition condition -> condition.lock().acquire();
      case Object other -> throw new IllegalArgumentException(name + " is " + other);
    }
    if (block != null) {
      try {
        run(block);
      } finally {
        release(name);
      }
    }
  }

  private void release(String name) {
    switch (get(name)) {
      case Lock lock -> lock.release();
      case Semaphore semaphore -> semaphore.release();
      case Condition condition -> condition.lock().release();
      case Object other -> throw new IllegalArgumentException(name + " is " + other);
    }
  }
}
