package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/// What the sample web answers: a pure function of its seed, the host and the target.
///
/// Used by one thread.
final class Answers {
  private static final String HTML = "text/html; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String XML = "application/xml";

  /// A picture of one grey point.
  private static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNsaGj4DwAFhAKA0e1R"
                  + "+AAAAABJRU5ErkJggg==");

  private static final byte[] SCRIPT = "console.log('<a href=\"/no/link\">');\n".getBytes(UTF_8);

  private final SampleWeb web;
  private final PageRenderer renderer;
  private final Sitemaps sitemaps;

  Answers(SampleWeb web) {
    this.web = web;
    this.renderer = new PageRenderer(web);
    this.sitemaps = new Sitemaps(web);
  }

  /// The first lines of an answer; its body has been written already.
  ///
  /// @param location where a redirect leads; empty for all others
  record Head(int status, String contentType, String location) {}

  /// Writes the body of an answer.
  ///
  /// @param page the page that the target is, or -1
  /// @return what stands before the body
  Head write(int host, String target, int page, ByteSink body) {
    if (page >= 0) {
      return writePage(page, body);
    }
    return switch (target) {
      case "/robots.txt" -> text(robots(host), body);
      case "/assets/site.js" -> bytes("text/javascript", SCRIPT, body);
      case "/favicon.ico" -> bytes("image/png", PICTURE, body);
      default -> writeOther(host, target, body);
    };
  }

  /// Writes the body of an answer to a request that is none.
  static Head problem(int status, ByteSink body) {
    var reason = HeadWriter.reason(status);
    body.put(
        """
        <!DOCTYPE html>
        <html lang="en"><head><title>%d %s</title></head>
        <body><h1>%s</h1><p>The sample web has nothing else to say.</p></body></html>
        """
            .formatted(status, reason, reason));
    return new Head(status, HTML, "");
  }

  private Head writePage(int page, ByteSink body) {
    int status = web.status(page);
    if (status == 200) {
      renderer.render(page, body);
      return new Head(status, HTML, "");
    }
    var head = problem(status, body);
    if (status >= 400) {
      return head;
    }
    int target = web.redirectTarget(page);
    boolean samePlace = web.host(page) == web.host(target) && page % 2 == 0;
    return new Head(status, HTML, samePlace ? web.paths().path(target) : web.url(target));
  }

  private Head writeOther(int host, String target, ByteSink body) {
    if (target.startsWith("/img/") && target.endsWith(".png") && target.length() == 10) {
      return bytes("image/png", PICTURE, body);
    }
    if (sitemaps.write(host, target, body)) {
      return new Head(200, XML, "");
    }
    var trap = Traps.page(web.options(), target);
    if (trap != null) {
      body.put(trap);
      return new Head(200, HTML, "");
    }
    return problem(404, body);
  }

  private String robots(int host) {
    var forbidden = web.options().hazards().robots() ? "/private/" : "";
    return """
    # The sample web
    User-agent: *
    Disallow: %s

    User-agent: unwanted
    Disallow: /

    Sitemap: %s/sitemap.xml
    """
        .formatted(forbidden, web.origins().get(host));
  }

  private static Head text(String text, ByteSink body) {
    return bytes(TEXT, text.getBytes(UTF_8), body);
  }

  private static Head bytes(String contentType, byte[] bytes, ByteSink body) {
    body.put(bytes);
    return new Head(200, contentType, "");
  }
}
