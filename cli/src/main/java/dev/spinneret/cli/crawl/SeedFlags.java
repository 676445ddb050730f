package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.engine.crawl.options.SitemapDiscovery;
import java.util.List;

/// Where a crawl starts, besides the URLs on the command line.
final class SeedFlags {
  static final Flag<String> SEEDS =
      Flag.many(
          "--seeds=FILE", Kind.FILE, "Reads seeds from a file, one URL per line; may be repeated.");

  static final Flag<String> SITEMAP =
      Flag.many(
          "--sitemap=URL", Kind.TEXT, "Uses the entries of a sitemap as seeds; may be repeated.");

  static final Flag<Boolean> TRUST_SEEDS =
      Flag.on(
          "--trust-seeds",
          "Treats URLs from --seeds and standard input as if they were typed: they may be at"
              + " private addresses, and their origins receive the credentials. Use it only for"
              + " lists that you made.");

  static final Flag<SitemapDiscovery> SITEMAPS =
      Flag.of(
              "--sitemaps=WHICH",
              Kind.named(
                  List.of(SitemapDiscovery.OFF, SitemapDiscovery.ROBOTS, SitemapDiscovery.AUTO)),
              "off (default), robots or auto. robots also starts at the sitemaps that robots.txt"
                  + " names; auto tries /sitemap.xml, too.")
          .or("off");

  static final Flag<Boolean> SAMPLE =
      Flag.on("--sample", "Crawls the built-in sample site on loopback; no network is needed.");

  static final Block BLOCK = Block.of("Seeds", SEEDS, SITEMAP, TRUST_SEEDS, SITEMAPS, SAMPLE);

  private SeedFlags() {}
}
