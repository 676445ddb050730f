package dev.spinneret.fetch.tls.certificate;

import java.nio.ByteBuffer;

/// Reads elements of DER (X.690 §8.1) in their order, as far as finding parts of a certificate
/// needs. Each method throws `IllegalArgumentException` where there is no such element.
final class Der {
  static final int SEQUENCE = 0x30;
  static final int OCTET_STRING = 0x04;

  private static final int LONG_FORM = 0x80;

  /// A length of more octets than an `int` holds is longer than any certificate.
  private static final int MAX_LENGTH_OCTETS = 3;

  private final ByteBuffer in;

  Der(byte[] encoded) {
    this(ByteBuffer.wrap(encoded));
  }

  private Der(ByteBuffer in) {
    this.in = in;
  }

  boolean hasMore() {
    return in.hasRemaining();
  }

  /// The tag of the next element.
  int tag() {
    if (!in.hasRemaining()) {
      throw new IllegalArgumentException("the encoding ends too early");
    }
    return in.get(in.position()) & 0xff;
  }

  private void checkTag(int tag) {
    if (tag() != tag) {
      throw new IllegalArgumentException("tag " + tag() + " in place of " + tag);
    }
  }

  /// Goes beyond the next element.
  void skip() {
    var _ = content();
  }

  /// Goes beyond the next element, whose tag must be the given one.
  ///
  /// @return what is in it
  Der enter(int tag) {
    checkTag(tag);
    return new Der(content());
  }

  /// Enters the next element, of which only the start may be there; the last one to be read.
  ///
  /// @return what is in it, as far as it is there
  Der enterPart(int tag) {
    checkTag(tag);
    in.get();
    var length = length();
    return new Der(in.slice(in.position(), Math.min(length, in.remaining())));
  }

  /// Goes beyond the next element, and returns its octets without tag and length.
  byte[] octets() {
    return copy(content());
  }

  /// Goes beyond the next element, whose tag must be the given one, and returns its octets without
  /// tag and length.
  byte[] octets(int tag) {
    checkTag(tag);
    return octets();
  }

  /// Goes beyond an octet that belongs to no element.
  void skipOctet() {
    var _ = tag();
    in.get();
  }

  /// Goes beyond the next element, and returns all of its octets.
  byte[] whole() {
    var start = in.position();
    skip();
    return copy(in.slice(start, in.position() - start));
  }

  private ByteBuffer content() {
    var _ = tag();
    in.get();
    var length = length();
    if (length > in.remaining()) {
      throw new IllegalArgumentException("an element is longer than what is around it");
    }
    var content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  private int length() {
    var first = tag();
    in.get();
    if (first < LONG_FORM) {
      return first;
    }
    var octets = first - LONG_FORM;
    if (octets < 1 || octets > MAX_LENGTH_OCTETS || octets > in.remaining()) {
      throw new IllegalArgumentException("a length of " + octets + " octets");
    }
    var length = 0;
    for (var i = 0; i < octets; i++) {
      length = (length << 8) | (in.get() & 0xff);
    }
    if (length < LONG_FORM || length >> ((octets - 1) * Byte.SIZE) == 0) {
      throw new IllegalArgumentException("a length in more octets than it needs");
    }
    return length;
  }

  private static byte[] copy(ByteBuffer part) {
    var bytes = new byte[part.remaining()];
    part.get(bytes);
    return bytes;
  }
}
