package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.frontier.CrawlUrl;
import dev.spinneret.engine.crawl.lastrun.LastRun;
import dev.spinneret.engine.crawl.options.CrawlOptions;
import dev.spinneret.engine.crawl.parsing.Parsing;
import dev.spinneret.engine.crawl.parsing.Reading;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.html.RobotsDirectives;
import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.http.HttpStatus;
import dev.spinneret.parse.http.MimeSniffer;
import dev.spinneret.parse.robots.ProductToken;
import dev.spinneret.parse.sitemap.Sitemap;
import dev.spinneret.parse.sitemap.SitemapParser;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of replies: pages and sitemaps.
final class BodyReader implements AutoCloseable {
  /// Links of a page that take less memory than this are not counted.
  private static final long MANY_LINK_BYTES = 64 * 1024;

  private static final byte[] NO_BODY = {};

  /// What was read in the body of a reply: a page, a sitemap, or neither; or what an earlier run
  /// found in a page that has not changed.
  ///
  /// @param reading null when it is no page
  /// @param sitemap null when it is no sitemap
  /// @param named the URLs that were discovered in the page in the last run; null unless the page
  ///   is the same
  /// @param digest of the body; 0 until it is needed
  record Body(
      @Nullable Reading reading,
      @Nullable Sitemap sitemap,
      @Nullable List<LastRun.Known> named,
      long digest) {
    /// No body, or one of another kind.
    static final Body NONE = new Body(null, null, null, 0);

    /// The digest of the body, which is computed if it is not known.
    ///
    /// @param reply that the body belongs to
    long digestOf(Reply reply) {
      return digest == 0 ? Hash64.ofBytes(reply.body()) : digest;
    }

    /// Whether the page is the one of the last run.
    boolean isSame() {
      return named != null;
    }

    /// How many URLs it names.
    int linkCount() {
      return switch (sitemap) {
        case Sitemap.UrlSet set -> set.entries().size();
        case Sitemap.Index index -> index.entries().size();
        case Sitemap.Invalid _ -> 0;
        case null ->
            reading != null
                ? reading.parsed().page().links().size()
                : named == null ? 0 : named.size();
      };
    }
  }

  private final PageReader pageReader;
  private final Parsing parsing;

  /// The Content-Type fields of the last page, and their meaning: most pages of a site have the
  /// same.
  private List<String> lastTypes = List.of();

  private @Nullable ContentType lastType;

  BodyReader(CrawlOptions options, Parsing parsing) {
    this.pageReader =
        options
            .run()
            .pageReader()
            .withRobotsName(ProductToken.nameOf(options.robots().productToken()));
    this.parsing = parsing;
  }

  /// Reads a body. May suspend.
  ///
  /// @param as the URL that it came from
  /// @param url the same, parsed
  /// @param memory what the body takes
  /// @param digest of the body; 0 if it is not known
  Body read(CrawlUrl as, Host host, Reply reply, WebUrl url, BodyMemory.Share memory, long digest) {
    if (as.role().isProbe()) {
      return Body.NONE;
    }
    boolean success = HttpStatus.isSuccess(reply.status());
    if (success && as.role() == CrawlUrl.Role.SITEMAP) {
      var octets = reply.body();
      return new Body(
          null,
          parsing.aside(host.cost, octets.length, () -> SitemapParser.parse(octets, url)),
          null,
          digest);
    }
    var reading = success ? readPage(host, reply, url, memory, digest) : null;
    return new Body(reading, null, null, reading == null ? digest : reading.digest());
  }

  /// Stops the threads that parse.
  @Override
  public void close() {
    parsing.close();
  }

  /// Reads the X-Robots-Tag fields of a reply.
  RobotsDirectives directivesOf(Reply reply) {
    var all = RobotsDirectives.NONE;
    for (var value : reply.headers().all("X-Robots-Tag")) {
      all = all.and(RobotsDirectives.parseHeader(value, pageReader.robotsName()));
    }
    return all;
  }

  /// Whether a reply whose body was not read may have one with links.
  boolean mayHaveLinks(Reply reply) {
    var type = ContentType.extract(reply.headers().all("Content-Type"));
    return HttpStatus.isSuccess(reply.status())
        && type != null
        && (type.isXml() || pageReader.reads(type, NO_BODY));
  }

  /// Reads a reply whose body is a page. If there is no memory for its links, it is read again when
  /// there is.
  ///
  /// @return null when it is none
  private @Nullable Reading readPage(
      Host host, Reply reply, WebUrl url, BodyMemory.Share memory, long digest) {
    var reading = readPage(host, reply, url, digest);
    if (reading == null || reading.parsed().linkBytes() < MANY_LINK_BYTES) {
      return reading;
    }
    long linkBytes = reading.parsed().linkBytes();
    memory.take(linkBytes);
    if (!memory.mustWait()) {
      return reading;
    }
    long sameDigest = reading.digest();
    reading = null; // or it would stay in memory as long as this task waits
    memory.give(linkBytes);
    memory.awaitRoomFor(linkBytes);
    return readPage(host, reply, url, sameDigest);
  }

  /// Reads a reply whose body is a page.
  ///
  /// @return null when it is none
  private @Nullable Reading readPage(Host host, Reply reply, WebUrl url, long digest) {
    var body = reply.body();
    var type = mediaType(reply);
    return pageReader.reads(type, body)
        ? parsing.read(
            host.cost,
            body.length,
            limits -> Reading.of(pageReader, body, type, url, limits, digest))
        : null;
  }

  /// The type of a body: as declared, or as it looks if nothing is declared.
  private ContentType mediaType(Reply reply) {
    var values = reply.headers().all("Content-Type");
    if (!values.equals(lastTypes)) {
      lastTypes = values;
      lastType = ContentType.extract(values);
    }
    var sent = lastType;
    if (sent != null && !sent.isUnknown()) {
      return sent;
    }
    var options = reply.headers().first("X-Content-Type-Options");
    // WHATWG Fetch, "determine nosniff": the first value of the list counts.
    boolean nosniff =
        options != null && options.split(",", 2)[0].strip().equalsIgnoreCase("nosniff");
    return MimeSniffer.typeOf(sent, nosniff, reply.body());
  }
}
