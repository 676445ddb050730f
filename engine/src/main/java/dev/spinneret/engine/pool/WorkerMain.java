package dev.spinneret.engine.pool;

import dev.spinneret.engine.loop.Signals;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.SynchronousQueue;

/// The program of a worker process: reads work from standard input, runs it, and writes the results
/// to standard output, until standard input ends.
///
/// Standard input ends when the parent process does, for whatever reason, so that no worker
/// outlives it, even while it is working. What the work prints goes to standard error.
final class WorkerMain {
  /// Precedes a result.
  static final int VALUE = 0;

  /// Precedes a failure.
  static final int FAILURE = 1;

  private WorkerMain() {}

  public static void main(String[] args) throws IOException {
    var requests = new DataInputStream(System.in);
    var replies =
        new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
    System.setIn(InputStream.nullInputStream());
    System.setOut(System.err);
    // Ctrl-C at the terminal reaches every process; the parent process decides what it does.
    new Signals().handle("INT", () -> {});
    var next = new SynchronousQueue<byte[]>();
    Thread.ofPlatform().daemon().name("requests").start(() -> readAll(requests, next));
    while (true) {
      try {
        answer(next.take(), replies);
      } catch (InterruptedException _) {
        // The work has interrupted its own thread, and is done.
      }
    }
  }

  private static void readAll(DataInputStream requests, SynchronousQueue<byte[]> next) {
    try {
      while (true) {
        next.put(requests.readNBytes(requests.readInt()));
      }
    } catch (IOException | InterruptedException _) {
      Runtime.getRuntime().halt(0);
    }
  }

  private static void answer(byte[] request, DataOutputStream replies) throws IOException {
    int kind = VALUE;
    byte[] reply;
    try {
      reply = ObjectBytes.write(read(request).call());
    } catch (Throwable t) {
      kind = FAILURE;
      reply = failure(t);
    }
    replies.writeByte(kind);
    replies.writeInt(reply.length);
    replies.write(reply);
    replies.flush();
  }

  private static ProcessWork<?> read(byte[] request) throws IOException, ClassNotFoundException {
    var work = (ProcessWork<?>) ObjectBytes.read(request, ClassLoader.getSystemClassLoader());
    if (work == null) {
      throw new IOException("no work was sent");
    }
    return work;
  }

  private static byte[] failure(Throwable failure) throws IOException {
    try {
      return ObjectBytes.write(failure);
    } catch (IOException | RuntimeException _) {
      return ObjectBytes.write(new WorkerFailure(failure.toString(), failure.getStackTrace()));
    }
  }
}
