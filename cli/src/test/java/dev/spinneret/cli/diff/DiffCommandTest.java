package dev.spinneret.cli.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spinneret.cli.Schemas;
import dev.spinneret.cli.Typed;
import dev.spinneret.cli.sort.ExternalSort;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiffCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String A =
      """
      {"url":"http://h/same","status":200,"error":null,"redirect":null,"digest":"1","title":"S","canonical":null,"links":["http://h/"]}
      {"url":"http://h/gone","status":200,"error":null,"redirect":null,"digest":"1"}
      {"url":"http://h/status","status":200,"error":null,"redirect":null,"digest":"1","title":"T"}
      {"url":"http://h/redirect","status":301,"error":null,"redirect":"http://h/1","digest":"0"}
      {"url":"http://h/page","status":200,"error":null,"redirect":null,"digest":"1","title":"Old","canonical":"http://h/page","links":["http://h/","http://h/x"]}
      {"url":"http://h/fixed","status":500,"error":null,"redirect":null,"digest":"1"}
      """;

  private static final String B =
      """
      {"url":"http://h/fixed","status":200,"error":null,"redirect":null,"digest":"2"}
      {"url":"http://H:80/same#top","status":200,"error":null,"redirect":null,"digest":"1","title":"S","canonical":null,"links":["http://h/","http://h/#x"]}
      {"url":"http://h/page","status":200,"error":null,"redirect":null,"digest":"2","title":"New","canonical":null,"links":["http://h/y","http://h/"]}
      {"url":"http://h/new","status":200,"error":null,"redirect":null,"digest":"1"}
      {"url":"http://h/status","status":null,"error":"reset","redirect":null,"digest":null,"title":null}
      {"url":"http://h/redirect","status":301,"error":null,"redirect":"http://h/2","digest":"0"}
      {"url":"http://h/skipped","status":null,"error":null,"verdict":"robots"}
      """;

  @TempDir Path directory;

  private record Result(int code, String out) {
    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }
  }

  @Test
  void everyKindOfDifferenceIsFoundAndNamed() throws IOException {
    var result = diff(A, B, "--json").json();
    Schemas.assertValid("diff", result);
    assertEquals(
        List.of(
            "http://h/fixed [status]",
            "http://h/gone [gone]",
            "http://h/new [new]",
            "http://h/page [title, canonical, digest, links]",
            "http://h/redirect [redirect]",
            "http://h/status [status]"),
        changes(result));
    var page = result.at("/changes/3");
    assertEquals("Old", page.at("/a/title").asText());
    assertEquals("New", page.at("/b/title").asText());
    assertTrue(page.at("/b/canonical").isNull());
    assertEquals(
        "{\"gone\":[\"http://h/x\"],\"new\":[\"http://h/y\"]}", page.get("links").toString());
    assertEquals("{\"error\":\"reset\"}", result.at("/changes/5/b").toString());
    assertEquals(1, result.at("/counts/newly_broken").asInt());
    assertEquals(1, result.at("/counts/fixed").asInt());
    assertEquals(1, result.at("/counts/same").asInt());
    assertEquals(4, result.at("/counts/changed").asInt());
    assertEquals(6, result.at("/b/urls").asInt(), "without the one that was not requested");
  }

  @Test
  void aPersonReadsTheVerdictFirst() throws IOException {
    var lines = diff(A, B).out().lines().toList();
    assertEquals(
        "6 of 7 URLs differ: 1 new, 1 gone, 4 changed; 1 newly broken, 1 fixed", lines.getFirst());
    assertTrue(lines.contains("  200 -> reset  http://h/status"), lines::toString);
    assertTrue(lines.contains("    - Old") && lines.contains("    + New"), lines::toString);
    assertTrue(lines.contains("    + http://h/y"), lines::toString);
    var shown = diff(A, B, "--show", "1").out();
    assertTrue(shown.contains("status (2, the first 1)"), shown);
    assertEquals("no difference", diff(A, A).out().lines().findFirst().orElse(""));
  }

  @Test
  void theSameCrawlInAnyOrderAndFormatHasNoDifference() throws IOException {
    var lines = new ArrayList<>(A.lines().toList());
    Collections.shuffle(lines, new Random(3));
    assertEquals(6, diff(A, String.join("\n", lines), "--json").json().at("/counts/same").asInt());
    var csv = "url,status\nhttp://h/b,404\nhttp://h/a,200\n";
    var json = "{\"status\":200,\"url\":\"http://h/a\"}\n{\"status\":404,\"url\":\"http://h/b\"}";
    assertEquals(2, diff(csv, json, "--json").json().at("/counts/same").asInt());
    var untitled = "url,status,title\nhttp://h/a,200,\n";
    var empty = "{\"url\":\"http://h/a\",\"status\":200,\"title\":\"\"}";
    assertEquals(1, diff(untitled, empty, "--json").json().at("/counts/same").asInt());
  }

  @Test
  void ofTwoRecordsOfAUrlTheLaterCounts() throws IOException {
    var twice = "{\"url\":\"http://h/\",\"status\":503}\n{\"url\":\"http://h/\",\"status\":200}\n";
    var result = diff(twice, "{\"url\":\"http://h/\",\"status\":200}", "--json").json();
    assertEquals(List.of(), changes(result));
    assertEquals(1, result.at("/a/urls").asInt());
  }

  @Test
  void whatOneFileDoesNotHaveIsNotComparedAndSaysSo() throws IOException {
    var out = diff(A, "{\"url\":\"http://h/page\",\"status\":200}").out();
    assertTrue(out.contains("title                -  B does not have it"), out);
    assertTrue(out.contains("changed"), out);
    assertFalse(out.contains("- Old"), out);
  }

  @Test
  void onlyTheFieldsThatWereAskedForAreCompared() throws IOException {
    var result = diff(A, B, "--json", "--compare", "title,redirect").json();
    assertTrue(changes(result).contains("http://h/page [title]"), result::toString);
    assertEquals("[\"new\",\"gone\",\"redirect\",\"title\"]", result.get("compared").toString());
  }

  @Test
  void aCopyOnAnotherHostIsComparedByItsPaths() throws IOException {
    var prod =
        """
        {"url":"https://example.org/docs/a","status":200,"canonical":"https://example.org/docs/a","links":["https://example.org/docs/"]}
        {"url":"https://example.org.evil/","status":200}
        """;
    var stage =
        """
        {"url":"http://stage:8080/a","status":200,"canonical":"https://example.org/docs/a","links":["http://stage:8080/"]}
        """;
    var result =
        diff(prod, stage, "--json", "--map", "https://example.org/docs=http://stage:8080").json();
    assertEquals(List.of("https://example.org.evil/ [gone]"), changes(result));
    var out = diff(prod, stage).out();
    assertTrue(out.contains("no URL is in both: to compare two hosts, use --map"), out);
  }

  @Test
  void theConditionDecidesTheExitCode() throws IOException {
    assertEquals(ExitCode.DONE, diff(A, B).code());
    assertEquals(ExitCode.DONE, diff(A, B, "--fail-if", "new > 1").code());
    assertEquals(ExitCode.FAIL_IF, diff(A, B, "--fail-if", "new > 1 || newly_broken > 0").code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--map=x=y",
        "--map=https://h/?q=https://s/",
        "--compare=size",
        "--fail-if=pages > 0",
        "--temp-dir=/no/such",
        "--show=-1",
      })
  void aBadFlagIsOneLineThatNamesIt(String flag) {
    var err = new StringWriter();
    assertEquals(ExitCode.USAGE, Typed.run(new PrintWriter(err), "diff", "a", "b", flag));
    var name = flag.substring(0, flag.indexOf('='));
    var lines = err.toString().lines().filter(line -> !line.startsWith("  ")).toList();
    assertEquals(1, lines.size(), err.toString());
    assertTrue(lines.getFirst().startsWith("spinneret diff: " + name), err.toString());
  }

  @Test
  void standardInputCannotBeBoth() {
    var command = new DiffCommand(Typed.of("diff", "-", "-"));
    assertThrows(UsageException.class, () -> command.run(new ByteArrayOutputStream()));
  }

  /// Against maps in memory, with runs of a few items.
  @Test
  void whatIsSortedOnDiskDiffersInTheSameUrls() throws IOException {
    var seed = 11L;
    var random = new Random(seed);
    var first = new TreeMap<String, Integer>();
    var second = new TreeMap<String, Integer>();
    var lines = List.of(new ArrayList<String>(), new ArrayList<String>());
    for (var i = 0; i < 5_000; i++) {
      var map = List.of(first, second).get(i % 2);
      var url = "http://h/" + random.nextInt(2_000);
      var status = 200 + random.nextInt(3);
      map.put(url, status);
      lines.get(i % 2).add("{\"url\":\"%s\",\"status\":%d}".formatted(url, status));
    }
    var a = Files.write(directory.resolve("a"), lines.getFirst());
    var b = Files.write(directory.resolve("b"), lines.getLast());
    var found = new ArrayList<String>();
    try (var sortA = new ExternalSort(directory, 10_000);
        var sortB = new ExternalSort(directory, 10_000)) {
      var kinds = EnumSet.allOf(DiffKind.class);
      new Diff(
              DiffSide.read(a.toString(), UrlMap.NONE, true, sortA),
              DiffSide.read(b.toString(), UrlMap.NONE, true, sortB),
              kinds,
              UrlMap.NONE)
          .run(change -> found.add(change.url()));
      assertTrue(sortA.peakFileBytes() > 0);
    }
    var expected =
        Stream.concat(first.keySet().stream(), second.keySet().stream())
            .distinct()
            .filter(url -> !java.util.Objects.equals(first.get(url), second.get(url)))
            .sorted()
            .toList();
    assertEquals(expected, found, "seed " + seed);
  }

  @Test
  void anItemIsReadBackFromItsBytes() {
    var item =
        new DiffItem(
            "http://h/", "http://H/", 404, "e", "r", "Títle 🎈", "", null, "s", -7, 3, 9, 5);
    assertEquals(item, DiffItem.of(item.bytes(1L << 40)));
    var bare = new DiffItem("", "", 0, null, null, null, null, null, null, 0, 0, -1, 0);
    assertEquals(bare, DiffItem.of(bare.bytes(0)));
    assertNull(DiffItem.of(bare.bytes(0)).title());
  }

  private static List<String> changes(JsonNode result) {
    var changes = new ArrayList<String>();
    for (var change : result.get("changes")) {
      var kinds = new ArrayList<String>();
      change.get("kinds").forEach(kind -> kinds.add(kind.asText()));
      changes.add(change.get("url").asText() + " " + kinds);
    }
    return changes;
  }

  private Result diff(String a, String b, String... flags) throws IOException {
    var first = Files.writeString(directory.resolve("a"), a).toString();
    var second = Files.writeString(directory.resolve("b"), b).toString();
    var line = Stream.concat(Stream.of("diff", first, second), Stream.of(flags)).toList();
    var out = new ByteArrayOutputStream();
    var code = new DiffCommand(Typed.of(line)).run(out);
    return new Result(code, out.toString(StandardCharsets.UTF_8));
  }
}
