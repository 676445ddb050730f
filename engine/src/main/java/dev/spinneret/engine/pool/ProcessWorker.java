package dev.spinneret.engine.pool;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One worker process of a pool, and the thread of this process that gives it work.
///
/// The process is started for the first piece of work, and started anew when it has died.
final class ProcessWorker {
  private static final long LONGEST_END_SECONDS = 1;

  private final ProcessPool pool;
  private final List<String> command;
  private @Nullable Process process;
  private boolean closed;

  ProcessWorker(ProcessPool pool, List<String> command) {
    this.pool = pool;
    this.command = command;
    Thread.ofPlatform().daemon().name("process-worker").start(this::run);
  }

  private void run() {
    for (var job = pool.take(); job != null; job = pool.take()) {
      serve(job);
    }
  }

  private void serve(ProcessJob<?> job) {
    try {
      var worker = living();
      if (job.begin(worker)) {
        exchange(job, worker);
      }
    } catch (Throwable t) {
      // Whatever it is, the job has to end, and this thread has to go on.
      job.fail(t);
    }
  }

  private static void exchange(ProcessJob<?> job, Process worker)
      throws IOException, ClassNotFoundException {
    int kind;
    byte[] reply;
    try {
      send(job.request, new DataOutputStream(worker.getOutputStream()));
      var replies = new DataInputStream(worker.getInputStream());
      kind = replies.readByte();
      int length = replies.readInt();
      if ((kind != WorkerMain.VALUE && kind != WorkerMain.FAILURE) || length < 0) {
        // The work has written to the descriptor itself.
        worker.destroyForcibly();
        throw new EOFException("no reply of a worker");
      }
      reply = replies.readNBytes(length);
      if (reply.length < length) {
        throw new EOFException("half a reply of a worker");
      }
    } catch (IOException _) {
      job.fail(new WorkerDied(end(worker)));
      return;
    } finally {
      job.end();
    }
    var object = ObjectBytes.read(reply, job.loader);
    if (kind == WorkerMain.FAILURE && object instanceof Throwable failure) {
      job.fail(failure);
    } else {
      job.succeed(object);
    }
  }

  private static void send(byte[] request, DataOutputStream requests) throws IOException {
    requests.writeInt(request.length);
    requests.write(request);
    requests.flush();
  }

  /// The process, started if there is none or it has died.
  private synchronized Process living() throws IOException {
    if (closed) {
      throw new IOException("the pool of processes is closed");
    }
    var current = process;
    if (current == null || !current.isAlive()) {
      current = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      process = current;
    }
    return current;
  }

  /// Waits for a process that has closed its end, and kills it if it does not end.
  private static int end(Process worker) {
    try {
      if (!worker.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        worker.destroyForcibly();
      }
      return worker.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a worker's thread", e);
    }
  }

  /// Kills the process, for good.
  ///
  /// @return the process that is about to end; null if there was none
  synchronized @Nullable Process kill() {
    closed = true;
    if (process != null) {
      process.destroyForcibly();
    }
    return process;
  }
}
