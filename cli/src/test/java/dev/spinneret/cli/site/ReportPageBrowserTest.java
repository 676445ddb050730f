package dev.spinneret.cli.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page in a real browser, where there is one.
@Timeout(180)
class ReportPageBrowserTest {
  // The browser's processes may still write to their profile when the test is over.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path directory;

  @BeforeEach
  void thereIsABrowser() {
    assumeTrue(Browser.isInstalled(), "Chromium is not installed");
  }

  /// At both widths and in both schemes: nothing is wider than the window, no text is cut off, all
  /// text can be told from its background, and no script of the site runs.
  @ParameterizedTest
  @CsvSource({"1280, false", "1280, true", "400, false", "400, true"})
  void thePageIsWholeAndLegible(int width, boolean isDark) throws Exception {
    try (var browser = Browser.open(page(), width, isDark, directory.resolve("profile"))) {
      assertEquals(width, browser.value("document.documentElement.scrollWidth").asInt());
      assertEquals(
          "",
          browser
              .value(
                  """
                  [...document.querySelectorAll('h1,h2,p,li,a,span,b,figcaption,button,td.num,.tag')]
                    .filter(e => e.getClientRects().length && e.scrollWidth > e.clientWidth + 1
                        && getComputedStyle(e).display !== 'inline')
                    .map(e => e.outerHTML.slice(0, 200)).join('\\n')
                  """)
              .asText());
      assertEquals(
          "",
          browser
              .value(
                  """
                  [...document.querySelectorAll('.map > svg')].filter(part => {
                    const box = part.querySelector('.edge').getBoundingClientRect();
                    return [...part.querySelectorAll('text')].some(text => text.textContent
                        && (text.getBoundingClientRect().right > box.right
                            || text.getBoundingClientRect().bottom > box.bottom + 2));
                  }).map(part => part.textContent).join('\\n')
                  """)
              .asText());
      assertTrue(contrast(browser, "body", "color", "body", "backgroundColor") > 7);
      assertTrue(contrast(browser, ".note", "color", "body", "backgroundColor") >= 4.5);
      assertTrue(contrast(browser, "td a", "color", ".scroll", "backgroundColor") >= 4.5);
      for (var tone : List.of("good", "warn", "bad")) {
        var tag = ".tag." + tone;
        assertTrue(contrast(browser, tag, "color", tag, "backgroundColor") >= 4.5, tone);
      }
      assertEquals("fine", browser.value("window.hacked ?? 'fine'").asText());
      assertEquals(List.of(), browser.problems());
    }
  }

  @Test
  void tablesAreSortedShortenedAndSavedAsCsv() throws Exception {
    try (var browser = Browser.open(page(), 1280, false, directory.resolve("profile"))) {
      assertEquals(20, shown(browser));
      browser.value("document.querySelector('#slowest .more').click()");
      assertEquals(60, shown(browser));
      assertEquals("/p/59", first(browser));
      browser.value("document.querySelectorAll('#slowest th button')[2].click()");
      assertEquals("/p/59", first(browser), "the slowest first");
      browser.value("document.querySelectorAll('#slowest th button')[2].click()");
      assertEquals("/p/0", first(browser));
      browser.value("document.querySelectorAll('#slowest th button')[0].click()");
      browser.value("document.querySelectorAll('#slowest th button')[0].click()");
      assertEquals("/p/59", first(browser), "by number, not by letter");
      browser.value(
          "URL.createObjectURL = blob => { window.saved = blob; return 'blob:'; };"
              + "document.querySelector('#titles .head button').click()");
      assertEquals(
          """
          Title,Count,URLs\r
          "'=cmd|' /C calc'!A1,""x\"\"",2,http://h/p/1 http://h/p/2\r
          """,
          browser.value("window.saved.text().then(text => text.replace('\\ufeff', ''))").asText());
    }
  }

  private static int shown(Browser browser) throws Exception {
    return browser
        .value(
            "[...document.querySelectorAll('#slowest tbody tr')].filter(r =>"
                + " r.offsetHeight).length")
        .asInt();
  }

  private static String first(Browser browser) throws Exception {
    return browser.value("document.querySelector('#slowest tbody td').textContent").asText();
  }

  /// The contrast of two colours (WCAG 2.2, 1.4.3).
  private static double contrast(
      Browser browser, String of, String property, String on, String other) throws Exception {
    return browser
        .value(
            """
            (() => {
              const light = (selector, property) => {
                const colour = getComputedStyle(document.querySelector(selector))[property];
                const [r, g, b] = colour.match(/[0-9.]+/g).map(n => n / 255)
                    .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
                return .2126 * r + .7152 * g + .0722 * b + .05;
              };
              const a = light('%s', '%s'), b = light('%s', '%s');
              return Math.max(a, b) / Math.min(a, b);
            })()
            """
                .formatted(of, property, on, other))
        .asDouble();
  }

  private Path page() throws Exception {
    var lines = new StringBuilder();
    for (var i = 0; i < 60; i++) {
      lines.append(
          """
          {"url":"http://h/p/%1$d","status":200,"depth":%1$d,"referrer":"http://h/a/very/long/path/that/does/not/end/before/the/window/does/%1$d","type":"text/html","bytes":%2$d,"digest":"%3$d","started":"2026-11-30T05:00:%4$02dZ","ms":{"wait":%5$d},"title":"%6$s","links":["http://h/gone"]}
          """
              .formatted(
                  i,
                  i * 10_000,
                  i / 3,
                  i,
                  20 + i * 30,
                  i == 1 || i == 2 ? "=cmd|' /C calc'!A1,\\\"x\\\"" : "Title " + i));
    }
    for (var hostile :
        List.of(
            "</script><script>window.hacked=1</script>",
            "\\\"><img src=x onerror=window.hacked=1>",
            "'-window.hacked=1-'",
            "<svg/onload=window.hacked=1>")) {
      lines.append(
          """
          {"url":"http://h/%1$s","status":404,"depth":1,"referrer":"javascript:window.hacked=1","type":"text/html"}
          {"url":"http://h/t%1$s","status":200,"depth":1,"type":"text/html","bytes":5,"title":"%1$s","digest":"%1$s"}
          {"url":"http://h/u%1$s","status":301,"depth":1,"redirect":"http://h/%1$s","title":"%1$s","digest":"%1$s"}
          {"url":"http://h/%1$s/directory/page","status":200,"type":"%1$s"}
          """
              .formatted(hostile));
    }
    for (var i = 0; i < 300; i++) {
      lines.append(
          "{\"url\":\"http://h/directory-with-a-long-name-%d/%d/x\",\"status\":%d,\"depth\":2}\n"
              .formatted(i % 17, i % 5, i % 40 == 0 ? 500 : 200));
    }
    var records = Files.writeString(directory.resolve("records.jsonl"), lines);
    var html =
        new SiteReport(SiteReport.USUAL_ROWS, null, List.of(), null)
            .of(List.of(RecordSource.file(records.toString())), Instant.now());
    return Files.writeString(directory.resolve("report.html"), html);
  }
}
