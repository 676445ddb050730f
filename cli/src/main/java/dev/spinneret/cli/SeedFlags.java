package dev.spinneret.cli;

import dev.spinneret.engine.crawl.SitemapDiscovery;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// Where a crawl starts, besides the URLs on the command line.
final class SeedFlags implements PlainFlags {
  @Option(
      names = "--seeds",
      paramLabel = "FILE",
      description = "Reads one URL a line from a file; may be repeated.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--sitemap",
      paramLabel = "URL",
      description = "Starts at the entries of a sitemap; may be repeated.")
  List<String> sitemaps = new ArrayList<>();

  @Option(
      names = "--trust-seeds",
      description = {
        "Treats URLs from --seeds and standard input as if they were typed: they may be at private"
            + " addresses, and their origins see the credentials. Only for lists that you made.",
      })
  boolean trusted;

  @Option(
      names = "--sitemaps",
      paramLabel = "WHICH",
      defaultValue = "off",
      description =
          "off (default), robots or auto: also starts at the sitemaps that robots.txt names; auto"
              + " tries /sitemap.xml, too.")
  SitemapDiscovery discovery = SitemapDiscovery.OFF;

  @Option(
      names = "--sample",
      description = "Crawls the built-in sample web on loopback: no network is needed.")
  boolean sample;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "--seeds" -> files.add(line.value());
      case "--sitemap" -> sitemaps.add(line.value());
      case "--trust-seeds" -> trusted = line.on();
      case "--sitemaps" -> discovery = Converters.oneOf(line.value(), SitemapDiscovery.class);
      case "--sample" -> sample = line.on();
      default -> {
        return false;
      }
    }
    return true;
  }
}
