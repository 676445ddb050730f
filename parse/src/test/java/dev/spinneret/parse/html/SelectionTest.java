package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
  private static ParsedPage read(String html, ReadLimits limits, String... definitions) {
    var selections = Arrays.stream(definitions).map(Selection::parse).toList();
    return PageReader.DEFAULT
        .wanting(new Wanted(false, false, false, false, selections))
        .read(
            html.getBytes(StandardCharsets.UTF_8),
            null,
            PageParserTest.url("http://h.test/dir/"),
            limits);
  }

  private static List<Extract> extracts(String html, String... definitions) {
    return read(html, ReadLimits.NONE, definitions).page().extracts();
  }

  @Test
  void elementsGiveTheirTextOrAnAttribute() {
    var html =
        "<base href=/b/><p class=x>One <b>two</b></p><p class=x></p><a href=y class='p"
            + " q'>z</a><a>w";
    assertEquals(
        List.of(
            new Extract("text", List.of("One two", "")),
            new Extract("href", List.of("y")),
            new Extract("abs", List.of("http://h.test/b/y")),
            new Extract("none", List.of()),
            new Extract("has", List.of("z")),
            new Extract("at", List.of())),
        extracts(
            html,
            "text=p.x",
            "href=a@href",
            "abs=a@abs:href",
            "none=table",
            "has=a.q:not(:has(i))",
            "at=a[href*='@x']"));
  }

  @Test
  void theAnswersForOnePageAreNotThoseForAnother() {
    var reader =
        PageReader.DEFAULT.wanting(
            new Wanted(false, false, false, false, List.of(Selection.parse("x=div:has(> b) i"))));
    for (var text : List.of("1", "2")) {
      var html = "<div><b></b><i>" + text + "</i></div>";
      var page =
          reader
              .read(
                  html.getBytes(StandardCharsets.UTF_8), null, PageParserTest.url("http://h.test/"))
              .page();
      assertEquals(List.of(new Extract("x", List.of(text))), page.extracts());
    }
  }

  @Test
  void tooManyValuesAreCut() {
    var parsed = read("<p>x</p>".repeat(2_000), ReadLimits.NONE, "p=p");
    assertEquals(Selection.MAX_VALUES, parsed.page().extracts().getFirst().values().size());
    assertTrue(parsed.outOfTime());
    var nested = read("<div>" + "x".repeat(400_000), ReadLimits.NONE, "all=*");
    assertEquals(3, nested.page().extracts().getFirst().values().size());
    assertTrue(nested.outOfTime());
  }

  @Test
  void theSearchEndsWithTheTime() {
    var looks = new AtomicInteger();
    var html = "<p>x</p>".repeat(5_000);
    var unlimited = read(html, ReadLimits.NONE.until(() -> looks.incrementAndGet() < 0), "p=b");
    assertFalse(unlimited.outOfTime());
    var all = looks.getAndSet(0);
    var cut = read(html, ReadLimits.NONE.until(() -> looks.incrementAndGet() > all - 2), "p=b");
    assertTrue(cut.outOfTime());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "h1 | 'h1' is not NAME=CSS or NAME=CSS@ATTRIBUTE",
        "=h1 | '=h1' is not NAME=CSS",
        "a b=h1 | 'a b=h1' is not NAME=CSS",
        "a= | 'a=' has no selector",
        "a=@href | 'a=@href' has no selector",
        "a=p[ | 'p[' is no CSS selector: ",
        "a=p::x | 'p::x' is no CSS selector: ",
        "a=p:nth-child(x) | 'p:nth-child(x)' is no CSS selector: ",
        "a=p >> | 'p >>' is no CSS selector: ",
      })
  void whatIsNoDefinitionIsRefusedInOneLine(String definition, String message) {
    var thrown =
        assertThrows(IllegalArgumentException.class, () -> Selection.parse(definition.strip()));
    var text = String.valueOf(thrown.getMessage());
    assertTrue(text.startsWith(message.stripTrailing()), text);
    assertFalse(text.contains("\n"), text);
  }

  @Test
  void aNameIsUsedOnce() {
    var twice = List.of(Selection.parse("a=b"), Selection.parse("a=i"));
    assertThrows(
        IllegalArgumentException.class, () -> new Wanted(false, false, false, false, twice));
  }
}
