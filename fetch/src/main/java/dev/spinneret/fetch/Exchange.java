package dev.spinneret.fetch;

import dev.spinneret.engine.crawl.port.BodyShare;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchMethod;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.task.Tasks;
import dev.spinneret.fetch.coding.CodingException;
import dev.spinneret.fetch.coding.Codings;
import dev.spinneret.fetch.coding.Sink;
import dev.spinneret.fetch.http.HttpVersion;
import dev.spinneret.fetch.http.ReplyHead;
import dev.spinneret.fetch.http.ReplyReader;
import dev.spinneret.fetch.http.RequestWriter;
import dev.spinneret.fetch.options.FetchOptions;
import dev.spinneret.parse.http.HttpStatus;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One request and its reply on an open connection, written once for the loop and for threads.
///
/// ```text
///  write request ─▶ wait for the first byte ─▶ head ─▶ body ─▶ end
/// ```
///
/// A [ReplyClock] limits how long each step may take.
///
/// Once the head has arrived, an error in the body ends the exchange only if the body is what was
/// requested, in a 2xx reply. A redirect is still a redirect and an error still an error, whatever
/// happens to the body: such a reply is returned without its body, and the connection is closed.
final class Exchange {
  /// A reply, read as far as it is wanted.
  ///
  /// @param head status and fields
  /// @param body decoded; its bytes are in the collector
  /// @param raw the reply as received, byte for byte, with its head; null if it is not kept
  /// @param truncated whether a part of the body is missing, or may be
  /// @param reusable whether the connection can take another request
  record Answer(
      ReplyHead head,
      BodyCollector body,
      @Nullable RawReply raw,
      boolean truncated,
      boolean reusable) {}

  private final Dialer dialer;
  private final BufferPool buffers;
  private final FetchMethod method;
  private final int maxBodyBytes;
  private final @Nullable BodyShare memory;
  private final @Nullable ReadThrottle throttle;
  private final PooledConnection connection;
  private final ReplyReader reader;
  private final ReplyClock clock;
  private final @Nullable RawReply raw;
  private ByteBuffer buffer;
  private final BooleanSupplier stalled;
  private boolean headRead;

  /// Whether the head has arrived and nothing else is wanted, or worth waiting for.
  private boolean isEnough;

  private long announcedBytes = -1;
  private @Nullable BodyCollector body;
  private @Nullable Sink intake;

  /// @param stalled asked now and then whether to wait any longer for the first byte
  Exchange(
      Dialer dialer,
      BufferPool buffers,
      FetchOptions options,
      FetchMethod method,
      int maxBodyBytes,
      @Nullable BodyShare memory,
      @Nullable ReadThrottle throttle,
      PooledConnection connection,
      Timings timings,
      long deadlineAtNanos,
      BooleanSupplier stalled) {
    this.dialer = dialer;
    this.buffers = buffers;
    this.method = method;
    this.maxBodyBytes = maxBodyBytes;
    this.memory = memory;
    this.throttle = throttle;
    if (memory != null) {
      memory.close(); // an attempt before this one may have left something
    }
    this.connection = connection;
    this.reader = connection.reader;
    this.clock = new ReplyClock(dialer::nowNanos, options.timeouts(), timings, deadlineAtNanos);
    this.stalled = stalled;
    this.buffer = buffers.takeReading();
    this.raw =
        options.replies().keepRaw()
            ? new RawReply(maxBodyBytes, options.replies().maxHeaderBytes(), memory)
            : null;
  }

  /// Runs the exchange; call once.
  ///
  /// @param more field lines of this request only
  /// @throws PeerException if no complete reply could be read
  Answer run(
      RequestWriter writer, HttpVersion version, String target, String authority, byte[] more)
      throws PeerException {
    try {
      reader.start(version, method == FetchMethod.HEAD);
      send(writer, version, target, authority, more);
      while (true) {
        var answer = receive();
        if (answer != null) {
          return answer;
        }
      }
    } catch (PeerException e) {
      if (!headRead) {
        throw connection.reused ? e.onOldConnection() : e;
      }
      if (!HttpStatus.isSuccess(reader.head().status())) {
        return headAlone();
      }
      if (isStream(e.failureCause())) {
        return new Answer(reader.head(), body(), raw, true, false);
      }
      throw e;
    } finally {
      clock.end();
      buffers.give(buffer);
      if (intake != null) {
        intake.close();
      }
    }
  }

  /// Whether the time ended for something like a radio: what came is a part of the body, as with
  /// one that is longer than wanted.
  private boolean isStream(FailureCause cause) {
    return (cause == FailureCause.TOTAL_TIMEOUT || cause == FailureCause.TOO_SLOW)
        && announcedBytes < 0
        && body != null
        && EndlessBody.perhaps(reader.head());
  }

  private void send(
      RequestWriter writer, HttpVersion version, String target, String authority, byte[] more)
      throws PeerException {
    clock.sent();
    var size = writer.sizeBytes(method.token(), target, authority, more);
    var out = size <= BufferPool.SMALL_BYTES ? buffers.takeSmall() : dialer.allocate(size);
    try {
      writer.write(out, method.token(), version, target, authority, more);
      connection.stream.write(out.flip(), clock.firstByteDeadline());
    } catch (SocketTimeoutException _) {
      throw clock.timeout();
    } catch (IOException _) {
      // The server may have answered and closed before it read the request (RFC 9112 §9.5): what it
      // said can still be read. If it said nothing, reading fails too.
    } finally {
      buffers.give(out);
    }
    clock.sent();
  }

  /// Reads once and processes what has arrived; returns null if the reply is not complete.
  private @Nullable Answer receive() throws PeerException {
    if (memory != null && memory.mustWait()) {
      awaitMemory(memory);
    }
    if (throttle != null) {
      clock.exclude(throttle.awaitTurn(buffer));
    }
    int count;
    try {
      count = read();
    } catch (SocketTimeoutException _) {
      clock.readTimedOut();
      return null;
    } catch (PeerException e) {
      throw e;
    } catch (IOException e) {
      throw new PeerException(FailureCause.RESET, reset(e), !clock.hasBegun());
    }
    if (count < 0) {
      return atEnd();
    }
    if (throttle != null) {
      throttle.receive(count);
    }
    clock.received(count);
    buffer.flip();
    var answer = takeIn();
    if (answer == null) {
      makeRoom();
    }
    return answer;
  }

  private int read() throws IOException {
    long deadlineAtNanos = clock.readDeadline();
    return clock.hasBegun()
        ? connection.stream.read(buffer, deadlineAtNanos)
        : new Patience(dialer::nowNanos, deadlineAtNanos, stalled).read(connection.stream, buffer);
  }

  /// Waits until there is memory for more of the body. This time does not count against the server.
  private void awaitMemory(BodyShare share) throws PeerException {
    var fromNanos = dialer.nowNanos();
    try {
      share.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      if (Task.current() != null) {
        Tasks.yieldNow(); // where a cancelled task ends
      }
      throw new PeerException(FailureCause.RESET, "interrupted while it waited for memory");
    }
    clock.extend(dialer.nowNanos() - fromNanos);
  }

  private @Nullable Answer takeIn() throws PeerException {
    while (true) {
      int from = buffer.position();
      var event = reader.next(buffer);
      if (raw != null) {
        raw.add(event, buffer, from);
      }
      switch (event) {
        case NEED_DATA -> {
          return isEnough ? headAlone() : null;
        }
        case INTERIM -> clock.interim();
        case HEAD -> {
          headRead = true;
          clock.begin();
          announcedBytes = reader.announcedBytes();
          isEnough =
              method == FetchMethod.GET_WITHOUT_BODY
                  || (announcedBytes < 0 && EndlessBody.never(reader.head()));
          if (raw != null) {
            keepRest(raw);
          }
        }
        case BODY -> {
          if (isEnough) {
            return headAlone();
          }
          var length = reader.bodyLength();
          if (!accept(buffer.position() - length, length)) {
            return new Answer(reader.head(), body(), raw, true, false);
          }
        }
        case END -> {
          return end(reader.persistent() && !buffer.hasRemaining(), false);
        }
        case BROKEN -> throw broken();
      }
    }
  }

  private void keepRest(RawReply raw) {
    if (reader.chunked()
        || !reader.transferCodings().isEmpty()
        || reader.head().headers().first("Content-Encoding") != null) {
      raw.collectRest(reader.chunked());
    } else {
      raw.share(body());
    }
  }

  /// The answer whose body is left on the connection, which is then closed.
  private Answer headAlone() {
    return new Answer(reader.head(), new BodyCollector(0, 0, null), raw, true, false);
  }

  private Answer atEnd() throws PeerException {
    if (!clock.hasBegun()) {
      throw new PeerException(
          FailureCause.CLOSED_EARLY, "the connection ended before a reply began", true);
    }
    return switch (reader.endOfInput()) {
      case END -> end(false, !reader.chunked() && connection.stream.endedWithoutNotice());
      case NEED_DATA, INTERIM, HEAD, BODY, BROKEN -> {
        if (hasDecodedLength()) {
          yield end(false, false);
        }
        throw broken();
      }
    };
  }

  /// Whether the announced length is that of the decoded body. Some servers compress what they send
  /// and leave its Content-Length as it was; browsers accept that if the connection ends there.
  private boolean hasDecodedLength() {
    return intake != null && intake != body && body().length() == announcedBytes;
  }

  /// Ends a reply. Some servers never end the coded data, or leave out its checksum; curl and
  /// browsers show what came.
  ///
  /// @param cutOff whether this may not have been the real end
  private Answer end(boolean reusable, boolean cutOff) throws PeerException {
    try {
      if (intake != null) {
        intake.end();
      }
    } catch (CodingException e) {
      if (e.isCut() && !body().isEmpty()) {
        return new Answer(reader.head(), body(), raw, true, reusable);
      }
      throw new PeerException(e.failureCause(), e.detail());
    }
    return new Answer(reader.head(), body(), raw, cutOff, reusable);
  }

  private boolean accept(int at, int count) throws PeerException {
    try {
      if (intake == null) {
        intake = intake();
      }
      return intake.accept(buffer, at, count);
    } catch (CodingException e) {
      throw new PeerException(e.failureCause(), e.detail());
    }
  }

  /// The decoders between the connection and the collector: transfer codings are decoded before
  /// content codings (RFC 9112 §7).
  private Sink intake() throws CodingException {
    var values = reader.head().headers().all("Content-Encoding");
    var transfer = reader.transferCodings();
    if (values.isEmpty() && transfer.isEmpty()) {
      return body();
    }
    var codings = new ArrayList<>(Codings.list(values));
    codings.addAll(transfer);
    if (codings.isEmpty()) {
      return body();
    }
    body = new BodyCollector(maxBodyBytes, -1, memory);
    return Codings.decoding(codings, body, Codings.MAX_RATIO);
  }

  private BodyCollector body() {
    if (body == null) {
      body = new BodyCollector(maxBodyBytes, announcedBytes, memory);
    }
    return body;
  }

  /// Keeps what was not consumed, a few bytes at most: not in the shared buffer, since the task is
  /// about to suspend.
  private void makeRoom() {
    if (!buffer.hasRemaining()) {
      buffers.give(buffer);
      buffer = buffers.takeReading();
    } else if (buffers.isShared(buffer)) {
      var own = buffers.takeSmall().put(buffer);
      buffers.give(buffer);
      buffer = own;
    } else {
      buffer.compact();
    }
  }

  private PeerException broken() {
    var broken = reader.broken();
    return reader.chunked() && !reader.isInsideChunk()
        ? PeerException.inChunks(broken.cause(), broken.detail())
        : new PeerException(broken.cause(), broken.detail());
  }

  private static String reset(IOException e) {
    return "the connection broke: " + e.getMessage();
  }
}
