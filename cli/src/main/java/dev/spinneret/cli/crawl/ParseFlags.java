package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.parse.html.ParserKind;
import java.util.List;

/// How pages are read.
final class ParseFlags {
  static final Flag<ParserKind> PARSER =
      Flag.of(
              "--parser=PARSER",
              Kind.named(List.of(ParserKind.SCANNER, ParserKind.JSOUP)),
              "scanner (default; leaves pages that need a tree to jsoup) or jsoup: finds the"
                  + " links.")
          .or("scanner");

  static final Flag<Double> CHECK_PARSER =
      Flag.of(
              "--check-parser=SHARE",
              Kind.SHARE,
              "Parses this share of the pages with jsoup, too; a difference ends the crawl and"
                  + " saves the page (default: 0).")
          .or("0");

  static final Block BLOCK = Block.of("Reading pages", PARSER, CHECK_PARSER);

  private ParseFlags() {}
}
