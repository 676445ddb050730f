package dev.spinneret.fetch.coding;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// gzip: a sequence of members, each with a header, deflated data and a checksum (RFC 1952).
///
/// ```text
///  HEADER ─▶ EXTRA ─▶ NAME ─▶ COMMENT ─▶ HEADER_CRC ─▶ DATA ─▶ TRAILER ─▶ BETWEEN ─▶ HEADER …
///  10 bytes  (each only where its flag is set)                8 bytes   └─ not gzip ─▶ PADDING
/// ```
final class GzipDecoder extends Decoder {
  private static final int FLAG_HEADER_CRC = 2;
  private static final int FLAG_EXTRA = 4;
  private static final int FLAG_NAME = 8;
  private static final int FLAG_COMMENT = 16;

  private enum State {
    HEADER,
    EXTRA_LENGTH,
    EXTRA,
    NAME,
    COMMENT,
    HEADER_CRC,
    DATA,
    TRAILER,
    BETWEEN,
    PADDING
  }

  private final Inflater inflater = new Inflater(true);
  private final ByteBuffer scratch = ByteBuffer.allocate(SCRATCH_BYTES);
  private final CRC32 crc = new CRC32();
  private State state = State.HEADER;
  private int flags;
  private int index;
  private int extraBytes;
  private long trailer;
  private long memberBytes;

  /// Whether a member has ended.
  private boolean hasMember;

  GzipDecoder(Sink next, RatioLimit limit) {
    super(next, limit);
  }

  static boolean isGzip(byte[] bytes) {
    return bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  @Override
  boolean mayBegin(byte[] sniffed, int count) {
    return isGzip(sniffed) || DeflateDecoder.isZlib(sniffed);
  }

  @Override
  @Nullable Decoder other(byte[] sniffed, Sink to, RatioLimit shared) {
    return DeflateDecoder.isZlib(sniffed) ? new DeflateDecoder(to, shared) : null;
  }

  @Override
  boolean decode(ByteBuffer in) throws CodingException {
    while (in.hasRemaining()) {
      if (state == State.DATA) {
        if (!inflate(in)) {
          return false;
        }
      } else if (state == State.PADDING) {
        return true;
      } else {
        step(in.get() & 0xff);
      }
    }
    return true;
  }

  @Override
  void finish() throws CodingException {
    boolean isWhole =
        state == State.BETWEEN || state == State.PADDING || (state == State.HEADER && hasMember);
    if (!isWhole) {
      throw CodingException.cut("the gzip data is cut short");
    }
  }

  @Override
  void free() {
    inflater.end();
  }

  private boolean inflate(ByteBuffer in) throws CodingException {
    inflater.setInput(in);
    try {
      while (!inflater.finished()) {
        var count = inflater.inflate(scratch.array());
        crc.update(scratch.array(), 0, count);
        memberBytes += count;
        if (!emit(scratch, count)) {
          return false;
        }
        if (inflater.needsDictionary()) {
          throw CodingException.corrupt("the gzip data needs a dictionary");
        }
        if (count == 0 && inflater.needsInput()) {
          return true;
        }
      }
    } catch (DataFormatException e) {
      throw CodingException.corrupt("the gzip data is corrupt: " + e.getMessage());
    }
    state = State.TRAILER;
    index = 0;
    trailer = 0;
    return true;
  }

  private void step(int b) throws CodingException {
    switch (state) {
      case HEADER -> header(b);
      case EXTRA_LENGTH -> {
        crc.update(b);
        extraBytes |= b << (8 * index++);
        if (index == 2) {
          state = State.EXTRA;
          nextPart(extraBytes > 0);
        }
      }
      case EXTRA -> {
        crc.update(b);
        nextPart(--extraBytes > 0);
      }
      case NAME, COMMENT -> {
        crc.update(b);
        nextPart(b != 0);
      }
      case HEADER_CRC -> {
        if (b != (crc.getValue() >>> (8 * index) & 0xff)) {
          throw CodingException.corrupt("the checksum of the gzip header does not fit");
        }
        nextPart(++index < 2);
      }
      case TRAILER -> {
        trailer |= (long) b << (8 * index);
        if (++index == 8) {
          checkTrailer();
        }
      }
      case BETWEEN -> {
        // RFC 1952 §2.2: members follow each other. Anything else after a complete member is
        // padding, which curl, gzip and browsers ignore.
        if (b == 0x1f) {
          reset();
          header(b);
        } else {
          state = State.PADDING;
        }
      }
      case DATA, PADDING -> throw new IllegalStateException("no single byte in state " + state);
    }
  }

  private void header(int b) throws CodingException {
    var wrong =
        switch (index) {
          case 0 -> b != 0x1f;
          case 1 -> b != 0x8b;
          case 2 -> b != 8;
          case 3 -> (b & 0xe0) != 0;
          default -> false;
        };
    if (wrong && hasMember) {
      state = State.PADDING; // it only began like a member
      return;
    }
    if (wrong) {
      throw CodingException.corrupt("the data is not gzip");
    }
    crc.update(b);
    if (index == 3) {
      flags = b;
    }
    if (++index == 10) {
      nextPart(false);
    }
  }

  /// Stays in the current part of the header, or moves to the next part that is present.
  private void nextPart(boolean stay) {
    if (stay) {
      return;
    }
    index = 0;
    extraBytes = 0;
    if (state == State.HEADER && (flags & FLAG_EXTRA) != 0) {
      state = State.EXTRA_LENGTH;
    } else if (state.compareTo(State.NAME) < 0 && (flags & FLAG_NAME) != 0) {
      state = State.NAME;
    } else if (state.compareTo(State.COMMENT) < 0 && (flags & FLAG_COMMENT) != 0) {
      state = State.COMMENT;
    } else if (state.compareTo(State.HEADER_CRC) < 0 && (flags & FLAG_HEADER_CRC) != 0) {
      state = State.HEADER_CRC;
    } else {
      state = State.DATA;
      crc.reset();
    }
  }

  private void checkTrailer() throws CodingException {
    var crcThere = trailer & 0xffff_ffffL;
    var lengthThere = trailer >>> 32;
    if (crcThere != crc.getValue() || lengthThere != (memberBytes & 0xffff_ffffL)) {
      throw CodingException.corrupt("the gzip checksum or length does not fit the data");
    }
    state = State.BETWEEN;
    hasMember = true;
  }

  private void reset() {
    state = State.HEADER;
    index = 0;
    memberBytes = 0;
    crc.reset();
    inflater.reset();
  }
}
