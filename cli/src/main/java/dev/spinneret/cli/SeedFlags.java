package dev.spinneret.cli;

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
      names = "--sample",
      description = "Crawls the built-in sample web on loopback: no network is needed.")
  boolean sample;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "--seeds" -> files.add(line.value());
      case "--sitemap" -> sitemaps.add(line.value());
      case "--sample" -> sample = line.on();
      default -> {
        return false;
      }
    }
    return true;
  }
}
