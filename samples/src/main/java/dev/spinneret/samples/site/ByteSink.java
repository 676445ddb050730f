package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// A byte array that grows: what an answer is written into. Reused from one answer to the next.
final class ByteSink {
  private byte[] bytes;
  private int size;

  ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  ByteSink clear() {
    size = 0;
    return this;
  }

  /// Leaves room for `count` bytes that are written later.
  ByteSink skip(int count) {
    ensure(count);
    size += count;
    return this;
  }

  ByteSink put(byte[] source) {
    return put(source, 0, source.length);
  }

  ByteSink put(byte[] source, int from, int count) {
    ensure(count);
    System.arraycopy(source, from, bytes, size, count);
    size += count;
    return this;
  }

  ByteSink put(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /// Appends a number of 0 or more in decimal digits.
  ByteSink putNumber(int number) {
    ensure(10);
    int start = size;
    int rest = number;
    do {
      bytes[size++] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    for (int low = start, high = size - 1; low < high; low++, high--) {
      byte digit = bytes[low];
      bytes[low] = bytes[high];
      bytes[high] = digit;
    }
    return this;
  }

  ByteSink put(String text) {
    return put(text.getBytes(UTF_8));
  }

  /// What stands from `start` on.
  String text(int start) {
    return new String(bytes, start, size - start, UTF_8);
  }

  private void ensure(int count) {
    if (bytes.length - size < count) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length * 2));
    }
  }
}
