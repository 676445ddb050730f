package dev.spinneret.engine.crawl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.crawl.scope.Scope;
import dev.spinneret.engine.crawl.scope.ScopeMode;
import dev.spinneret.engine.crawl.scope.ScopeRule;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeRuleTest {
  private static boolean matches(String pattern, String href) {
    return ScopeRule.exclude(pattern).matches(CrawlRun.url(href));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/пр/* | http://h.test/%D0%BF%D1%80/x.html",
        "/münchen/* | http://h.test/m%c3%bcnchen/",
        "/m?nchen/ | http://h.test/m%C3%BCnchen/",
        "/private/* | http://h.test/%70rivate/x",
        "/%70rivate/* | http://h.test/private/x",
        "/a b/* | http://h.test/a%20b/c",
        "/a%2fb | http://h.test/a%2Fb",
        "*{x}* | http://h.test/{x}?a",
        "*.{html,php} | http://h.test/a.php",
        "/{a,b/*}/c | http://h.test/b/x/c",
        "/a{,b}/ | http://h.test/a/",
        "/{ü,v} | http://h.test/%C3%BC",
        "*{{a,b}}* | http://h.test/{b}",
        "*://{de,fr}.h.test/* | http://fr.h.test/x",
        "*filter[a]=* | http://h.test/?filter[a]=1",
        "*filter[a]=* | http://h.test/?filter%5Ba%5D=1",
        "*.pdf | http://h.test/a.pdf?download=1",
        "/list | http://h.test/list?page=2",
        "/list?page=* | http://h.test/list?page=2",
        "/list[?]page=* | http://h.test/list?page=2",
        "/list\\?page=* | http://h.test/list?page=2",
        "*[?]* | http://h.test/list?page=2",
        "*add-to-cart=* | http://h.test/p?add-to-cart=7",
        "*jsessionid=* | http://h.test/p;jsessionid=A2DECB66D2648BFED11FC721FC3043A1",
        "*next=http://* | http://h.test/p?next=http://x",
        "/page?.html | http://h.test/page7.html",
        "/a[*]b | http://h.test/a*b",
        "http://h.test/a* | http://user:pass@h.test/ab",
        "HTTP://H.test:80/* | http://h.test/x",
        "*://*.h.test/* | https://www.h.test/?q",
        "*://münchen.test/* | http://xn--mnchen-3ya.test/x",
        "*://127.0.0.1:8080/x | http://127.0.0.1:8080/x?y",
        "re:/münchen/ | http://h.test/m%C3%BCnchen/y",
        "re:private | http://h.test/%70rivate",
        "re:%70 | http://h.test/%70rivate",
        "re:\\? | http://h.test/?"
      })
  void patternMeansWhatItSaysHoweverTheUrlIsWritten(String pattern, String href) {
    assertTrue(matches(pattern, href));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.{html,php} | http://h.test/a.css",
        "/{a,b} | http://h.test/ab",
        "*[?]* | http://h.test/list",
        "*[?]* | http://h.test/a%3Fb",
        "re:\\? | http://h.test/a%3Fb",
        "*.pdf | http://h.test/a?file=x.pdf",
        "/a[*]b | http://h.test/aXb",
        "/a%2fb | http://h.test/a/b",
        "*logout* | http://h.test/x?logout",
        "*://h.test/* | http://www.h.test/",
        "/page?.html | http://h.test/page.html"
      })
  void patternMeansNoMoreThanItSays(String pattern, String href) {
    assertFalse(matches(pattern, href));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logout | *logout* would match",
        "logout* | *logout* would match",
        "h.test:8080/logout | *://h.test:8080/logout would match",
        "localhost/x | *://localhost/x would match",
        "?page=2 | *?page=2* would match",
        "[?]page=2 | a path begins with /",
        "http://h.test | http://h.test/* would match",
        "ftp://h.test/* | only http and https",
        "htp://h.test/* | only http and https",
        "/a#b | fragment",
        "*#* | fragment",
        "'' | an empty pattern",
        "re: | no regular expression",
        "re:( | RE2 syntax"
      })
  void patternThatCannotMatchIsRefusedWithTheReason(String pattern, String part) {
    var refused = assertThrows(IllegalArgumentException.class, () -> ScopeRule.include(pattern));
    var message = Objects.requireNonNull(refused.getMessage());
    assertTrue(message.startsWith("pattern " + pattern + ": "), message);
    assertTrue(message.contains(part), message);
  }

  @Test
  void prefixIsComparedInCanonicalForm() {
    var scope = new Scope(ScopeMode.PREFIX, List.of());
    scope.addSeed(CrawlRun.url("http://h.test/%7eme/a%2fb/x?y=/"));
    assertEquals(null, scope.judge(CrawlRun.url("http://h.test/~me/a%2Fb/z"), false));
    assertTrue(scope.judge(CrawlRun.url("http://h.test/~me/a/b/z"), false) != null);
  }
}
