package dev.spinneret.cli.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds libcrypto's digests, and what is chosen of the two, to the JDK's.
class ShaTest {
  static List<Sha> both() {
    return List.of(Sha.SHA_1, Sha.SHA_256);
  }

  @ParameterizedTest
  @MethodSource("both")
  void libcryptoAndTheJdkAgree(Sha sha) throws Exception {
    var quick = LibcryptoDigest.create(sha);
    assumeTrue(quick != null, "no libcrypto here");
    agree(sha, quick);
  }

  @ParameterizedTest
  @MethodSource("both")
  void theChosenOneAgreesBeforeAndAfterItChanges(Sha sha) throws Exception {
    for (var megabyte = 0; megabyte < 3; megabyte++) {
      var chosen = sha.take(1 << 20);
      agree(sha, chosen);
      sha.giveBack(chosen);
    }
    var bytes = new byte[1 << 20];
    assertArrayEquals(MessageDigest.getInstance(sha.algorithm()).digest(bytes), sha.of(bytes));
  }

  @ParameterizedTest
  @MethodSource("both")
  void aDigestThatWasFedAndGivenBackStartsAnew(Sha sha) {
    var digest = sha.take(0);
    digest.update(new byte[] {1, 2, 3});
    sha.giveBack(digest);
    var again = sha.take(0);
    assertSame(digest, again);
    assertEquals(sha.digestOfNothing(), HexFormat.of().formatHex(again.digest()));
  }

  @Test
  void twoInUseAtOnceDoNotDisturbEachOther() {
    var one = Sha.SHA_1.take(0);
    var other = Sha.SHA_1.take(0);
    one.update((byte) 1);
    assertEquals(Sha.SHA_1.digestOfNothing(), HexFormat.of().formatHex(other.digest()));
    Sha.SHA_1.giveBack(one);
    Sha.SHA_1.giveBack(other);
  }

  @Test
  void allThatWereInUseAtOnceAreKept() {
    var one = Sha.SHA_256.take(0);
    var other = Sha.SHA_256.take(0);
    Sha.SHA_256.giveBack(one);
    Sha.SHA_256.giveBack(other);
    assertSame(other, Sha.SHA_256.take(0));
    assertSame(one, Sha.SHA_256.take(0));
    Sha.SHA_256.giveBack(one);
    Sha.SHA_256.giveBack(other);
  }

  private static void agree(Sha sha, MessageDigest digest) throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var jdk = MessageDigest.getInstance(sha.algorithm());
    assertEquals(jdk.getDigestLength(), digest.getDigestLength());
    for (var i = 0; i < 200; i++) {
      var bytes = new byte[i < 100 ? i : random.nextInt(200_000)];
      random.nextBytes(bytes);
      var from = 0;
      while (from < bytes.length) {
        var count = 1 + random.nextInt(bytes.length - from);
        digest.update(bytes, from, count);
        from += count;
        if (from < bytes.length && random.nextBoolean()) {
          digest.update(bytes[from++]);
        }
      }
      assertArrayEquals(
          jdk.digest(bytes), digest.digest(), () -> "seed " + seed + ", " + Arrays.hashCode(bytes));
    }
  }
}
