package dev.spinneret.parse.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
  private static boolean matches(String pattern, String target) {
    var compiled = PathPattern.of(new String(pattern.getBytes(UTF_8), ISO_8859_1));
    var index = new RuleIndex(List.of(new Rule(compiled, true, 7)));
    return index.decide(CanonicalPath.ofTarget(target)).line() == 7;
  }

  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource({
    "/,            /,              true",
    "/,            /any?q,         true",
    "/fish,        /fish,          true",
    "/fish,        /fishing/x,     true",
    "/fish,        /Fish,          false",
    "/fish,        /cat/fish,      false",
    "/fish/,       /fish,          false",
    "fish,         /fish,          false",
    "/a?,          /a,             false",
    "/a?,          /a?,            true",
    "/a?b=1,       /a?b=1&c=2,     true",
    "/fish*,       /fish,          true",
    "*,            /,              true",
    "*.gif,        /a/b.gif?c,     true",
    "/*.php,       /a.php/b,       true",
    "/*.php,       /windows.PHP,   false",
    "/*.php$,      /a.php,         true",
    "/*.php$,      /a.php?b,       false",
    "/*.php$,      /a.php/b.php,   true",
    "/f*.p*x,      /foo.p/px,      true",
    "/f*.p*x,      /foo.px,        true",
    "/f*.p*x,      /foop.x,        false",
    "/a**b,        /ab,            true",
    "/*a*b*c,      /cba/abc,       true",
    "/*a*b*c,      /cba,           false",
    "/a$,          /a,             true",
    "/a$,          /ab,            false",
    "/a*$,         /abc,           true",
    "/a$b,         /a$b,           true",
    "/a$b,         /a,             false",
    "/a$$,         /a$,            true",
    "/a$$,         /a$b,           false",
    "$,            /,              false",
    "/$,           /,              true",
    "/*ab*ab$,     /abab,          true",
    "/*ab*ab$,     /ab,            false",
    "/ab*ab$,      /ab,            false",
    "/*bc$,        /abcbc,         true",
  })
  void starStandsForAnythingAndDollarForTheEnd(String pattern, String target, boolean expected) {
    assertEquals(expected, matches(pattern, target));
  }

  @ParameterizedTest(name = "{0} matches {1}: {2}")
  @CsvSource({
    "/foo/bar/ツ,           /foo/bar/%E3%83%84, true",
    "/foo/bar/%e3%83%84,    /foo/bar/%E3%83%84, true",
    "/foo/bar/%E3%83%84,    /foo/bar/%e3%83%84, true",
    "/foo/bar/ツ,           /foo/bar/ツ,        true",
    "/foo/bar/%62%61%7A,    /foo/bar/baz,       true",
    "/foo/bar/baz,          /foo/bar/%62%61%7A, true",
    "/%7Eme,                /~me,               true",
    "/~me,                  /%7eme,             true",
    "/a%2fb,                /a%2Fb,             true",
    "/a%2Fb,                /a/b,               false",
    "/a/b,                  /a%2Fb,             false",
    "/?u=http://a.b,        /?u=http://a.b,     true",
    "/?u=http%3A//a.b,      /?u=http://a.b,     false",
    "/with-%2A.html,        /with-*.html,       true",
    "/with-%2A.html,        /with-%2a.html,     true",
    "/with-%2A.html,        /with-x.html,       false",
    "/foo-%24,              /foo-$,             true",
    "/foo-%24,              /foo-%24b,          true",
    "/foo-%24,              /foo-,              false",
    "/a b,                  /a%20b,             true",
    "/a\\b,                 /a%5Cb,             true",
    "/?q='x',               /?q=%27x%27,        true",
    "/100%,                 /100%,              true",
    "/1%x,                  /1%25x,             true",
    "/%%34a,                /J,                 false",
    "/%a,                   /%a%a,              true",
    "/%zz,                  /%ZZ,               false",
    "/%61%2562,             /a%2562,            true",
    "/%01,                  /%01,               true",
    "/%01,                  /*,                 false",
  })
  void escapesAreComparedByWhatTheyStandFor(String pattern, String target, boolean expected) {
    assertEquals(expected, matches(pattern, target));
  }

  @Test
  void latin1OctetsAreComparedAsOctets() {
    var compiled = PathPattern.of("/caf\u00e9");
    assertEquals("/caf%E9", compiled.head());
  }

  @ParameterizedTest(name = "{0} has {1} octets")
  @CsvSource({"/, 1", "/a*, 3", "/a**$, 5", "/%7e%41, 3", "/%2f, 4", "/é, 7", "/$$, 3", "/%24, 2"})
  void lengthCountsCanonicalOctets(String pattern, int expected) {
    assertEquals(
        expected, PathPattern.of(new String(pattern.getBytes(UTF_8), ISO_8859_1)).octetCount());
  }

  @Test
  void longLiteralsAreFoundAtTheirFirstPlace() {
    var unit = "aabaacaabaab";
    assertEquals(true, matches("/*" + unit.repeat(3) + "x*y$", "/" + unit.repeat(9) + "x.y"));
    assertEquals(false, matches("/*" + unit.repeat(3) + "y", "/" + unit.repeat(9) + "x"));
    assertEquals(true, matches("/*" + "a".repeat(20) + "*" + "a".repeat(20), "/" + "a".repeat(40)));
    assertEquals(
        false, matches("/*" + "a".repeat(20) + "*" + "a".repeat(20), "/" + "a".repeat(39)));
  }
}
