package dev.spinneret.engine.pool;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A worker process of a pool, and the thread of this process that sends work to it.
///
/// The process is started for the first piece of work, and again if it has died.
final class ProcessWorker {
  private static final long MAX_END_SECONDS = 1;

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
      // Whatever it is, the job must end, and this thread must continue.
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
        // The work has written to the descriptor.
        worker.destroyForcibly();
        throw new EOFException("not the reply of a worker");
      }
      reply = replies.readNBytes(length);
      if (reply.length < length) {
        throw new EOFException("the reply of a worker is incomplete");
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

  /// Returns the process, and starts one if there is none or it has died.
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

  /// Waits for a process that has closed its output, and kills it if it does not end.
  private static int end(Process worker) {
    try {
      if (!worker.waitFor(MAX_END_SECONDS, TimeUnit.SECONDS)) {
        worker.destroyForcibly();
      }
      return worker.waitFor();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the thread of a worker was interrupted", e);
    }
  }

  /// Kills the process and starts no other.
  ///
  /// @return the process, which is about to end; null if there was none
  synchronized @Nullable Process kill() {
    closed = true;
    if (process != null) {
      process.destroyForcibly();
    }
    return process;
  }
}
