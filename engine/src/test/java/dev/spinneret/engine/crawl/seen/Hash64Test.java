package dev.spinneret.engine.crawl.seen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class Hash64Test {

  @Test
  void aMillionSimilarUrlsHaveDifferentHashesAndSoDoTheirHalves() {
    var hashes = new HashSet<Long>();
    var upper = new int[1 << 10];
    for (int i = 0; i < 1_000_000; i++) {
      long hash = Hash64.ofAscii("https://example.org/page?id=" + i, 0);
      assertTrue(hashes.add(hash), "a collision at " + i);
      upper[(int) (hash >>> 54)]++;
    }
    for (int count : upper) {
      assertTrue(count > 800 && count < 1_160, "977 expected in each bucket: " + count);
    }
  }

  @Test
  void everyBitOfATextChangesAboutHalfTheBits() {
    var text = "http://a.test/some/path?x=1".toCharArray();
    for (int i = 0; i < text.length; i++) {
      for (int bit = 0; bit < 7; bit++) {
        var other = text.clone();
        other[i] ^= (char) (1 << bit);
        long difference =
            Hash64.ofAscii(new String(text), 5) ^ Hash64.ofAscii(new String(other), 5);
        int flipped = Long.bitCount(difference);
        assertTrue(flipped > 10 && flipped < 54, flipped + " bits at " + i);
      }
    }
  }

  @Test
  void lengthAndSeedCount() {
    var hashes = new HashSet<Long>();
    for (int length = 0; length < 100; length++) {
      assertTrue(hashes.add(Hash64.ofAscii("\0".repeat(length), 0)));
      assertTrue(hashes.add(Hash64.ofAscii("\0".repeat(length), 1)));
    }
  }

  @Test
  void aTextBeyondAsciiIsHashedByItsUtf8() {
    assertEquals(Hash64.ofAscii("/a", 3), Hash64.ofText("/a", 3));
    assertEquals(Hash64.ofAscii("/\u00c3\u00a4", 3), Hash64.ofText("/\u00e4", 3));
    assertNotEquals(Hash64.ofText("/\u4e00", 3), Hash64.ofText("/\u4e01", 3));
  }

  @Test
  void aDigestDependsOnEveryByte() {
    var hashes = new HashSet<Long>();
    for (int length = 0; length < 70; length++) {
      var bytes = new byte[length];
      assertTrue(hashes.add(Hash64.ofBytes(bytes)));
      for (int i = 0; i < length; i++) {
        bytes[i] = 1;
        assertTrue(hashes.add(Hash64.ofBytes(bytes)), length + " bytes, byte " + i);
        bytes[i] = 0;
      }
    }
    assertEquals(
        Hash64.ofBytes("same".getBytes(ISO_8859_1)), Hash64.ofBytes("same".getBytes(ISO_8859_1)));
    assertNotEquals(0, Hash64.ofBytes(new byte[0]));
  }
}
