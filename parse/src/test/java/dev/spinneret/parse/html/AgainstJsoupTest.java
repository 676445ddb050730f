package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.spinneret.parse.html.AbsHref.Difference;
import dev.spinneret.parse.url.WebUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Our links beside jsoup's `abs:href`, on pages made for it and on pages of Debian's
/// documentation.
class AgainstJsoupTest {
  private static final Path DOCUMENTATION = Path.of("/usr/share/doc");
  private static final int MAX_FILES = 300;
  private static final int MAX_FILE_BYTES = 1 << 20;

  private static final List<String> REFERENCES =
      List.of(
          "x",
          "x/y.html",
          "/root",
          "//other.test/p",
          "?q=1",
          "#f",
          "",
          ".",
          "..",
          "../up",
          "../../../up",
          "./here",
          "a/../b",
          "a/./b",
          "a/..",
          "http://H.test/",
          "HTTP://h.test:80/x",
          "https://h.test",
          "http://h.test?q",
          "http:x",
          "http:/x",
          "https:x",
          "mailto:a@b",
          "javascript:x()",
          "a b",
          " x ",
          "x\ny",
          "\\x",
          "a\\b",
          "é",
          "?é",
          "http://bücher.test/",
          "http://1.2/",
          "http://[::1]/",
          "http://[",
          "http://a b/",
          "http://h.test:99999/",
          "http://u:p@h.test/",
          "%41",
          "a%2Fb",
          "%2e%2e/x",
          "a;b=c",
          "a:b",
          "./a:b",
          "x?y#z",
          "&amp;",
          "http://h.test/#a#b");

  @Test
  void everyDifferenceFromAbsHrefIsExplained() {
    var random = seeded("made pages");
    var comparison = new AbsHref();
    for (var i = 0; i < 400; i++) {
      var html = new StringBuilder(random.nextInt(3) == 0 ? "<base href='/b/c/'>" : "");
      for (var n = 1 + random.nextInt(20); n > 0; n--) {
        var reference = REFERENCES.get(random.nextInt(REFERENCES.size()));
        html.append("<p><a href=\"").append(reference).append("\">x</a></p>");
      }
      comparison.add(
          html.toString().getBytes(StandardCharsets.UTF_8),
          "text/html; charset=utf-8",
          PageParserTest.url("http://h.test/dir/sub/page.html?p=1"));
    }
    System.out.println(comparison);
    assertTrue(comparison.same() > 1_000, comparison.toString());
    assertEquals(EnumSet.allOf(Difference.class), comparison.seen());
  }

  @Test
  void everyDifferenceOnDocumentationPagesIsExplained() throws IOException {
    var files = documentation(seeded("documentation"));
    assumeFalse(files.isEmpty(), "no HTML pages under " + DOCUMENTATION);
    var comparison = new AbsHref();
    for (var file : files) {
      var url = WebUrl.parse("http://docs.test" + file.toUri().getRawPath(), null);
      assertTrue(url != null, file.toString());
      comparison.add(Files.readAllBytes(file), "text/html", url);
    }
    System.out.println(files.size() + " files: " + comparison);
  }

  /// Pages of as many packages as there are, in turn.
  private static List<Path> documentation(Random random) throws IOException {
    if (!Files.isDirectory(DOCUMENTATION)) {
      return List.of();
    }
    List<List<Path>> packages;
    try (var paths =
        Files.find(
            DOCUMENTATION,
            8,
            (path, attributes) ->
                attributes.isRegularFile()
                    && attributes.size() <= MAX_FILE_BYTES
                    && path.toString().matches(".*/[^/]+/.*\\.x?html?")
                    && Files.isReadable(path))) {
      packages =
          new ArrayList<>(
              paths
                  .sorted()
                  .collect(
                      Collectors.groupingBy(
                          path -> path.getName(DOCUMENTATION.getNameCount()),
                          TreeMap::new,
                          Collectors.toList()))
                  .values());
    }
    packages.forEach(pages -> Collections.shuffle(pages, random));
    var chosen = new ArrayList<Path>();
    for (var turn = 0; !packages.isEmpty(); turn++) {
      var at = turn;
      packages.removeIf(pages -> pages.size() <= at);
      packages.forEach(pages -> chosen.add(pages.get(at)));
    }
    return chosen.subList(0, Math.min(MAX_FILES, chosen.size()));
  }

  private static Random seeded(String what) {
    var seed = 31_415L;
    System.out.println("against jsoup, " + what + ": seed " + seed);
    return new Random(seed);
  }
}
