package dev.spinneret.fetch.http;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Decodes the chunked coding (RFC 9112 §7.1).
///
/// ```text
///  SIZE ──0──▶ TRAILERS ──empty line──▶ DONE
///   │ ▲
///   n └── CRLF ── DATA_END ◀── n bytes ── DATA
///   └──────────────────────────────────────▲
/// ```
final class ChunkReader {
  /// The maximum length of a chunk's size, extensions and line end; nodejs and Go have limits of
  /// the same order.
  private static final int MAX_SIZE_LINE_BYTES = 16 * 1024;

  private enum State {
    SIZE,
    DATA,
    DATA_END,
    TRAILERS,
    DONE
  }

  private final LineBuffer line;
  private State state = State.SIZE;
  private long remaining;
  private int budget;
  private @Nullable Broken broken;
  private int dataLength;

  ChunkReader(LineBuffer line) {
    this.line = line;
  }

  /// Begins a body. `budgetBytes` is the limit for extensions and trailers together.
  void start(int budgetBytes) {
    state = State.SIZE;
    remaining = 0;
    budget = budgetBytes;
    broken = null;
    line.clear();
  }

  /// How many bytes before the input's position belong to the last BODY event.
  int dataLength() {
    return dataLength;
  }

  @Nullable Broken broken() {
    return broken;
  }

  /// Whether the last chunk, of size zero, was read.
  boolean hasLast() {
    return state == State.TRAILERS || state == State.DONE;
  }

  /// Whether a chunk has begun and not ended.
  boolean isInside() {
    return state == State.DATA || state == State.DATA_END;
  }

  Event next(ByteBuffer in) {
    while (true) {
      switch (state) {
        case DATA -> {
          if (!in.hasRemaining()) {
            return Event.NEED_DATA;
          }
          dataLength = (int) Math.min(remaining, in.remaining());
          in.position(in.position() + dataLength);
          remaining -= dataLength;
          if (remaining == 0) {
            state = State.DATA_END;
          }
          return Event.BODY;
        }
        case DONE -> {
          return Event.END;
        }
        case SIZE, DATA_END, TRAILERS -> {
          switch (line.take(in, Math.max(0, lineBudget() - line.partLength()))) {
            case PART -> {
              return Event.NEED_DATA;
            }
            case OVER_BUDGET -> {
              return fail(tooLong());
            }
            case LINE -> {
              var wrong = readLine();
              if (wrong != null) {
                return fail(wrong);
              }
            }
          }
        }
      }
    }
  }

  private int lineBudget() {
    return switch (state) {
      case SIZE -> MAX_SIZE_LINE_BYTES;
      // Two bytes of line end; more would be data beyond the announced size.
      case DATA_END -> 2;
      case TRAILERS -> Math.max(2, budget);
      case DATA, DONE -> 0;
    };
  }

  private Broken tooLong() {
    return switch (state) {
      case TRAILERS -> Broken.tooLarge("the trailers are larger than the limit");
      case SIZE -> Broken.message("the line of a chunk's size does not end");
      case DATA_END, DATA, DONE -> Broken.message("a chunk is longer than its size says");
    };
  }

  private @Nullable Broken readLine() {
    return switch (state) {
      case SIZE -> readSize();
      case DATA_END -> {
        line.dropCarriageReturn();
        state = State.SIZE;
        yield line.length == 0 ? null : Broken.message("a chunk is longer than its size says");
      }
      case TRAILERS -> {
        // §7.1.2, RFC 9110 §6.5.1: trailer fields must not be merged unless their definition allows
        // it; a crawler needs none of them.
        budget -= line.length + 1;
        line.dropCarriageReturn();
        if (line.length == 0) {
          state = State.DONE;
        }
        yield null;
      }
      case DATA, DONE -> throw new IllegalStateException("no line in state " + state);
    };
  }

  /// `chunk-size [chunk-ext] CRLF`. A lone LF ends the line as it does in the head (§2.2), but not
  /// after extensions: there, readers disagree about where the line ends, and Go refuses it.
  private @Nullable Broken readSize() {
    var lf = !line.dropCarriageReturn();
    var bytes = line.bytes;
    var at = 0;
    var size = 0L;
    while (at < line.length && Chars.hex(bytes[at]) >= 0) {
      if (size >>> 59 != 0) {
        return Broken.message("a chunk's size has more than 63 bits");
      }
      size = size << 4 | Chars.hex(bytes[at++]);
    }
    if (at == 0) {
      return Broken.message("a chunk's size is not a hexadecimal number");
    }
    // §7.1.1 allows "bad" white space before an extension; some servers pad sizes to a fixed width
    // with blanks, and Chrome, curl and Go accept that.
    while (at < line.length && Chars.isBlank(bytes[at])) {
      at++;
    }
    if (at < line.length) {
      if (bytes[at] != ';' || lf) {
        return Broken.message("a chunk's size is not a hexadecimal number");
      }
      var quoted = false;
      for (var i = at; i < line.length; i++) {
        if (bytes[i] == '\r' || bytes[i] == 0) {
          return Broken.message("a chunk extension holds a bare CR or NUL");
        }
        quoted ^= bytes[i] == '"' && !(quoted && bytes[i - 1] == '\\');
      }
      if (quoted) {
        return Broken.message("a quoted string of a chunk extension does not end");
      }
      budget -= line.length - at;
      if (budget < 0) {
        return Broken.tooLarge("the chunk extensions are larger than the limit");
      }
    }
    remaining = size;
    state = size == 0 ? State.TRAILERS : State.DATA;
    return null;
  }

  private Event fail(Broken wrong) {
    broken = wrong;
    return Event.BROKEN;
  }
}
