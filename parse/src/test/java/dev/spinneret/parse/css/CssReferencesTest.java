package dev.spinneret.parse.css;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CssReferencesTest {
  private static List<String> references(String css) {
    return CssReferences.of(css).stream()
        .map(each -> (each.isImport() ? "import " : "") + each.text())
        .toList();
  }

  @Test
  void urlsAreFoundWithAndWithoutQuotes() {
    assertEquals(
        List.of("a.png", "b.png", "c(1).png", "d.png", "e'.png"),
        references(
            "p{background:url(a.png)} q{x:URL( \"b.png\" ) url('c(1).png')url(\n d.png\t)}"
                + "r{mask:url(e\\27 .png)}"));
  }

  @Test
  void importsAreStringsAndUrls() {
    assertEquals(
        List.of("import a.css", "import b.css", "import c.css", "x.png"),
        references(
            "@import \"a.css\" screen;@IMPORT url(b.css);\n@import url('c.css') layer(\"d\");"
                + "p{content:\"no\";background:url(x.png)}"));
  }

  @Test
  void theStringsOfAnImageSetAreReferences() {
    assertEquals(
        List.of("a.avif", "a.png", "b.png", "c.png"),
        references(
            "p{x:image-set(\"a.avif\" type(\"image/avif\"), 'a.png' 2x), url(b.png);content:'no'}"
                + "q{x:-webkit-image-set('c.png' 1x;y:attr('no')}r{x:format('no')}"));
  }

  @Test
  void commentsStringsAndNamespacesNameNothing() {
    assertEquals(
        List.of("y.png"),
        references(
            "/* url(a.png) @import 'b.css'; */ @namespace svg url(http://www.w3.org/2000/svg);"
                + "p::before{content:'url(c.png)'} my-url(d.png) p{background:url(y.png)}"));
  }

  @Test
  void aBadUrlOrStringNamesNothingAndEndsWhereTheStandardSays() {
    assertEquals(List.of("b.png"), references("p{x:url(a b.png);y:url(b.png)}"));
    assertEquals(List.of("b.png"), references("@import 'a.css\n;p{y:url(b.png)}"));
    assertEquals(List.of(), references("p{x:url()} q{x:url( )}"));
  }

  @Test
  void aReferenceKnowsWhereItBegins() {
    var css = "p{x:url(a.png)}\n@import 'b.css';";
    var found = CssReferences.of(css);
    assertEquals(css.indexOf("url("), found.get(0).at());
    assertEquals(css.indexOf("'b.css'"), found.get(1).at());
  }

  @Test
  void anyTextGivesAnAnswer() {
    var seed = Long.getLong("spinneret.fuzz.seed", 271L);
    System.out.println("css: seed " + seed);
    var random = new Random(seed);
    var pieces = List.of("url(", "@import ", "'", "\"", ")", "\\", "/*", "*/", "\n", "a", " ", ";");
    for (int i = 0; i < 20_000; i++) {
      var css = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        css.append(pieces.get(random.nextInt(pieces.size())));
      }
      var length = css.length();
      CssReferences.of(css.toString()).forEach(each -> assertEquals(true, each.at() < length));
    }
  }
}
