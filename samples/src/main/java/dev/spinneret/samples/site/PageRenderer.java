package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/// Writes a page as HTML: a head, the navigation, sections of prose with links in them, a footer.
///
/// The body has exactly the size that the options ask for, unless its links alone need more. Used
/// by one thread.
final class PageRenderer {
  private static final int LINKS_PER_SECTION = 5;
  private static final int LINK_BYTES = 90;
  private static final int LONGEST_PARAGRAPH_BYTES = 1400;

  private static final byte[] HEAD =
      utf8(
          """
          <!DOCTYPE html>
          <html lang="en">
          <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <style>body { margin: 2em; max-width: 60em }</style>
          <script>var quoted = "<a href='/in/a/script.html'>no link<\\/a>";</script>
          <title>\
          """);
  private static final byte[] AFTER_TITLE =
      utf8(
          """
          </title>
          </head>
          <body>
          <!-- <a href="/in/a/comment.html">no link</a> -->
          <header><nav class="top"><ul>
          """);
  private static final byte[] AFTER_NAVIGATION =
      utf8("</ul></nav></header>\n<main>\n<article>\n<h1>");
  private static final byte[] AFTER_HEADLINE = utf8("</h1>\n<img src=\"/img/");
  private static final byte[] AFTER_IMAGE =
      utf8(".png\" alt=\"a view of the place\" width=\"640\" height=\"360\">\n");
  private static final byte[] SECTION = utf8("<section id=\"part-");
  private static final byte[] SECTION_HEADLINE = utf8("\">\n<h2>");
  private static final byte[] AFTER_SECTION_HEADLINE = utf8("</h2>\n<p>See ");
  private static final byte[] BETWEEN_LINKS = utf8(", then ");
  private static final byte[] AFTER_LINKS = utf8(".</p>\n");
  private static final byte[] AFTER_SECTION = utf8("</section>\n");
  private static final byte[] FOOTER =
      utf8("</article>\n</main>\n<footer><nav class=\"bottom\"><ul>\n");
  private static final byte[] AFTER_FOOTER =
      utf8(
          """
          </ul></nav>
          <p>&copy; 2026 The sample web. <a name="end">The end</a></p></footer>
          <script src="/assets/site.js" defer></script>
          </body>
          </html>
          """);
  private static final byte[] LAST_PARAGRAPH = utf8("<p class=\"last\">");
  private static final byte[] AFTER_PARAGRAPH = utf8("</p>\n");

  private static final byte[] ITEM = utf8("<li>");
  private static final byte[] AFTER_ITEM = utf8("</li>\n");
  private static final byte[] ANCHOR = utf8("<a href=\"");
  private static final byte[] AFTER_HREF = utf8("\">");
  private static final byte[] AFTER_ANCHOR = utf8("</a>");
  private static final byte[] UP = utf8("../");
  private static final byte[] FRAGMENT = utf8("#part-1");

  private final SampleWeb web;
  private final SiteOptions options;
  private final Paths paths;
  private final Prose prose;
  private final List<byte[]> origins;
  private final ByteSink tail = new ByteSink(2048);

  PageRenderer(SampleWeb web) {
    this.web = web;
    options = web.options();
    paths = web.paths();
    prose = new Prose(options.seed());
    origins = web.origins().stream().map(PageRenderer::utf8).toList();
  }

  /// Writes the body of a page that is well.
  void render(int page, ByteSink out) {
    int start = out.size();
    int wordChoice = (int) Mix.of(options.seed(), page, 31);
    out.put(HEAD);
    writeTitle(page, wordChoice, out);
    out.put(AFTER_TITLE);
    writeNavigation(page, out);
    out.put(AFTER_NAVIGATION);
    writeTitle(page, wordChoice, out);
    out.put(AFTER_HEADLINE).putNumber(page & 7).put(AFTER_IMAGE);

    tail.clear().put(FOOTER);
    writeNavigation(page, tail);
    tail.put(AFTER_FOOTER);

    int end = start + options.pageBytes() - tail.size();
    var links = web.links(page);
    int sections = (links.size() + LINKS_PER_SECTION - 1) / LINKS_PER_SECTION;
    int room = end - out.size() - links.size() * LINK_BYTES;
    int prosePerSection = Math.max(0, room / (sections + 1));
    for (int section = 0; section < sections; section++) {
      int from = section * LINKS_PER_SECTION;
      int to = Math.min(from + LINKS_PER_SECTION, links.size());
      writeSection(page, section, links.subList(from, to), prosePerSection, out);
    }
    fill(end, wordChoice, out);
    out.put(tail.array(), 0, tail.size());
  }

  private void writeSection(
      int page, int section, List<SampleLink> links, int proseBytes, ByteSink out) {
    int choice = page * 7 + section * 5;
    out.put(SECTION).putNumber(section + 1).put(SECTION_HEADLINE);
    out.put(Words.at(choice * 977L)).put(' ').put(Words.at(choice * 3571L));
    out.put(AFTER_SECTION_HEADLINE);
    for (int i = 0; i < links.size(); i++) {
      if (i > 0) {
        out.put(BETWEEN_LINKS);
      }
      writeLink(page, links.get(i), out);
    }
    out.put(AFTER_LINKS);
    int limit = out.size() + proseBytes;
    for (int i = 0; ; i++) {
      var paragraph = prose.paragraph(choice + i);
      if (out.size() + paragraph.length > limit) {
        break;
      }
      out.put(paragraph);
    }
    out.put(AFTER_SECTION);
  }

  /// Writes paragraphs until the body has exactly `end` bytes.
  private void fill(int end, int choice, ByteSink out) {
    for (int i = 0; end - out.size() > LONGEST_PARAGRAPH_BYTES; i++) {
      out.put(prose.paragraph(choice + i));
    }
    int text = end - out.size() - LAST_PARAGRAPH.length - AFTER_PARAGRAPH.length;
    if (text >= 0) {
      out.put(LAST_PARAGRAPH);
      prose.writePlain(text, out);
      out.put(AFTER_PARAGRAPH);
    } else {
      for (int left = end - out.size(); left > 0; left--) {
        out.put('\n');
      }
    }
  }

  private void writeNavigation(int page, ByteSink out) {
    web.navigation()
        .forEach(target -> {
          out.put(ITEM);
          writeLink(page, new SampleLink(SampleLink.Kind.PAGE, target, 9), out);
          out.put(AFTER_ITEM);
        });
  }

  private void writeTitle(int page, int choice, ByteSink out) {
    out.put(Words.at(choice)).put(' ').put(Words.at(choice >>> 8)).put(' ').putNumber(page);
  }

  private void writeLink(int from, SampleLink link, ByteSink out) {
    out.put(ANCHOR);
    switch (link.kind()) {
      case PAGE -> writeHref(from, link.number(), (int) link.mixed() & 15, out);
      case BROKEN, PRIVATE, CALENDAR, SESSION -> Traps.writePath(link, out);
    }
    out.put(AFTER_HREF);
    out.put(Words.at(link.mixed() >>> 8)).put(' ').put(Words.at(link.mixed() >>> 24));
    out.put(AFTER_ANCHOR);
  }

  /// Writes a link to a page as an absolute URL, a path, or relative to where it stands.
  private void writeHref(int from, int to, int form, ByteSink out) {
    int host = web.host(to);
    boolean elsewhere = host != web.host(from);
    if (elsewhere || form < 2) {
      out.put(origins.get(host));
      paths.write(to, true, Paths.ESCAPED_AMPERSAND, out);
    } else if (form >= 6 || to < options.hosts().count()) {
      paths.write(to, true, Paths.ESCAPED_AMPERSAND, out);
    } else if (paths.areNeighbours(from, to)) {
      paths.writeName(to, out);
    } else {
      for (int up = paths.depth(from); up > 0; up--) {
        out.put(UP);
      }
      paths.write(to, false, Paths.ESCAPED_AMPERSAND, out);
    }
    if (form == 15) {
      out.put(FRAGMENT);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
