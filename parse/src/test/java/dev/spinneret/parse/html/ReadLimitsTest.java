package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A page that costs too much is read as far as its limits allow.
class ReadLimitsTest {
  private static final int LINKS = 20_000;

  private static ParsedPage read(ParserKind parser, String html, ReadLimits limits) {
    return new PageReader(parser, 0)
        .read(
            html.getBytes(StandardCharsets.UTF_8),
            null,
            PageParserTest.url("http://h.test/"),
            limits);
  }

  private static String links(int count) {
    var html = new StringBuilder();
    for (int i = 0; i < count; i++) {
      html.append("<a href=/").append(i).append(">x</a>\n");
    }
    return html.toString();
  }

  private static BooleanSupplier afterLooks(int count) {
    var left = new AtomicInteger(count);
    return () -> left.decrementAndGet() < 0;
  }

  @ParameterizedTest
  @EnumSource
  void whenTheTimeIsOverTheLinksSoFarAreKept(ParserKind parser) {
    var parsed = read(parser, links(LINKS), ReadLimits.NONE.until(afterLooks(5)));
    assertTrue(parsed.outOfTime());
    int count = parsed.page().links().size();
    assertTrue(count < LINKS, count + " links");
    for (int i = 0; i < count; i++) {
      assertEquals("http://h.test/" + i, parsed.page().links().get(i).url().href());
    }
  }

  @Test
  void whileLinksAreResolvedTheTimeCountsToo() {
    // A look for each thousand of 40,000 tags, then one for 256 links.
    var parsed = read(ParserKind.SCANNER, links(LINKS), ReadLimits.NONE.until(afterLooks(44)));
    assertTrue(parsed.outOfTime());
    int count = parsed.page().links().size();
    assertTrue(count > 0 && count < LINKS, count + " links");
  }

  @ParameterizedTest
  @EnumSource
  void nestedElementsEndWithTheTime(ParserKind parser) {
    var looks = new AtomicInteger();
    var html = "<a href=/first>x</a>" + "<div>".repeat(50_000) + "<a href=/last>x</a>";
    var parsed = read(parser, html, ReadLimits.NONE.until(() -> looks.incrementAndGet() > 3));
    assertTrue(parsed.outOfTime());
    assertEquals(1, parsed.page().links().size());
  }

  @ParameterizedTest
  @EnumSource
  void linksBeyondTheirMemoryAreLeftOut(ParserKind parser) {
    var parsed =
        read(parser, links(LINKS), new ReadLimits(() -> false, 100_000, Integer.MAX_VALUE));
    assertTrue(parsed.linksTruncated());
    assertFalse(parsed.outOfTime());
    int count = parsed.page().links().size();
    assertTrue(count > 300 && count < 1_000, count + " links");
  }

  @ParameterizedTest
  @EnumSource
  void theCharactersOfAnEndlessBaseCount(ParserKind parser) {
    var html = "<base href=/" + "x".repeat(1_900) + "/>" + links(1_000).replace("=/", "=");
    var parsed = read(parser, html, new ReadLimits(() -> false, 1_000_000, Integer.MAX_VALUE));
    assertTrue(parsed.linksTruncated());
    int count = parsed.page().links().size();
    assertTrue(count > 100 && count < 600, count + " links");
  }

  @Test
  void aTreeIsMadeOfTheCharactersThatThereIsRoomFor() {
    var parsed = read(ParserKind.JSOUP, links(1_000), new ReadLimits(() -> false, 1 << 20, 2_000));
    assertTrue(parsed.outOfTime());
    assertTrue(parsed.page().links().size() < 120, parsed.page().links().size() + " links");
  }

  @ParameterizedTest
  @EnumSource
  void withinItsLimitsAPageIsReadAsEver(ParserKind parser) {
    var parsed = read(parser, links(100), new ReadLimits(() -> false, 1 << 20, 1 << 20));
    assertFalse(parsed.outOfTime());
    assertFalse(parsed.linksTruncated());
    assertEquals(read(parser, links(100), ReadLimits.NONE), parsed);
  }
}
