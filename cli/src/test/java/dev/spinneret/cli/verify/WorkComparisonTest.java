package dev.spinneret.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.cli.input.RecordFile;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.cli.verify.WorkComparison.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkComparisonTest {
  private static final String A =
      """
      {"url":"http://h/","status":200,"digest":"01","links":["http://h/a","http://h/b"],"error":null}
      {"url":"http://h/a","status":200,"digest":"02","links":[]}

      {"url":"http://h/b","status":null,"error":"connect_refused"}
      """;

  @Test
  void theOrderOfLinesAndLinksAndTheCaseOfTheHostDoNotMatter() {
    var comparison =
        compare(
            A,
            """
            {"status":null,"error":"reset","url":"http://h/b"}
            {"url":"http://H:80/","digest":"01","links":[{"url":"http://h/b"},"http://h/a"],"status":200}
            {"url":"http://h/a#top","status":200,"digest":"02","links":[]}
            """);
    assertEquals(Set.of(), comparison.differences().keySet());
    assertTrue(comparison.equal());
    assertEquals(comparison.digestA(), comparison.digestB());
    assertEquals(new WorkItem.Fields(true, true, true), comparison.compared());
  }

  @Test
  void everyKindOfDifferenceIsCountedAndShown() {
    var comparison =
        compare(
            """
            {"url":"http://h/1","status":200,"digest":"01","links":[]}
            {"url":"http://h/2","status":200,"digest":"01","links":[]}
            {"url":"http://h/3","status":200,"digest":"01","links":["http://h/1"]}
            {"url":"http://h/4","status":200,"digest":"01","links":[]}
            {"url":"http://h/4","status":200,"digest":"01","links":[]}
            """,
            """
            {"url":"http://h/1","status":404,"digest":"01","links":[]}
            {"url":"http://h/2","status":200,"digest":"02","links":[]}
            {"url":"http://h/3","status":200,"digest":"01","links":[]}
            {"url":"http://h/5","status":200,"digest":"01","links":[]}
            {"url":"http://h/5","status":200,"digest":"01","links":[]}
            """);
    assertFalse(comparison.equal());
    assertEquals(Set.of(Kind.values()), comparison.differences().keySet());
    assertEquals(
        List.of("http://h/1: 200, 404"), comparison.differences().get(Kind.STATUS).first());
    assertEquals(
        List.of("http://h/3: 1 links, 0 links"), comparison.differences().get(Kind.LINKS).first());
  }

  @Test
  void onlyTheFirstFewDifferencesAreShown() {
    var lines = new StringBuilder();
    for (var i = 0; i < 40; i++) {
      lines.append("{\"url\":\"http://h/").append(i).append("\"}\n");
    }
    var only = compare(lines.toString(), "").differences().get(Kind.ONLY_A);
    assertEquals(40, only.count());
    assertEquals(5, only.first().size());
  }

  @Test
  void whatOneFileDoesNotTellIsNotCompared() {
    var comparison =
        compare(A, "{\"url\":\"http://h/\"}\n{\"url\":\"http://h/a\"}\n{\"url\":\"http://h/b\"}");
    assertEquals(new WorkItem.Fields(false, false, false), comparison.compared());
    assertTrue(comparison.equal());
  }

  @Test
  void aLineThatIsNoRecordIsNamed() {
    for (var bad : List.of("[]", "{\"status\":200}", "{\"url\":\n")) {
      var error = assertThrows(UsageException.class, () -> read("{\"url\":\"http://h/\"}\n" + bad));
      assertTrue(error.getMessage().startsWith("f line 2 is not a record: "), error.getMessage());
    }
  }

  @Test
  void theDigestDoesNotDependOnTheOrder() {
    var seed = 7L;
    var items = new ArrayList<WorkItem>();
    for (var i = 0; i < 500; i++) {
      items.add(new WorkItem("http://h/" + i, 200, "b" + i, List.of("http://h/" + i / 2)));
    }
    var first = digest(items);
    Collections.shuffle(items, new Random(seed));
    assertEquals(first, digest(items), "seed " + seed);
    items.set(3, new WorkItem("http://h/x", 200, "b", null));
    assertNotEquals(first, digest(items));
  }

  private static String digest(List<WorkItem> items) {
    var digest = new WorkDigest();
    items.forEach(digest::add);
    assertEquals(items.size(), digest.count());
    return digest.toString();
  }

  private static WorkComparison compare(String a, String b) {
    return WorkComparison.of(read(a), read(b));
  }

  private static WorkFile read(String text) {
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    try (var records = RecordFile.open("f", bytes, true)) {
      return WorkFile.read(records);
    }
  }
}
