package dev.spinneret.cli.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import dev.spinneret.cli.terminal.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that a killed crawl or a full disk has cut off.
class CutFileTest {
  private static final String LINES =
      """
      {"url":"http://h/","status":200,"error":null,"title":"ü","bytes":12,"truncated":true}
      {"url":"http://h/a","status":404,"error":null,"links":["http://h/",{"url":"http://h/b"}]}
      {"url":"http://h/b","status":null,"error":"reset","ms":{"dns":1.5}}
      """;

  /// Length of the first line, with its end: a file with no whole record is an error.
  private static final int FIRST_BYTES =
      LINES.substring(0, LINES.indexOf('\n') + 1).getBytes(UTF_8).length;

  private record Read(List<String> urls, String cut) {}

  /// What a compression makes of bytes.
  private interface Packer {
    OutputStream open(OutputStream out) throws IOException;
  }

  @Test
  void everyWholeLineOfACutFileIsReadWhereverItWasCut() {
    everyCut(LINES, FIRST_BYTES, 0);
  }

  @Test
  void everyWholeElementOfACutArrayIsRead() {
    var array = ("[\n" + LINES.strip().replace("\n", ",\n") + "\n]\n").getBytes(UTF_8);
    for (var length = FIRST_BYTES + 1; length < array.length - 2; length++) {
      var read = read(Arrays.copyOf(array, length));
      assertTrue("http://h/ http://h/a http://h/b".startsWith(String.join(" ", read.urls)));
      assertTrue(!read.cut.isEmpty(), "at " + length);
    }
    assertEquals(new Read(List.of("http://h/", "http://h/a", "http://h/b"), ""), read(array));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", "\t"})
  void everyWholeRowOfACutTableIsRead(String separator) {
    var table =
        "url,status,title,digest\nhttp://h/,200,ü,1\nhttp://h/a,404,\"x y\",2\nhttp://h/b,,,3\n";
    var header = "url,status,title,digest\n".length();
    everyCut(
        table.replace(",", separator).replace("\"", separator.equals(",") ? "\"" : ""), header, 1);
  }

  /// A line that lacks nothing but its end, or the end of its last cell, counts as whole.
  private static void everyCut(String text, int from, int headers) {
    var bytes = text.getBytes(UTF_8);
    for (var length = from; length <= bytes.length; length++) {
      var part = Arrays.copyOf(bytes, length);
      var lines = new String(part, UTF_8).chars().filter(c -> c == '\n').count();
      var whole = lines - headers;
      var read = read(part);
      var isAtLineEnd = length == from || part[length - 1] == '\n';
      if (isAtLineEnd) {
        assertEquals("", read.cut, "at " + length);
      }
      assertEquals(
          read.cut.isEmpty() && !isAtLineEnd ? whole + 1 : whole, read.urls.size(), "at " + length);
      for (var url : read.urls) {
        assertTrue(List.of("http://h/", "http://h/a", "http://h/b").contains(url), url);
      }
      if (!read.cut.isEmpty()) {
        assertEquals("it ends within line " + (lines + 1), read.cut);
      }
    }
  }

  @Test
  void aCompressedFileIsReadToWhereItsDataEnds() throws IOException {
    var lines = new StringBuilder();
    for (var i = 0; i < 20_000; i++) {
      lines.append(
          "{\"url\":\"http://h/%d\",\"digest\":\"%x\"}\n".formatted(i, i * 0x9e3779b97f4aL));
    }
    for (var packer : List.<Packer>of(GZIPOutputStream::new, ZstdOutputStream::new)) {
      var out = new ByteArrayOutputStream();
      try (var packed = packer.open(out)) {
        packed.write(lines.toString().getBytes(UTF_8));
      }
      var bytes = out.toByteArray();
      assertEquals(20_000, read(bytes).urls.size());
      assertEquals("", read(bytes).cut);
      for (var part : List.of(2, 3, 5, 10)) {
        var read = read(Arrays.copyOf(bytes, bytes.length - bytes.length / part));
        assertTrue(!read.cut.isEmpty());
        // A block of zstd is 128 KB, and what is in the last one cannot be known.
        int least = 20_000 - 20_000 / part - 5_000;
        assertTrue(read.urls.size() >= least, read.urls.size() + " of at least " + least);
      }
    }
  }

  @Test
  void corruptDataIsAnErrorAndNoEnd() throws IOException {
    var random = new byte[300_000];
    new Random(1).nextBytes(random);
    var out = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(out)) {
      packed.write(LINES.repeat(1_000).getBytes(UTF_8));
      packed.write(("{\"url\":\"" + Base64.getEncoder().encodeToString(random)).getBytes(UTF_8));
      packed.write(("\"}\n" + LINES).getBytes(UTF_8));
    }
    var bytes = out.toByteArray();
    assertEquals(3_004, read(bytes).urls.size());
    Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 50, (byte) 0xff);
    assertThrows(UsageException.class, () -> read(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\":\"u\"}\n{\"url\":\"v\n{\"url\":\"w\"}\n",
        "{\"url\":\"u\"}\n{\"url\":\"v\",\"links\":[\"a\"\n{\"url\":\"w\"}",
        "{\"url\":\"u\"}\n{\"url\":\"v\",\"links\":[\"a\",\n{\"url\":\"w\"}",
        "{\"url\":\"u\"}\n{\"url\":\"v\",\n{\"url\":\"w\"}\n",
        "{\"url\":\"u\"}\n{\"url\":tru\n",
        "{\"url\": junk",
        "{\"url\":\"u\"}\n{\"status\":200}",
      })
  void whatIsNoRecordWithinAFileIsAnError(String text) {
    assertThrows(UsageException.class, () -> read(text.getBytes(UTF_8)));
  }

  @Test
  void theZerosThatALossOfPowerLeavesAtTheEndAreNoRecord() {
    var zeros = "\0".repeat(500);
    assertEquals("it ends within line 4", read((LINES + zeros).getBytes(UTF_8)).cut);
    var table = "url,status\nhttp://h/,200\n" + zeros;
    assertEquals("it ends within line 3", read(table.getBytes(UTF_8)).cut);
  }

  private static Read read(byte[] bytes) {
    try (var file = RecordFile.open("f", new ByteArrayInputStream(bytes), true)) {
      var urls = new ArrayList<String>();
      for (var record = file.next(); record != null; record = file.next()) {
        urls.add(record.url());
      }
      var cut = file.cut();
      return new Read(List.copyOf(urls), cut == null ? "" : cut);
    }
  }
}
