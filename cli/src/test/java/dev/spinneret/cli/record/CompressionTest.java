package dev.spinneret.cli.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Compressed outputs, read again with the libraries' own readers.
@Timeout(60)
class CompressionTest {
  @ParameterizedTest
  @CsvSource({
    "a.jsonl, NONE, a.jsonl",
    "a.jsonl.gz, GZIP, a.jsonl",
    "A.WARC.ZST, ZSTD, A.WARC",
    "gz, NONE, gz",
    ".zst, ZSTD, ''"
  })
  void theEndOfANameTellsTheCompression(String name, Compression compression, String stem) {
    assertEquals(compression, Compression.of(name));
    assertEquals(stem, Compression.stem(name));
  }

  /// So a file that is cut back to a commit, or that a crash ended, holds whole records.
  @ParameterizedTest
  @CsvSource({"NONE, false", "GZIP, false", "GZIP, true", "ZSTD, false", "ZSTD, true"})
  void aFileCutAtAMarkHoldsWhatWasWrittenBeforeIt(Compression compression, boolean eachWrite)
      throws IOException {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var target = new ByteArrayOutputStream();
    var plain = new ByteArrayOutputStream();
    Map<OutputThread.Mark, Integer> marks = new LinkedHashMap<>();
    var packing = new Packing(compression, compression.usualLevel(), eachWrite);
    try (var out = new OutputThread("test", target, packing, () -> {})) {
      for (var i = 0; i < 3_000; i++) {
        var line = (i + "x".repeat(random.nextInt(500)) + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(line);
        plain.write(line);
        if (random.nextInt(100) == 0) {
          marks.put(out.mark(), plain.size());
        }
      }
      for (var mark : marks.entrySet()) {
        var bytes = Math.toIntExact(out.await(mark.getKey()));
        assertArrayEquals(
            Arrays.copyOf(plain.toByteArray(), mark.getValue()),
            read(compression, Arrays.copyOf(target.toByteArray(), bytes)),
            "seed " + seed);
      }
    }
    assertArrayEquals(plain.toByteArray(), read(compression, target.toByteArray()), "seed " + seed);
    assertTrue(compression == Compression.NONE || target.size() < plain.size() / 2);
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void aRecordCanBeReadWithoutTheOthers(Compression compression) throws IOException {
    var out = new ByteBuilder();
    try (var compressor = open(compression, compression.usualLevel())) {
      compressor.compress(bytes("not this one"), 0, 12, out);
      var from = out.size();
      compressor.compress(bytes("--this one--"), 2, 8, out);
      var to = out.size();
      compressor.compress(bytes("nor this one"), 0, 12, out);
      var one = Arrays.copyOfRange(out.toByteArray(), from, to);
      assertArrayEquals(bytes("this one"), read(compression, one));
      assertArrayEquals(
          bytes("not this onethis onenor this one"), read(compression, out.toByteArray()));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "ZSTD"})
  void everyLevelCompressesWhatIsLargeAndWhatIsEmpty(Compression compression) throws IOException {
    var large = new byte[3 << 20];
    new Random(1).nextBytes(large);
    for (var level = 1; level <= compression.highestLevel(); level++) {
      var out = new ByteBuilder();
      try (var compressor = open(compression, level)) {
        compressor.compress(large, 0, large.length, out);
        compressor.compress(large, 0, 0, out);
        compressor.compress(large, 1, 1_000_000, out);
        compressor.compress(large, 1_000_001, large.length - 1_000_001, out);
      }
      var all = read(compression, out.toByteArray());
      assertArrayEquals(large, Arrays.copyOf(all, large.length), "level " + level);
      assertArrayEquals(
          Arrays.copyOfRange(large, 1, large.length),
          Arrays.copyOfRange(all, large.length, all.length),
          "level " + level);
    }
  }

  /// The same record, whatever the machine has: readers see no difference.
  @Test
  void gzipIsThatOfLibdeflateWhereTheSystemHasIt() throws IOException {
    var page = bytes("<p>a page with words that come again, words that come again".repeat(200));
    var quick = new ByteBuilder();
    var usual = new ByteBuilder();
    try (var zlib = new GzipCompressor(3);
        var compressor = LibdeflateCompressor.open(3, new GzipCompressor(3))) {
      assumeTrue(compressor instanceof LibdeflateCompressor, "the system has no libdeflate");
      zlib.compress(page, 0, page.length, usual);
      compressor.compress(page, 0, page.length, quick);
    }
    assertArrayEquals(page, read(Compression.GZIP, quick.toByteArray()));
    assertArrayEquals(page, read(Compression.GZIP, usual.toByteArray()));
    assertTrue(Arrays.mismatch(usual.toByteArray(), quick.toByteArray()) >= 0);
    assertTrue(open(Compression.GZIP, 3) instanceof LibdeflateCompressor);
  }

  /// Readers may check what they read, and reserve room for it (RFC 8878 §3.1.1.1).
  @Test
  void aZstdFrameTellsItsLengthAndEndsInAChecksum() throws IOException {
    var out = new ByteBuilder();
    try (var compressor = open(Compression.ZSTD, 1)) {
      compressor.compress(bytes("a page"), 0, 6, out);
    }
    var frame = out.toByteArray();
    assertEquals(6, Zstd.getFrameContentSize(frame));
    assertEquals(4, frame[4] & 4, "Content_Checksum_flag");
  }

  @Test
  void bytesWithoutCompressionAreLeftAlone() {
    assertTrue(Compression.NONE.isAvailable());
    assertFalse(Packing.NONE.eachWrite());
    assertNull(Compression.NONE.open(0));
  }

  private static Compressor open(Compression compression, int level) {
    return Objects.requireNonNull(compression.open(level));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] read(Compression compression, byte[] bytes) throws IOException {
    if (bytes.length == 0) {
      return bytes;
    }
    var in = new ByteArrayInputStream(bytes);
    try (InputStream plain =
        switch (compression) {
          case NONE -> in;
          case GZIP -> new GZIPInputStream(in);
          case ZSTD -> new ZstdInputStream(in);
        }) {
      return plain.readAllBytes();
    }
  }
}
