package dev.spinneret.cli.record;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.netpreserve.jwarc.WarcDigest;

class Base32Test {
  @Test
  void theVectorsOfTheRfcThatNeedNoPadding() {
    assertEquals("", Base32.text(new byte[0]));
    assertEquals("MZXW6YTB", Base32.text("fooba".getBytes(US_ASCII)));
    assertThrows(IllegalArgumentException.class, () -> Base32.text(new byte[6]));
  }

  @Test
  void digestsReadAsJwarcWritesThem() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var digest = new byte[20];
    for (var i = 0; i < 1_000; i++) {
      random.nextBytes(digest);
      assertEquals(
          new WarcDigest("sha1", digest).base32(), Base32.text(digest), () -> "seed " + seed);
    }
  }
}
