package dev.spinneret.engine.crawl.frontier;

import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// One part of a crawl that several machines share, split by host, so that each host is requested
/// from by one machine alone and stays as politely treated as in one crawl. No service is needed: a
/// URL of another shard gets a verdict that says whose it is, and is handed over as a seed.
///
/// The shard of a host is the CRC-32 (RFC 1952 §8, as in gzip) of its name as it stands in the URL,
/// lower case and in ASCII, without port, modulo the number of shards, plus 1. It never changes, so
/// that other programs can compute it.
///
/// @param index which part, from 1
/// @param count how many parts
public record Shard(int index, int count) {
  /// The whole crawl.
  public static final Shard ALL = new Shard(1, 1);

  /// Checks the values.
  public Shard {
    if (count < 1 || index < 1 || index > count) {
      throw new IllegalArgumentException(
          "shard " + index + "/" + count + ": i/n with i from 1 to n is allowed");
    }
  }

  /// Reads a shard as it is typed.
  ///
  /// @param text such as `2/4`
  /// @return the shard
  /// @throws IllegalArgumentException if it is none
  public static Shard parse(String text) {
    int slash = text.indexOf('/');
    try {
      return new Shard(
          Integer.parseInt(text.substring(0, Math.max(0, slash))),
          Integer.parseInt(text.substring(slash + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "shard '" + text + "': i/n with i from 1 to n is allowed", e);
    }
  }

  /// Which shard of as many a URL belongs to.
  ///
  /// @param url any URL
  /// @return from 1 to [#count()]
  public int of(WebUrl url) {
    if (count == 1) {
      return 1;
    }
    var crc = new CRC32();
    crc.update(url.host().getBytes(StandardCharsets.US_ASCII));
    return (int) (crc.getValue() % count) + 1;
  }

  /// The shard as it is typed.
  @Override
  public String toString() {
    return index + "/" + count;
  }
}
