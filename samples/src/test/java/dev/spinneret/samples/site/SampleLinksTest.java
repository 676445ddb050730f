package dev.spinneret.samples.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.spinneret.parse.html.LinkKind;
import dev.spinneret.parse.html.PageParser;
import dev.spinneret.parse.url.WebUrl;
import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/// The links of the sample web as the crawler reads them. They are plain, so that jsoup, which
/// resolves with java.net.URL, must find the same to the letter.
class SampleLinksTest {
  @Test
  void thePageParserFindsThePlannedLinksAndJsoupTheSame() {
    var options =
        SiteOptions.DEFAULT
            .withPages(300)
            .withHosts(h -> h.withCount(3))
            .withHazards(h ->
                h.withErrorShare(0.1)
                    .withRedirectShare(0.1)
                    .withRobots(true)
                    .withCalendarTrap(true)
                    .withSessionTrap(true));
    var origins = List.of("http://127.0.0.1:8080", "http://127.0.0.2:8080", "http://[::1]:8080");
    var web = new SampleWeb(options, origins);
    var renderer = new PageRenderer(web);
    var body = new ByteSink(1024);
    web.pages()
        .filter(page -> page.status() == 200)
        .forEach(page -> {
          renderer.render(page.number(), body.clear());
          var url = WebUrl.parse(page.url(), null);
          assertNotNull(url);
          var octets = Arrays.copyOf(body.array(), body.size());
          var links =
              PageParser.parse(octets, "text/html; charset=utf-8", url).links().stream()
                  .filter(link -> link.kind() == LinkKind.A)
                  .toList();
          assertEquals(
              Jsoup.parse(body.text(0), page.url()).select("a[href]").eachAttr("abs:href"),
              links.stream().map(link -> link.url().href()).toList());
          assertEquals(
              page.links(), links.stream().map(link -> link.url().withoutFragment()).toList());
        });
  }
}
