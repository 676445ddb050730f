package dev.spinneret.cli;

import dev.spinneret.parse.html.ParserKind;
import picocli.CommandLine.Option;

/// How pages are read.
final class ParseFlags implements PlainFlags {
  @Option(
      names = "--parser",
      paramLabel = "PARSER",
      defaultValue = "scanner",
      description =
          "scanner (default; leaves to jsoup what needs a tree) or jsoup: what finds the links.")
  ParserKind parser = ParserKind.SCANNER;

  @Option(
      names = "--check-parser",
      paramLabel = "SHARE",
      defaultValue = "0",
      converter = Converters.Share.class,
      description =
          "Reads this share of the pages with jsoup too; a difference ends the crawl and saves the"
              + " page (default: 0).")
  double checkShare;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "--parser" -> parser = Converters.oneOf(line.value(), ParserKind.class);
      case "--check-parser" -> checkShare = Quantities.share(line.value());
      default -> {
        return false;
      }
    }
    return true;
  }
}
