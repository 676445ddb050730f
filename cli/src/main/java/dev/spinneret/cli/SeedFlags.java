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
      names = "--trust-seeds",
      description = {
        "Treats URLs from --seeds and standard input as if they were typed: they may be at private"
            + " addresses, and their origins see the credentials. Only for lists that you made.",
      })
  boolean trusted;

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
      case "--sample" -> sample = line.on();
      default -> {
        return false;
      }
    }
    return true;
  }
}
