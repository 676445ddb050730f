package dev.spinneret.fetch.http;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.parse.http.Headers;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the replies of one connection without I/O: bytes in, [Event]s out (RFC 9112).
///
/// ```text
///  START ─▶ FIELDS ─▶ HEAD ─▶ LENGTH | CHUNKS | UNTIL_CLOSE ─▶ ENDED
///    │        │ 1xx               any state ─▶ BROKEN
///    │        └─▶ START
///    └─ not HTTP/… ─▶ UNTIL_CLOSE (HTTP/0.9)
/// ```
///
/// Call [#start] before each request, [#next] until it returns NEED_DATA, END or BROKEN, and
/// [#endOfInput] after the peer has closed. Input may arrive in pieces of any size; what remains in
/// the buffer after NEED_DATA must precede the next input. Each byte is examined once or twice.
/// Memory is bounded by [HeadLimits]; the body is never kept.
///
/// Not thread-safe; one reader serves all replies of a connection.
public final class ReplyReader {
  private enum State {
    START,
    FIELDS,
    LENGTH,
    CHUNKS,
    UNTIL_CLOSE,
    ENDED,
    BROKEN
  }

  private final HeadLimits limits;
  private final LineBuffer line = new LineBuffer();
  private final FieldLines fields;
  private final ChunkReader chunks = new ChunkReader(line);
  private State state = State.ENDED;
  private HttpVersion request = HttpVersion.HTTP_1_0;
  private boolean toHead;
  private boolean first;
  private boolean allowBare;

  /// Whether the last octet skipped before a status line is a CR.
  private boolean carriageReturn;

  private int budget;
  private @Nullable StatusLine status;
  private @Nullable ReplyHead head;
  private List<String> transferCodings = List.of();
  private long remaining;
  private int bodyLength;
  private boolean persistent;
  private boolean chunked;
  private @Nullable Broken broken;

  /// Creates the reader of a new connection.
  ///
  /// @param limits of a head
  public ReplyReader(HeadLimits limits) {
    this(limits, true);
  }

  /// Creates the reader of a new connection.
  ///
  /// @param limits of a head
  /// @param bareAllowed whether the first reply may be one of HTTP/0.9, without a head
  public ReplyReader(HeadLimits limits, boolean bareAllowed) {
    this.limits = limits;
    this.first = bareAllowed;
    this.fields = new FieldLines(limits.maxFieldCount());
  }

  /// Begins a reply.
  ///
  /// @param request the version that the request was sent in
  /// @param toHead whether it was a HEAD request: its reply has no body (RFC 9112 §6.3 rule 1)
  /// @throws IllegalStateException if the previous reply has not ended
  public void start(HttpVersion request, boolean toHead) {
    if (state != State.ENDED) {
      throw new IllegalStateException("the reply before is in state " + state + ", not ENDED");
    }
    this.request = request;
    this.toHead = toHead;
    // On a new connection, bytes that are not a status line are an HTTP/0.9 reply (RFC 1945 §3.1).
    // On a reused one they may be the rest of a previous reply, so they are refused.
    allowBare = first;
    carriageReturn = false;
    first = false;
    state = State.START;
    budget = limits.maxHeadBytes();
    fields.clear();
    line.clear();
    status = null;
    head = null;
    transferCodings = List.of();
    remaining = -1;
    persistent = false;
    chunked = false;
  }

  /// Returns the next event.
  ///
  /// @param in consumed from its position on
  /// @return what was found
  public Event next(ByteBuffer in) {
    while (true) {
      switch (state) {
        case START -> {
          var event = readStart(in);
          if (event != null) {
            return event;
          }
        }
        case FIELDS -> {
          var event = readField(in);
          if (event != null) {
            return event;
          }
        }
        case LENGTH -> {
          if (remaining == 0) {
            state = State.ENDED;
            return Event.END;
          }
          return body(in, (int) Math.min(remaining, in.remaining()));
        }
        case UNTIL_CLOSE -> {
          return body(in, in.remaining());
        }
        case CHUNKS -> {
          var event = chunks.next(in);
          bodyLength = chunks.dataLength();
          if (event == Event.END) {
            state = State.ENDED;
          } else if (event == Event.BROKEN) {
            state = State.BROKEN;
            broken = chunks.broken();
          }
          return event;
        }
        case ENDED -> {
          return Event.END;
        }
        case BROKEN -> {
          return Event.BROKEN;
        }
      }
    }
  }

  /// Signals that the peer has closed its side after all bytes passed to [#next]. A chunked body is
  /// complete with its last chunk, even if the line end behind it is missing (RFC 9112 §8).
  ///
  /// @return END if the end of the connection ends the reply, otherwise BROKEN (RFC 9112 §8)
  public Event endOfInput() {
    return switch (state) {
      case UNTIL_CLOSE -> ended();
      case START, FIELDS ->
          fail(Broken.early("the connection ended before the header section did"));
      case LENGTH ->
          remaining == 0
              ? ended()
              : fail(
                  Broken.early("the connection ended " + remaining + " bytes before the body did"));
      case CHUNKS -> {
        if (!chunks.hasLast()) {
          var where = chunks.isInside() ? "within a chunk" : "before the last chunk";
          yield fail(Broken.early("the connection ended " + where));
        }
        persistent = false;
        yield ended();
      }
      case ENDED -> Event.END;
      case BROKEN -> Event.BROKEN;
    };
  }

  /// Whether the input ended, or broke, within a chunk's data.
  ///
  /// @return false for a body that does not come in chunks
  public boolean isInsideChunk() {
    return chunked() && chunks.isInside();
  }

  private Event ended() {
    state = State.ENDED;
    return Event.END;
  }

  /// The head, available from the HEAD event on.
  ///
  /// @return the head of the final reply
  /// @throws IllegalStateException before the HEAD event
  public ReplyHead head() {
    if (head == null) {
      throw new IllegalStateException("no head in state " + state + "; ask after the HEAD event");
    }
    return head;
  }

  /// The number of bytes before the input's position that belong to the last BODY event.
  ///
  /// @return at least 1 after a BODY event
  public int bodyLength() {
    return bodyLength;
  }

  /// The announced length of the body.
  ///
  /// @return bytes still to come when HEAD is returned; -1 if the head does not announce the length
  public long announcedBytes() {
    return remaining;
  }

  /// The transfer codings other than chunked, which the caller must decode (RFC 9112 §6.1).
  ///
  /// @return in the order applied; usually empty
  public List<String> transferCodings() {
    return transferCodings;
  }

  /// Whether the connection may carry another request after END, if nothing follows it.
  ///
  /// @return false before HEAD
  public boolean persistent() {
    return persistent;
  }

  /// Whether the body is chunked.
  ///
  /// @return false before HEAD
  public boolean chunked() {
    return chunked;
  }

  /// What was wrong, after BROKEN.
  ///
  /// @return the failure
  /// @throws IllegalStateException if the reply is not broken
  public Broken broken() {
    if (broken == null) {
      throw new IllegalStateException("nothing is broken in state " + state);
    }
    return broken;
  }

  private @Nullable Event readStart(ByteBuffer in) {
    if (!line.hasPart()) {
      // An extra line end after a body belongs to the previous reply (old Netscape servers; RFC
      // 9112 §2.2 lets servers skip the same before a request). Some scripts also print one before
      // their head, and browsers skip it.
      skipLineEnds(in);
      if (allowBare && carriageReturn && in.hasRemaining()) {
        return fail(Broken.message("a bare CR stands before the status line"));
      }
      switch (StatusLine.find(in)) {
        case FOUND -> {}
        case NONE -> {
          return bare(in.get(in.position()));
        }
        case PART -> {
          return Event.NEED_DATA;
        }
      }
    }
    var event = takeLine(in);
    if (event != null) {
      return event;
    }
    line.dropCarriageReturns();
    if (line.holdsControl()) {
      return fail(Broken.message("the status line holds a bare CR or NUL"));
    }
    status = StatusLine.read(line);
    if (status == null) {
      var text = line.text(0, Math.min(line.length, 60));
      return fail(Broken.message("'" + text + "' is not a status line"));
    }
    state = State.FIELDS;
    return null;
  }

  private @Nullable Event readField(ByteBuffer in) {
    var event = takeLine(in);
    if (event != null) {
      return event;
    }
    // Scripts on Windows end their lines with CR CR LF.
    line.dropCarriageReturns();
    if (line.length > 0) {
      var wrong = fields.add(line);
      return wrong == null ? null : fail(wrong);
    }
    var s = status;
    if (s == null) {
      throw new IllegalStateException("fields without a status line");
    }
    // RFC 9110 §15.2: any number of interim replies may come first. 101 is not one of them: the
    // protocol changes after it, and a crawler never requests that.
    if (s.status() < 200 && s.status() != 101) {
      fields.clear();
      state = State.START;
      allowBare = false;
      return Event.INTERIM;
    }
    return begin(new ReplyHead(s.version(), s.status(), s.reason(), fields.take()));
  }

  private Event begin(ReplyHead newHead) {
    head = newHead;
    var framing = Framing.of(newHead, toHead);
    persistent = fields.sound() && Persistence.keeps(newHead, framing, request);
    switch (framing) {
      case Framing.None _ -> {
        state = State.LENGTH;
        remaining = 0;
      }
      case Framing.Length(var bytes) -> {
        state = State.LENGTH;
        remaining = bytes;
      }
      case Framing.Chunked(var codings) -> {
        chunked = true;
        state = State.CHUNKS;
        transferCodings = codings;
        chunks.start(limits.maxHeadBytes());
      }
      case Framing.UntilClose(var codings) -> {
        state = State.UNTIL_CLOSE;
        transferCodings = codings;
      }
      case Framing.Invalid(var why) -> {
        return fail(Broken.message(why));
      }
    }
    return Event.HEAD;
  }

  /// A body without a head must be text. A TLS alert, with which an https port answers a plaintext
  /// request, is not, and neither is any other binary protocol.
  private Event bare(byte opening) {
    var binary =
        opening >= 0 && opening < ' ' && opening != '\t' && opening != '\n' && opening != '\r';
    if (!allowBare || binary) {
      return fail(Broken.message("the reply does not begin with HTTP/"));
    }
    head = new ReplyHead(HttpVersion.HTTP_0_9, 200, "", Headers.EMPTY);
    state = State.UNTIL_CLOSE;
    return Event.HEAD;
  }

  private @Nullable Event takeLine(ByteBuffer in) {
    var before = in.position();
    var taken = line.take(in, budget);
    budget -= in.position() - before;
    return switch (taken) {
      case LINE -> null;
      case PART -> Event.NEED_DATA;
      case OVER_BUDGET ->
          fail(
              new Broken(
                  FailureCause.HEADERS_TOO_LARGE,
                  "the header section is larger than " + limits.maxHeadBytes() + " bytes"));
    };
  }

  private void skipLineEnds(ByteBuffer in) {
    while (in.hasRemaining() && budget > 0) {
      var b = in.get(in.position());
      if (b != '\r' && b != '\n') {
        return;
      }
      carriageReturn = b == '\r';
      in.position(in.position() + 1);
      budget--;
    }
  }

  private Event body(ByteBuffer in, int count) {
    if (count == 0) {
      return Event.NEED_DATA;
    }
    bodyLength = count;
    in.position(in.position() + count);
    if (state == State.LENGTH) {
      remaining -= count;
    }
    return Event.BODY;
  }

  private Event fail(Broken wrong) {
    state = State.BROKEN;
    broken = wrong;
    return Event.BROKEN;
  }
}
