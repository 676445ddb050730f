package dev.spinneret.parse.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes documents of markup that is right for the most part: elements within the elements that
/// they belong into, closed in the order of their opening, now and then not.
final class MarkupSoup {
  private static final String[] ALL =
      ("a a a a a b i em font nobr strong code u span span label div p p ul ol li dl dd dt table tr"
              + " td th tbody thead tfoot caption colgroup col form input select option optgroup"
              + " button textarea title style script noscript iframe img image area br hr h1 h2 h3"
              + " section nav main pre object applet link meta base body html head video source"
              + " audio embed blockquote q ins del ruby rt rp rb rtc x-y foo address article dialog"
              + " summary details fieldset keygen svg math template frameset frame plaintext xmp"
              + " noembed noframes center marquee")
          .split(" ");

  private static final String[] USUAL =
      ("a a a a b i em span div p ul li table tr td th tbody form input select option button h1 h2"
              + " img br noscript dl dd dt label section object caption font svg")
          .split(" ");

  private static final String[] IN_SVG =
      "path g use a rect circle title desc image text foreignObject script style font b".split(" ");

  private static final List<String> VOID =
      List.of(
          "img", "image", "br", "hr", "input", "link", "meta", "base", "col", "area", "embed",
          "source", "frame", "keygen", "path", "use", "rect", "circle");

  private static final String[] ATTRIBUTES =
      ("href href href href src rel name content http-equiv charset action method type background"
              + " srcset cite data class id HREF xlink:href formaction poster color")
          .split(" ");

  private static final String[] VALUES = {
    "x",
    "/y?a=1&amp;b=2",
    "http://k.test/",
    "#f",
    "a b",
    "é",
    "nofollow",
    "canonical",
    "robots",
    "Spinneret",
    "alternate",
    "search",
    "http://[",
    "//a b/",
    "noindex",
    "post",
    "hidden",
    "image",
    "0;url=z",
    "refresh",
    "utf-8",
    "koi8-r",
    "&lt;&#x41;&copy=1&notit;",
    "",
    "mailto:a",
    "a 1x, b 2x",
    "&",
    "x&y",
    "\uFFFD",
    "日本",
    "../up",
    "HTTP://K.test:80/%7e",
    "?q='",
    "//l.test",
    "a/./b",
    "x\ny"
  };

  private static final String[] BETWEEN = {
    "text", " ", "\n", "&amp;", "&#32;", "<!-- c -->", "<!--> ", "<!---->",
    "<!-- <a href=no> --!>", "<?pi >", "</ x>", "</>", "<3", "<![CDATA[x]]>", "é", "\0",
    "a\uFFFFb", "<!doctype html>", "<", "</", "<!", "<a", "&lt;a href=x>"
  };

  private static final String[] DOCTYPES = {
    "<!doctype html>",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01//EN\" \"http://x\">",
    "<!doctype x>",
    "<!DOCTYPE html SYSTEM 'about:legacy-compat'>",
    "<!doctype html public 'html'>",
    "<!doctype>",
    "<!-- first --><!doctype html>"
  };

  private final Random random;
  private final StringBuilder html = new StringBuilder();
  private final List<String> open = new ArrayList<>();

  private MarkupSoup(Random random) {
    this.random = random;
  }

  /// Makes a document.
  static String make(Random random) {
    return new MarkupSoup(random).document();
  }

  private String document() {
    var names = random.nextInt(3) == 0 ? ALL : USUAL;
    var mess = 2 + random.nextInt(12);
    if (random.nextInt(3) > 0) {
      html.append(pick(DOCTYPES));
    }
    if (random.nextBoolean()) {
      html.append("<html><head><title>t</title></head><body>");
    }
    for (var i = random.nextInt(60); i > 0; i--) {
      if (!open.isEmpty() && random.nextInt(5) < 2) {
        end(random.nextInt(mess) == 0 ? pick(names) : open.removeLast());
      } else {
        start(name(names));
      }
      if (random.nextInt(3) == 0) {
        html.append(pick(BETWEEN));
      }
    }
    while (!open.isEmpty() && random.nextInt(6) > 0) {
      end(open.removeLast());
    }
    return random.nextInt(6) == 0 ? html.append("<a href=end>end</a>").toString() : html.toString();
  }

  /// Mostly what belongs into the open element.
  private String name(String[] names) {
    if (open.isEmpty() || random.nextInt(5) == 0) {
      return pick(names);
    }
    return switch (open.getLast()) {
      case "table" -> pick("tr", "tbody", "caption", "tr", "thead", "col", "colgroup", "form");
      case "tbody", "thead", "tfoot" -> "tr";
      case "tr" -> pick("td", "th");
      case "select" -> "option";
      case "ul" -> "li";
      case "dl" -> pick("dd", "dt");
      case "svg", "g" -> pick(IN_SVG);
      default -> pick(names);
    };
  }

  private void start(String name) {
    html.append('<')
        .append(random.nextInt(9) == 0 ? name.toUpperCase(java.util.Locale.ROOT) : name);
    for (var i = random.nextInt(3); i > 0; i--) {
      html.append(pick(" ", "\n", " / ", "/", "\t")).append(pick(ATTRIBUTES));
      if (random.nextInt(9) > 0) {
        value();
      }
    }
    html.append(random.nextInt(15) == 0 ? "/>" : random.nextInt(60) == 0 ? "" : ">");
    if (!VOID.contains(name)) {
      open.add(name);
    }
  }

  private void value() {
    var value = pick(VALUES);
    var bare = random.nextInt(6) == 0 && !value.contains(" ") && !value.isEmpty();
    var quote = bare ? "" : pick("'", "\"", "\"", "\"");
    html.append(pick("=", "=", "=", " = ")).append(quote).append(value).append(quote);
  }

  private void end(String name) {
    html.append("</").append(name).append(random.nextInt(20) == 0 ? " a='>'" : "").append('>');
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
