package dev.spinneret.fetch.coding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.util.ZstdVersion;
import dev.spinneret.engine.crawl.port.FailureCause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each coding is decoded whole, byte by byte, and cut in two everywhere.
class CodingsTest {
  private static final byte[] PAGE =
      "<p>A page with some text in it, and some text again.</p>"
          .repeat(3)
          .getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "x-gzip", "deflate", "raw deflate", "br", "zstd"})
  void decodesTheSameHoweverItIsCut(String coding) throws Exception {
    var encoded = encode(coding, PAGE);
    var codings = List.of(coding.replace("raw ", ""));
    assertArrayEquals(PAGE, decode(codings, encoded, encoded.length));
    assertArrayEquals(PAGE, decode(codings, encoded, 1));
    for (var cut = 1; cut < encoded.length; cut++) {
      assertArrayEquals(PAGE, decode(codings, encoded, cut), "cut at " + cut);
    }
  }

  /// The decoder then gives its last output before it has seen the end.
  @ParameterizedTest
  @ValueSource(ints = {10, 13, 16, 17})
  void brMayEndWhereItsWindowDoes(int windowBits) throws Exception {
    Brotli4jLoader.ensureAvailability();
    var plain = new byte[1 << windowBits];
    var random = new Random(3);
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) random.nextInt('a', 'z');
    }
    for (var quality : List.of(0, 1, 2, 5, 9, 11)) {
      var parameters = new Encoder.Parameters().setWindow(windowBits).setQuality(quality);
      var encoded = Encoder.compress(plain, parameters);
      for (var step : List.of(encoded.length, 1_000, 1)) {
        assertArrayEquals(plain, decode(List.of("br"), encoded, step));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void textThatNobodyEncodedPassesAsItIs(String coding) throws Exception {
    var mark = "\ufeff<!doctype html>\r\n\t<title>Grüße an alle, die das lesen</title>";
    var texts = List.of(new String(PAGE, StandardCharsets.UTF_8), mark, "ok", "{\"a\": [1, 2, 3]}");
    for (var text : texts) {
      var body = text.getBytes(StandardCharsets.UTF_8);
      for (var cut : List.of(1, 7, 31, 32, 33, body.length)) {
        assertArrayEquals(body, decode(List.of(coding), body, Math.min(cut, body.length)));
      }
      assertArrayEquals(body, decode(List.of(coding, "gzip"), encode("gzip", body), 5));
    }
    var binary = "<html>\0\1\2".repeat(9).getBytes(StandardCharsets.UTF_8);
    assertThrows(CodingException.class, () -> decode(List.of(coding), binary, 7));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw deflate", "br", "zstd"})
  void shortTextsAreDecodedThoughTheirCodesMayLookLikeText(String coding) throws Exception {
    for (var length = 0; length < 200; length++) {
      var text = "abcdefghijklmnopqrstuvwxyz<>/= ".repeat(7).substring(0, length);
      var body = text.getBytes(StandardCharsets.UTF_8);
      var encoded = encode(coding, body);
      assertArrayEquals(
          body, decode(List.of(coding.replace("raw ", "")), encoded, 1 + encoded.length / 2), text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw deflate", "br", "zstd"})
  void dataThatIsCutShortIsCorrupt(String coding) throws Exception {
    var encoded = encode(coding, PAGE);
    var codings = List.of(coding.replace("raw ", ""));
    for (var length = 1; length < encoded.length; length++) {
      var part = Arrays.copyOf(encoded, length);
      var refusal =
          assertThrows(CodingException.class, () -> decode(codings, part, 7), "cut at " + length);
      assertEquals(FailureCause.BAD_ENCODING, refusal.failureCause());
      assertTrue(refusal.isCut(), "cut at " + length);
    }
  }

  @Test
  void gzipAndDeflateAreDecodedWhicheverTheyAreCalled() throws Exception {
    for (var cut : List.of(1, 2, 31, 1_000)) {
      assertArrayEquals(PAGE, decode(List.of("gzip"), encode("deflate", PAGE), cut));
      assertArrayEquals(PAGE, decode(List.of("deflate"), encode("gzip", PAGE), cut));
    }
    var part = Arrays.copyOf(encode("deflate", PAGE), 40);
    var refusal = assertThrows(CodingException.class, () -> decode(List.of("gzip"), part, 7));
    assertTrue(refusal.isCut());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "zstd"})
  void textInAnyEncodingThatNobodyEncodedPassesAsItIs(String coding) throws Exception {
    for (var charset : List.of("windows-1251", "Shift_JIS", "UTF-16")) {
      var text = "<title>Привет, мир</title><p>日本".repeat(3);
      var body = text.getBytes(charset);
      assertArrayEquals(body, decode(List.of(coding), body, 7), charset);
    }
  }

  @Test
  void whatOnlyBeginsLikeAnotherGzipMemberIsPadding() throws Exception {
    for (var padding : List.of("\u001f", "\u001f\u008b", "\u001f\u008bgarbage behind the page")) {
      var wire = new ByteArrayOutputStream();
      wire.writeBytes(encode("gzip", PAGE));
      wire.writeBytes(padding.getBytes(StandardCharsets.ISO_8859_1));
      for (var cut : List.of(1, 7, 1_000)) {
        assertArrayEquals(PAGE, decode(List.of("gzip"), wire.toByteArray(), cut));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "raw deflate", "br", "zstd"})
  void anyBytesGiveAnAnswerOrARefusal(String coding) throws Exception {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var encoded = encode(coding, PAGE);
    var refusedCount = 0;
    for (var i = 0; i < 500; i++) {
      var broken = encoded.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        var decoded = decode(List.of(coding.replace("raw ", "")), broken, 5);
        if (coding.equals("gzip")) {
          assertArrayEquals(PAGE, decoded, "its checksum holds, seed " + seed);
        }
      } catch (CodingException e) {
        refusedCount++;
        assertEquals(FailureCause.BAD_ENCODING, e.failureCause(), "seed " + seed);
      }
    }
    assertTrue(refusedCount > 0, "seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void aBodyOfManyBuffersIsDecoded(String coding) throws Exception {
    var random = new Random(42);
    var large = new byte[300_000];
    for (var i = 0; i < large.length; i++) {
      large[i] = (byte) ('a' + random.nextInt(4));
    }
    assertArrayEquals(large, decode(List.of(coding), encode(coding, large), 10_000));
  }

  @Test
  void gzipMembersFollowEachOther() throws Exception {
    var members = new ByteArrayOutputStream();
    members.write(encode("gzip", new byte[0]));
    members.write(encode("gzip", "one ".getBytes(StandardCharsets.UTF_8)));
    members.write(encode("gzip", "two".getBytes(StandardCharsets.UTF_8)));
    var both = members.toByteArray();
    for (var cut = 1; cut < both.length; cut++) {
      assertEquals("one two", text(decode(List.of("gzip"), both, cut)));
    }
    members.write(new byte[600]);
    assertEquals("one two", text(decode(List.of("gzip"), members.toByteArray(), 10)));
    var half = Arrays.copyOf(both, both.length - 9);
    assertThrows(CodingException.class, () -> decode(List.of("gzip"), half, 10));
  }

  @Test
  void theOptionalPartsOfAGzipHeaderAreSkipped() throws Exception {
    var plain = encode("gzip", PAGE);
    var all = new ByteArrayOutputStream();
    all.write(new byte[] {0x1f, (byte) 0x8b, 8, 31 - 2, 0, 0, 0, 0, 0, 3});
    all.write(new byte[] {4, 0, 'A', 'B', 0, 0});
    all.write("name\0comment\0".getBytes(StandardCharsets.UTF_8));
    all.write(plain, 10, plain.length - 10);
    var wire = all.toByteArray();
    assertArrayEquals(PAGE, decode(List.of("gzip"), wire, 1));
    wire[3] |= 2;
    var refusal = assertThrows(CodingException.class, () -> decode(List.of("gzip"), wire, 1));
    assertTrue(refusal.detail().contains("header"), refusal.detail());
  }

  @Test
  void aChecksumThatDoesNotFitIsCorrupt() throws Exception {
    for (var behind = 1; behind <= 8; behind++) {
      var wire = encode("gzip", PAGE);
      wire[wire.length - behind]++;
      assertThrows(CodingException.class, () -> decode(List.of("gzip"), wire, 100));
    }
    var zlib = encode("deflate", PAGE);
    zlib[zlib.length - 1]++;
    assertThrows(CodingException.class, () -> decode(List.of("deflate"), zlib, 100));
  }

  @Test
  void codingsAreUndoneFromTheLastToTheFirst() throws Exception {
    var wire = encode("gzip", encode("br", encode("deflate", PAGE)));
    assertArrayEquals(PAGE, decode(List.of("deflate", "br", "gzip"), wire, 3));
  }

  @Test
  void anEmptyBodyIsEmptyInEveryCoding() throws Exception {
    assertEquals(0, decode(List.of("gzip", "br"), new byte[0], 1).length);
  }

  @Test
  void anUnknownCodingIsRefused() {
    var refusal =
        assertThrows(CodingException.class, () -> decode(List.of("gzip", "lzma"), PAGE, 1));
    assertEquals("the coding 'lzma' is not known", refusal.detail());
    assertThrows(
        CodingException.class,
        () -> decode(List.of("gzip", "gzip", "gzip", "gzip", "gzip", "gzip"), PAGE, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd"})
  void aBombEndsInItsFirstLayer(String coding) throws Exception {
    var bomb = encode(coding, new byte[64 << 20]);
    var single = assertThrows(CodingException.class, () -> decode(List.of(coding), bomb, 500));
    assertEquals(FailureCause.DECOMPRESSION_BOMB, single.failureCause());
    var twice = encode("gzip", bomb);
    assertThrows(CodingException.class, () -> decode(List.of(coding, "gzip"), twice, 500));
  }

  @Test
  void aSinkThatHasEnoughEndsTheDecoding() throws Exception {
    for (var coding : List.of("gzip", "deflate", "br", "zstd")) {
      var wire = encode(coding, PAGE);
      var enough = new Collecting(10);
      var chain = Codings.decoding(List.of(coding), enough, 100);
      assertEquals(false, chain.accept(ByteBuffer.wrap(wire), 0, wire.length), coding);
      chain.close();
    }
  }

  @Test
  void fieldValuesAreSplitIntoCodings() {
    assertEquals(List.of(), Codings.list(List.of()));
    assertEquals(List.of("gzip", "br"), Codings.list(List.of(",GZIP , identity,", "", "br")));
  }

  @Test
  void aNameThatIsNoCodingIsNone() throws Exception {
    for (var name :
        List.of(
            "none", "UTF-8", "binary", "identity", "x-none", "text/html", "plain", "", "gzipped")) {
      assertEquals(List.of(), Codings.list(List.of(name)), name);
      assertEquals(List.of("gzip"), Codings.list(List.of("gzip, " + name)), name);
    }
    for (var name : List.of("compress", "x-compress", "dcz", "aes128gcm")) {
      var codings = Codings.list(List.of(name));
      assertThrows(CodingException.class, () -> decode(codings, PAGE, 100), name);
    }
  }

  @Test
  void whatIsOfferedCanBeDecoded() throws Exception {
    assertTrue(Codings.acceptEncoding().startsWith("gzip, deflate"));
    for (var coding : Codings.acceptEncoding().split(", ")) {
      assertArrayEquals(PAGE, decode(List.of(coding), encode(coding, PAGE), 100));
    }
  }

  @Test
  void nativeLibrariesAreThereForWhatIsOffered() {
    assertNative("Linux", "amd64", "/lib/linux-x86_64/libbrotli.so");
    assertNative("Linux", "aarch64", "/lib/linux-aarch64/libbrotli.so");
    assertNative("Linux", "amd64", "/linux/amd64/libzstd-jni-" + ZstdVersion.VERSION + ".so");
    assertNative("Linux", "aarch64", "/linux/aarch64/libzstd-jni-" + ZstdVersion.VERSION + ".so");
    assertFalse(Codings.hasNatives("Windows 11", "amd64"));
    assertFalse(Codings.hasNatives("Linux", "riscv64"));
  }

  private static void assertNative(String system, String architecture, String library) {
    assertTrue(Codings.hasNatives(system, architecture));
    assertNotNull(Brotli4jLoader.class.getResource(library), library);
  }

  private static byte[] encode(String coding, byte[] plain) throws IOException {
    return switch (coding) {
      case "gzip", "x-gzip" -> {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
          gzip.write(plain);
        }
        yield out.toByteArray();
      }
      case "deflate" -> deflate(plain, false);
      case "raw deflate" -> deflate(plain, true);
      case "br" -> {
        Brotli4jLoader.ensureAvailability();
        yield Encoder.compress(plain);
      }
      case "zstd" -> Zstd.compress(plain);
      default -> throw new AssertionError(coding);
    };
  }

  private static byte[] deflate(byte[] plain, boolean raw) {
    var deflater = new Deflater(9, raw);
    deflater.setInput(plain);
    deflater.finish();
    var out = new ByteArrayOutputStream();
    var piece = new byte[1_000];
    while (!deflater.finished()) {
      out.write(piece, 0, deflater.deflate(piece));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] decode(List<String> codings, byte[] wire, int step) throws CodingException {
    var sink = new Collecting(Integer.MAX_VALUE);
    var chain = Codings.decoding(codings, sink, 250);
    try {
      var in = ByteBuffer.wrap(wire);
      for (var at = 0; at < wire.length; at += step) {
        chain.accept(in, at, Math.min(step, wire.length - at));
      }
      chain.end();
      return sink.out.toByteArray();
    } finally {
      chain.close();
      assertTrue(sink.closed);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static final class Collecting implements Sink {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    final int enough;
    boolean closed;

    Collecting(int enough) {
      this.enough = enough;
    }

    @Override
    public boolean accept(ByteBuffer in, int at, int count) {
      var piece = new byte[count];
      in.get(at, piece);
      out.writeBytes(piece);
      return out.size() < enough;
    }

    @Override
    public void end() {}

    @Override
    public void close() {
      closed = true;
    }
  }
}
