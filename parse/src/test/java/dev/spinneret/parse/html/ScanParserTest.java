package dev.spinneret.parse.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.text.CharsetSniffer;
import dev.spinneret.parse.url.WebUrl;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the scanner settles alone, and what it leaves to the tree.
class ScanParserTest {
  private static final WebUrl URL = PageParserTest.url("http://h.test/dir/page.html");
  private static final PageReader READER = PageReader.DEFAULT.withRobotsName("spinneret");
  private static final String UTF_8 = "text/html; charset=utf-8";

  private static @Nullable Page scan(String html, String contentType, Charset charset) {
    var body = html.getBytes(charset);
    return ScanParser.parse(
        body,
        CharsetSniffer.sniff(body, ContentType.parse(contentType)),
        URL,
        READER,
        Effort.unlimited());
  }

  private static void settles(String html, String contentType, Charset charset) {
    var page = scan(html, contentType, charset);
    assertNotNull(page, html);
    var body = html.getBytes(charset);
    var type = ContentType.parse(contentType);
    var sniffed = CharsetSniffer.sniff(body, type);
    assertEquals(
        TreeParser.parse(body, sniffed, false, URL, READER, Effort.unlimited()), page, html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n ",
        "text only",
        "<a href=x>x</a",
        "<a href=x>x</a><a href='y",
        "<!doctype html><html lang=en><head><title> A\n b &amp; c</title></head><body>x</body>",
        "<p>a<a href=x><b>b</b></a><p>c<a href=y>",
        "<a href=x>1<a href=y>2<a>3",
        "<a name=x><div><p><a href=y>z</a></p></div>",
        "<A HREF=X Rel='a NOFOLLOW'>x</A>",
        "<a href = \"x\" href=y>x</a><a href>x</a><a href=''>x</a><a  href=/>x</a>",
        "<a/href=x>x</a/><a\nhref=x\n>x</a\n><a \"href=x>x</a><a =href=x>x</a><a 'x' href=y>",
        "<a href=x&amp;y&copy;z&copyx=1&#x2F;&amp=1&notit;&>x</a>",
        "<div a='>' b=\">\" c=>><a href=x>x</a>",
        "<!-- <a href=n> --><!--><a href=a>1</a><!---><a href=b>2</a><!-- -- > --!><a href=c>3</a>",
        "<!x <a href=n>><?x <a href=n>></ <a href=n>></><a href=y>x</a>",
        "< a href=n><3<a href=y>x</a>&lt;a href=n>",
        "<![CDATA[ <a href=n> ]]><a href=y>y</a>",
        "<script>'<a href=n>' </scripty> <!-- </script><a href=y>y</a>",
        "<script src=s></script ><style><a href=n></style/><textarea><a href=n></textarea>",
        "<title><a href=n>&lt;</title a='>'><iframe src=i><a href=n></iframe><a href=y>y</a>",
        "<noframes><a href=n></noframes><noembed><a href=n></noembed><xmp><a href=n></xmp>",
        "<table background=t><tr><td background=d><a href=x>x</td><td><a href=y>y</table><a"
            + " href=z>",
        "<table><caption><a href=c>c</a></caption><col><tr><th><table><tr><td><a href=x>x</table>",
        "<table><form action=f><input type=hidden><tr><td><input type=image src=i></form></table>",
        "<table><td><a href=1>1<td><a href=2>2<tr><td><a href=3>3<tbody><td>4</table>",
        "<p>x<table><tr><td><p>y</table></p><a href=z>z</a>",
        "<form action=a><div><form action=n></div></form><form action=b method=post></form>",
        "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"'x'><p>x<table></table><a href=x>",
        "<ul><li><a href=1>1</a><li><a href=2>2</a><ul><li>3</ul></ul>",
        "<dl><dt>a<dd><a href=1>1</a><dt>b<dd>c</dl>",
        "<a href=x>x</a><textarea><a href=n>",
        "<a href=x>x</a><iframe src=y><a href=n></p>",
        "<a href=x>x</a><!-- <a href=n> --",
        "<select><option>1<option value=x>2<optgroup><option>3</select><a href=x>x</a>",
        "<select><option><a href=x>x</a></option><input type=image src=y></select>",
        "<button><a href=x>x</a><button>y</button>",
        "<noscript><img src=i><a href=x><div><a href=y></a></noscript><a href=z>z</a>",
        "<head><noscript><link rel=canonical href=n><style></style></noscript><link rel=canonical"
            + " href=c></head>",
        "<head></head><link rel=canonical href=c><body><link rel=canonical href=n>",
        "<link rel=stylesheet href=s><meta name=robots content=none><base href=/b/><a href=x>x</a>",
        "<meta http-equiv=refresh content='0;url=r'><body background=g><img src=i srcset='a, b"
            + " 2x'>",
        "<b><p>x</b>y</p><i><a href=x>x</a>",
        "<object data=o><a href=x>x</object><a href=y>y</a>",
        "<ruby><a href=x>x</a><rt>y<rp>z</ruby><image src=i>",
        "<body><head><tr><td><col><a href=x>x</a></td></html>z<a href=y>y</a>",
        "<a href=x><svg href=s><title>t</title><g><use xlink:href=#i /></g><a"
            + " HREF=y>z</a></svg></a>",
        "<svg/><p><svg><image href=i><style>x</style></image></svg><noscript><svg"
            + " href=n></noscript>",
        "<video src=v poster=p><track src=t><source src=s></video><embed src=e><q cite=c>",
      })
  void settlesWhatNeedsNoTree(String html) {
    settles(html, UTF_8, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<math><a href=x></math>",
        "<svg><foreignObject><a href=x></a></foreignObject></svg>",
        "<svg><title><a href=x></title></svg>",
        "<svg><p><a href=x></svg>",
        "<svg><g></p></svg>",
        "<div><svg><g></div>",
        "<svg><![CDATA[<a href=x>]]></svg>",
        "<svg><script><a href=x></script></svg>",
        "<p><b>x</p><svg><title>y</title></svg>",
        "<a name=x><nobr><b><a href=y>1<nobr>2",
        "<template><a href=x></template>",
        "<frameset><frame src=x></frameset>",
        "<plaintext><a href=x>",
        // Doubled by the adoption agency, or put back.
        "<a href=x><div>x</a>y</div>",
        "<p><a href=x>x</p>y",
        "<b><a href=x>x</b>y</a>",
        "<a href=x><div><a href=y>",
        // Moved before the table.
        "<table><a href=x>x</a><tr><td></table>",
        "<table><tr><img src=x></table>",
        "<table><input></table>",
        "<th><table><th></td></table>",
        // Text that has no end, or hides its end.
        "<title>x",
        "<p><a href=x><xmp>",
        "<script><!-- <script> </script> --></script>",
        // Octets and characters that jsoup takes in its own way.
        "<a href='x\0'>x</a>",
        "<a \0href=x>x</a>",
        "x\uFFFF<a href=y>y</a>",
        "<p title='\uFFFF'>",
        "&#32;<head><link rel=canonical href=x>",
        "<!doctype html x><p><table></table>",
        "<p>x<body background=y>",
        "<noscript><head><link rel=canonical href=x>",
        "</br><link rel=canonical href=x>",
      })
  void leavesToTheTreeWhatItDoesNotKnow(String html) {
    assertNull(scan(html, UTF_8, StandardCharsets.UTF_8), html);
  }

  @Test
  void takesTheEncodingsInWhichMarkupIsAscii() {
    var html = "<title>é ж</title><a href='/é?q=ж'>x</a>";
    settles(html, UTF_8, StandardCharsets.UTF_8);
    settles("\uFEFF" + html, "text/html", StandardCharsets.UTF_8);
    settles(html, "text/html; charset=windows-1251", Charset.forName("windows-1251"));
    settles("<meta charset=koi8-r>" + html, "text/html", Charset.forName("KOI8-R"));
    for (var charset : new String[] {"Shift_JIS", "GBK", "UTF-16LE", "ISO-2022-JP"}) {
      assertNull(scan(html, "text/html; charset=" + charset, Charset.forName(charset)), charset);
    }
  }

  @Test
  void characterCutByTheEndOfAValueDecodesAsInTheWholePage() {
    for (var octets :
        new String[] {"\u00E2\u0082", "\u00F0\u009F\u0098", "\u00C3", "\u00E2\u0028"}) {
      settles(
          "<title>" + octets + "</title><a href='" + octets + "'>x</a><a href=" + octets + ">y",
          UTF_8,
          StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  void metaBeyondThePrescanChangesTheEncoding() {
    var late =
        "<title>é</title><!--" + "x".repeat(2000) + "--><meta charset=koi8-r><a href=?é>x</a>";
    for (var label : new String[] {"koi8-r", "utf-8", "windows-1252", "nonsense"}) {
      settles(late.replace("koi8-r", label), "text/html", StandardCharsets.ISO_8859_1);
    }
    assertNull(scan(late.replace("koi8-r", "gbk"), "text/html", StandardCharsets.ISO_8859_1));
  }

  @Test
  void depthThatJsoupPrunesIsLeftToTheTree() {
    for (var tag : new String[] {"div", "span", "b", "x-y"}) {
      settles(("<" + tag + ">").repeat(300) + "<a href=x>", UTF_8, StandardCharsets.UTF_8);
      var deep = ("<" + tag + ">").repeat(600) + "<a href=x>";
      assertNull(scan(deep, UTF_8, StandardCharsets.UTF_8), tag);
    }
    settles("<span>x</span>".repeat(2_000) + "<a href=x>", UTF_8, StandardCharsets.UTF_8);
  }

  @Test
  void everyPieceOfAPageIsReadAsTheTreeReadsIt() {
    var html =
        "<!DOCTYPE html><!-- c --><html><head><title>t &amp; u</title><script>if (a<b) '<p>'"
            + "</script></head><body><p class='x'>é <a href=\"/a?b&amp;c\" rel=nofollow>x</a>"
            + "<table><tr><td><img src=i></td></tr></table></body></html>";
    var octets = html.getBytes(StandardCharsets.UTF_8);
    var scannedCount = 0;
    for (var length = 0; length <= octets.length; length++) {
      var body = java.util.Arrays.copyOf(octets, length);
      var type = ContentType.parse(UTF_8);
      var sniffed = CharsetSniffer.sniff(body, type);
      var page = ScanParser.parse(body, sniffed, URL, PageReader.DEFAULT, Effort.unlimited());
      if (page != null) {
        scannedCount++;
        assertEquals(
            TreeParser.parse(body, sniffed, false, URL, PageReader.DEFAULT, Effort.unlimited()),
            page,
            "first " + length);
      }
    }
    assertTrue(scannedCount > octets.length / 2, scannedCount + " of " + octets.length);
  }
}
