package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.text.CharsetSniffer;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The scanner beside jsoup on generated documents: what it settles is what jsoup's tree says.
///
/// `-Dspinneret.scanner.documents=1000000` makes the run a long one, `-Dspinneret.fuzz.seed=…`
/// another one.
class ScanParserFuzzTest {
  private static final WebUrl URL = PageParserTest.url("http://h.test/dir/page?q#f");

  private static final List<String> TYPES =
      List.of(
          "text/html; charset=utf-8",
          "text/html; charset=utf-8",
          "text/html; charset=windows-1251",
          "text/html");

  @Test
  void whatTheScannerSettlesIsWhatTheTreeSays() {
    var seed = Long.getLong("spinneret.fuzz.seed", 161_803L);
    var documentCount = Integer.getInteger("spinneret.scanner.documents", 30_000);
    System.out.println("scanner: seed " + seed + ", documents " + documentCount);
    var random = new Random(seed);
    var settled = 0;
    var last = new byte[0];
    for (var i = 0; i < documentCount; i++) {
      var body = MarkupSoup.make(random).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(4) == 0) {
        body = mutated(random, body, last);
      }
      last = body;
      settled += settles(body, TYPES.get(random.nextInt(TYPES.size()))) ? 1 : 0;
    }
    System.out.println("settled without a tree: " + settled);
    assertTrue(settled > documentCount / 4, settled + " of " + documentCount);
  }

  /// For a crawler with one of the names in [MarkupSoup].
  private static final PageReader LINKS = PageReader.DEFAULT.withRobotsName("spinneret");

  private static final PageReader ALL =
      LINKS.wanting(new Wanted(true, true, false, false, List.of()));

  /// Compares, where the scanner answers.
  private static boolean settles(byte[] body, String contentType) {
    var settled = settles(body, contentType, LINKS);
    var _ = settled && settles(body, contentType, ALL);
    return settled;
  }

  private static boolean settles(byte[] body, String contentType, PageReader reader) {
    var type = ContentType.parse(contentType);
    var sniffed = CharsetSniffer.sniff(body, type);
    var page = ScanParser.parse(body, sniffed, URL, reader, Effort.unlimited());
    if (page != null) {
      assertEquals(
          TreeParser.parse(body, sniffed, false, URL, reader, Effort.unlimited()),
          page,
          () -> contentType + "\n" + new String(body, StandardCharsets.UTF_8));
    }
    return page != null;
  }

  /// A document with octets cut, doubled, changed, or taken from another one.
  private static byte[] mutated(Random random, byte[] body, byte[] other) {
    var result = body;
    for (var i = 1 + random.nextInt(4); i > 0 && result.length > 0; i--) {
      var from = random.nextInt(result.length);
      var to = Math.min(result.length, from + random.nextInt(30));
      result =
          switch (random.nextInt(4)) {
            case 0 -> joined(result, from, new byte[0], to);
            case 1 -> joined(result, to, Arrays.copyOfRange(result, from, to), to);
            case 2 -> joined(result, from, new byte[] {(byte) random.nextInt(256)}, from + 1);
            default -> {
              var start = other.length == 0 ? 0 : random.nextInt(other.length);
              var end = Math.min(other.length, start + random.nextInt(60));
              yield joined(result, from, Arrays.copyOfRange(other, start, end), from);
            }
          };
    }
    return result;
  }

  private static byte[] joined(byte[] body, int before, byte[] between, int after) {
    var rest = Math.min(after, body.length);
    var joined = Arrays.copyOf(body, before + between.length + body.length - rest);
    System.arraycopy(between, 0, joined, before, between.length);
    System.arraycopy(body, rest, joined, before + between.length, body.length - rest);
    return joined;
  }
}
