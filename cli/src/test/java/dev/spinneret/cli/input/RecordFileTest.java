package dev.spinneret.cli.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.terminal.UsageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordFileTest {
  private static final String LINES =
      """
      {"url":"http://h/","status":200,"error":null,"verdict":"fetched","depth":0,"referrer":null,\
      "type":"text/html","bytes":12,"redirect":null,"links":["http://h/a",{"url":"http://h/b"}],\
      "digest":"0a","started":"2026-11-30T05:00:00.250Z",\
      "ms":{"dns":0,"connect":1.5,"tls":0,"wait":20,"body":0.5,"parse":9},"title":"Home","other":[{}]}
      {"url":"http://h/a","status":null,"error":"reset","title":null}
      """;

  private static final String CSV =
      """
      url,status,error,verdict,depth,referrer,type,bytes,redirect,digest,started,dns_ms,connect_ms,\
      tls_ms,wait_ms,body_ms,parse_ms,links,title,other\r
      http://h/,200,,fetched,0,,text/html,12,,0a,2026-11-30T05:00:00.250Z,0,1.5,0,20,0.5,9,\
      http://h/a http://h/b,Home,"x ""y""
      z"\r
      http://h/a,,reset,,,,,,,,,,,,,,,,,\r
      """;

  @TempDir Path directory;

  @Test
  void theSameRecordsAreReadFromEveryFormat() throws IOException {
    var array = "[" + LINES.strip().replace("\n", ",\n") + "]\n";
    var tabs = CSV.replace(",", "\t").replace("\r", "").replace("\"x \"\"y\"\"\nz\"", "x\\ty\\nz");
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write(LINES.getBytes(StandardCharsets.UTF_8));
    }
    for (var file :
        List.of(
            bytes(LINES),
            bytes(array),
            bytes(CSV),
            bytes(tabs),
            packed.toByteArray(),
            bytes("\ufeff" + LINES),
            bytes("\ufeff" + CSV),
            bytes("\n\n" + LINES))) {
      var records = read(file);
      assertEquals(2, records.size());
      var home = records.getFirst();
      assertEquals("http://h/", home.url());
      assertEquals(-1, home.offset(), "a stream cannot be read twice");
      assertEquals(new InputRecord.Outcome(200, null, "fetched", null, null), home.outcome());
      assertEquals(0, home.depth());
      assertNull(home.referrer());
      assertEquals(new InputRecord.Body("text/html", 12, "0a", null), home.body());
      assertEquals(1_796_014_800_250L, home.times().startedMillis());
      assertEquals(22.0, home.times().latencyMillis(), "without the parse");
      assertEquals(List.of("http://h/a", "http://h/b"), home.links());
      assertEquals("Home", home.facts().title());
      assertTrue(home.says(RecordField.REDIRECT) && home.isPage() && !home.isBroken());
      assertFalse(home.says(RecordField.CANONICAL));
      assertTrue(records.getLast().isBroken() && records.getLast().says(RecordField.TITLE));
    }
  }

  @Test
  void linksAreLeftOutIfNobodyWantsThem() {
    try (var file = RecordFile.open("f", new ByteArrayInputStream(bytes(LINES)), false)) {
      var record = file.next();
      assertNull(record.links());
      assertTrue(record.says(RecordField.LINKS));
    }
  }

  @Test
  void aRecordIsReadAgainByItsOffset() throws IOException {
    var path = directory.resolve("a.jsonl");
    Files.writeString(path, LINES + LINES.replace("http://h/", "http://ü/"));
    var offsets = new ArrayList<Long>();
    try (var file = RecordFile.open(path.toString(), false)) {
      for (var record = file.next(); record != null; record = file.next()) {
        offsets.add(record.offset());
        var again = RecordFile.again(path.toString(), record.offset());
        assertEquals(record.url(), again.url());
        assertEquals(record.says(RecordField.LINKS), again.links() != null);
      }
    }
    assertEquals(4, offsets.size());
  }

  @Test
  void theApostropheInFrontOfAFormulaIsTakenOff() {
    var records = read(bytes("url,title\nhttp://h/,'=1+1\nhttp://h/b,'tis\n"));
    assertEquals("=1+1", records.getFirst().facts().title());
    assertEquals("'tis", records.getLast().facts().title());
  }

  @Test
  void theOrderOfFieldsAndTheirTypesAreThoseOfTheTool() {
    var record =
        read(bytes("{\"status\":\"301\",\"depth\":2.0,\"error\":\"\",\"url\":\"http://h/\"}"))
            .getFirst();
    assertEquals(301, record.outcome().status());
    assertFalse(record.isBroken());
    assertEquals("http://h/", InputRecord.key("http://H:80/#top"));
    assertEquals("no url", InputRecord.key("no url"));
  }

  @Test
  void urlsThatWereNotRequestedAreToldApart() {
    assertFalse(read(bytes("{\"url\":\"u\",\"verdict\":\"robots\"}")).getFirst().isRequested());
    assertTrue(read(bytes("{\"url\":\"u\",\"verdict\":\"failed\"}")).getFirst().isRequested());
    assertTrue(read(bytes("{\"url\":\"u\"}")).getFirst().isRequested());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "<html> | cannot read f: it holds HTML or XML; allowed are JSON Lines,",
        "WARC/1.1 | cannot read f: it holds a WARC archive; allowed are JSON Lines,",
        "name,size | cannot read f: it holds neither JSON nor a header line with a column url;"
            + " allowed",
        "{\"url\": | f line 1 is not a record: ",
        "{\"status\":200} | f line 1 is not a record: no \"url\"",
        "[[]] | f line 1 is not a record: not a JSON object",
        "{\"url\":\"a\"} 7 | f line 1 is not a record: not a JSON object",
        "url,a%nu,1,2 | f line 2 is not a record: 3 cells under 2 names",
        "a,url%n%nx, | f line 3 is not a record: no url",
      })
  void whatHoldsNoRecordsIsNamedInOneLine(String text, String message) {
    var error = assertThrows(UsageException.class, () -> read(bytes(text.replace("%n", "\n"))));
    assertTrue(error.getMessage().startsWith(message), error.getMessage());
    assertFalse(error.getMessage().contains("\n"), error.getMessage());
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    for (var name : List.of(directory.toString(), directory.resolve("none").toString())) {
      var error = assertThrows(UsageException.class, () -> RecordFile.open(name, false));
      assertTrue(error.getMessage().startsWith("cannot read " + name + ": "), error.getMessage());
    }
  }

  @Test
  void anEmptyFileHoldsNoRecords() {
    assertEquals(List.of(), read(new byte[0]));
    assertEquals(List.of(), read(bytes("[]")));
    assertEquals(List.of(), read(bytes("url,status\r\n")));
  }

  private static List<InputRecord> read(byte[] bytes) {
    var records = new ArrayList<InputRecord>();
    try (var file = RecordFile.open("f", new ByteArrayInputStream(bytes), true)) {
      for (var record = file.next(); record != null; record = file.next()) {
        records.add(record);
      }
    }
    return records;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
