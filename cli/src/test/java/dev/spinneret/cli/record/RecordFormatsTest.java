package dev.spinneret.cli.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.Schemas;
import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import dev.spinneret.parse.html.Extract;
import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.Page;
import dev.spinneret.parse.html.PageFacts;
import dev.spinneret.parse.url.WebUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One page in every format, with values that are made to break them.
class RecordFormatsTest {
  private static final String HOSTILE = "=x,\"y\"\r\n\tz\\ \uD800 \uDC00\uD83D\uDE00";
  private static final String DECODED = "=x,\"y\"\r\n\tz\\ \uFFFD \uFFFD\uD83D\uDE00";
  private static final WebUrl URL = url("http://h.test/a");

  private static WebUrl url(String text) {
    return Objects.requireNonNull(WebUrl.parse(text, null));
  }

  private static PageRecord page() {
    var facts =
        new PageFacts(
            HOSTILE,
            "H",
            1,
            List.of("noindex", "nofollow"),
            "en",
            List.of(new PageFacts.Alternate("de", url("http://h.test/de"))),
            null,
            null,
            null,
            2,
            3,
            4,
            5);
    var links = List.of(new Link(url("http://h.test/b"), LinkKind.A, false, "me", HOSTILE));
    var page =
        new Page(
            "UTF-8",
            URL,
            links,
            List.of(),
            HOSTILE,
            false,
            false,
            null,
            facts,
            "a\nb",
            List.of(
                new Extract("none", List.of()),
                new Extract("one", List.of(HOSTILE)),
                new Extract("two", List.of("1", "2"))));
    return new PageRecord(
        URL,
        1,
        null,
        new PageRecord.Fetch(Instant.EPOCH, FetchTimings.NONE, 1, null),
        new Verdict.Duplicate("http://h.test/first"),
        null,
        new PageRecord.Content(links, page, false, false, 7, 0, List.of(), null));
  }

  private static RecordChoice choice(List<Field> fields) {
    return new RecordChoice(
        fields, List.of("etag"), List.of("none", "one", "two"), true, false, false);
  }

  private static String written(OutputFormat format, List<Field> fields, boolean resumed)
      throws IOException {
    var out = new ByteArrayOutputStream();
    try (var output = format.open(out, choice(fields), "", resumed)) {
      output.accept(page());
      output.skipped("http://h.test/c", 2, "http://h.test/a", new Verdict.LeftOver("why"));
      output.skipped(
          "http://[", 2, null, new Verdict.Failed(FailureCause.INVALID_URL, "not a valid URL"));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private static List<Field> all() {
    return List.of(Field.values());
  }

  @Test
  void jsonLinesHoldEveryFieldAsTheSchemaSays() throws IOException {
    var lines = written(OutputFormat.JSON_LINES, all(), false).lines().toList();
    assertEquals(3, lines.size());
    for (var line : lines) {
      Schemas.assertValid("record", new ObjectMapper().readTree(line));
    }
    var record = new ObjectMapper().readTree(lines.getFirst());
    assertEquals(DECODED, record.get("title").asText());
    assertEquals("http://h.test/b", record.at("/links/0").asText());
    assertEquals(DECODED, record.at("/link_details/0/text").asText());
    assertEquals("http://h.test/first", record.get("duplicate_of").asText());
    assertTrue(record.at("/extract/none").isNull());
    assertEquals(DECODED, record.at("/extract/one").asText());
    assertEquals("[\"1\",\"2\"]", record.at("/extract/two").toString());
    assertNull(record.get("headers"), "there is no reply");
    assertEquals(
        "{\"url\":\"http://h.test/c\",\"status\":null,\"error\":null,\"detail\":\"why\","
            + "\"verdict\":\"left_over\",\"depth\":2,\"referrer\":\"http://h.test/a\"}",
        lines.get(1));
  }

  @Test
  void aJsonFileIsOneArrayAlsoAfterAResume() throws IOException {
    var fields = List.of(Field.URL, Field.DEPTH);
    var array = written(OutputFormat.JSON, fields, false);
    assertEquals(3, new ObjectMapper().readTree(array).size());
    assertTrue(array.startsWith("[\n{\"url\":\"http://h.test/a\",\"depth\":1},\n{"), array);
    var kept = array.substring(0, array.length() - "\n]\n".length());
    var resumed = kept + written(OutputFormat.JSON, fields, true);
    assertEquals(6, new ObjectMapper().readTree(resumed).size());
    var out = new ByteArrayOutputStream();
    OutputFormat.JSON.open(out, choice(fields), "", false).close();
    assertEquals("[]\n", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void urlsAreLinesWithoutWhatIsNone() throws IOException {
    assertEquals("http://h.test/a\nhttp://h.test/c\n", written(OutputFormat.URLS, all(), false));
  }

  @ParameterizedTest
  @EnumSource(
      value = OutputFormat.class,
      names = {"CSV", "TSV"})
  void everyRowOfATableHasEveryColumn(OutputFormat format) throws IOException {
    var rows = rows(format, written(format, all(), false));
    assertEquals(4, rows.size());
    for (var row : rows) {
      assertEquals(rows.getFirst().size(), row.size(), row.toString());
    }
    assertEquals("'" + DECODED, cell(rows, "title"));
    assertEquals("'" + DECODED, cell(rows, "extract.one"));
    assertEquals("", cell(rows, "extract.none"));
    assertEquals("[\"1\",\"2\"]", cell(rows, "extract.two"));
    assertEquals("noindex, nofollow", cell(rows, "robots_meta"));
    assertEquals("de=http://h.test/de", cell(rows, "hreflang"));
    assertEquals("http://h.test/b", cell(rows, "links"));
    var detail = new ObjectMapper().readTree(cell(rows, "link_details")).get(0);
    assertEquals("me", detail.get("rel").asText());
    assertEquals(DECODED, detail.get("text").asText());
    assertEquals("a\nb", cell(rows, "text"));
    assertEquals("0", cell(rows, "parse_ms"));
    assertEquals("", cell(rows, "headers.etag"));
  }

  private static String cell(List<List<String>> rows, String column) {
    return rows.get(1).get(rows.getFirst().indexOf(column));
  }

  private static List<List<String>> rows(OutputFormat format, String text) {
    if (format == OutputFormat.TSV) {
      return text.lines().map(RecordFormatsTest::cells).toList();
    }
    var rows = new ArrayList<List<String>>();
    var row = new ArrayList<String>();
    for (var at = 0; at < text.length(); ) {
      var quoted = text.charAt(at) == '"';
      var cell = new StringBuilder();
      at += quoted ? 1 : 0;
      while (quoted ? !endsQuotes(text, at) : ",\r".indexOf(text.charAt(at)) < 0) {
        cell.append(text.charAt(at));
        at += quoted && text.charAt(at) == '"' ? 2 : 1;
      }
      at += quoted ? 1 : 0;
      row.add(cell.toString());
      if (text.charAt(at) == '\r') {
        rows.add(List.copyOf(row));
        row.clear();
        at++;
      }
      at++;
    }
    return rows;
  }

  private static boolean endsQuotes(String text, int at) {
    return text.charAt(at) == '"' && text.charAt(at + 1) != '"';
  }

  private static List<String> cells(String line) {
    var cells = new ArrayList<String>();
    for (var cell : line.split("\t", -1)) {
      var out = new StringBuilder();
      for (var i = 0; i < cell.length(); i++) {
        if (cell.charAt(i) == '\\') {
          out.append("\t\n\r\\".charAt("tnr\\".indexOf(cell.charAt(++i))));
        } else {
          out.append(cell.charAt(i));
        }
      }
      cells.add(out.toString());
    }
    return cells;
  }

  @Test
  void fieldsStandInTheOrderInWhichTheyAreChosen() throws IOException {
    var fields = List.of(Field.TITLE, Field.VERDICT, Field.URL);
    assertEquals(
        List.of("title", "verdict", "url"),
        rows(OutputFormat.CSV, written(OutputFormat.CSV, fields, false)).getFirst());
    JsonNode record =
        new ObjectMapper()
            .readTree(written(OutputFormat.JSON_LINES, fields, false).lines().findFirst().get());
    assertEquals(
        List.of("title", "verdict", "url"),
        record.properties().stream().map(member -> member.getKey()).toList());
  }

  @Test
  void theFieldsOfAGroupAreInTheOrderOfARecord() {
    assertEquals(
        List.of(Field.LINKS, Field.LINK_DETAILS, Field.SHA256),
        List.copyOf(Field.of(EnumSet.of(Field.Group.HASH, Field.Group.LINKS))));
  }
}
