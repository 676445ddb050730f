package dev.spinneret.cli.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// One number for a set of items, whatever their order: the sum, modulo 2¹²⁸, of the first halves
/// of their SHA-256. An item that is there twice counts twice.
public final class WorkDigest {
  private final MessageDigest sha256;
  private long high;
  private long low;
  private long count;

  /// Creates the digest of nothing.
  public WorkDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// Adds an item.
  ///
  /// @param item what a crawl got for one URL
  public void add(WorkItem item) {
    put(item.key());
    put(String.valueOf(item.status()));
    put(String.valueOf(item.body()));
    var links = item.links();
    if (links != null) {
      links.forEach(this::put);
    }
    var hash = ByteBuffer.wrap(sha256.digest());
    var addedHigh = hash.getLong();
    var sum = low + hash.getLong();
    high += addedHigh + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
    count++;
  }

  private void put(String text) {
    sha256.update(text.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) '\n');
  }

  /// How many items were added.
  ///
  /// @return 0 or more
  public long count() {
    return count;
  }

  /// The number.
  ///
  /// @return 32 hexadecimal digits
  @Override
  public String toString() {
    return "%016x%016x".formatted(high, low);
  }
}
