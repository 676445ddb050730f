package dev.spinneret.cli.crawl;

import dev.spinneret.cli.flag.Block;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.engine.crawl.options.Resources;
import java.util.OptionalInt;

/// How many processors a crawl works on, and how much memory it may take.
final class CoreFlags {
  static final Flag<OptionalInt> PARSERS =
      Flag.of(
              "--parsers=N",
              Kind.countOrAuto(0, EnginePlan.MAX),
              "Threads that parse pages while the event loop has other work; 0 parses all pages on"
                  + " the loop (default: auto, one less than the processors).")
          .or("auto");

  static final Flag<OptionalInt> LOOPS =
      Flag.of(
              "--loops=N",
              Kind.countOrAuto(1, EnginePlan.MAX),
              "Number of event loops: the first crawls, the others fetch, each from a part of the"
                  + " hosts (default: auto, 1 for up to 3 processors, otherwise half of them).")
          .or("auto");

  static final Flag<Long> MAX_MEMORY =
      Flag.of(
          "--max-memory=SIZE",
          Kind.bytes(Resources.MIN_BYTES, Long.MAX_VALUE, "at least 32M are needed"),
          "Memory for pages, rules and waiting URLs, at least 32M and at most the heap, which is a"
              + " quarter of the memory of the machine or container (default: the heap). What does"
              + " not fit waits, goes to disk, or is cut and marked in its record.");

  static final Block BLOCK = Block.of("Processors", PARSERS, LOOPS, MAX_MEMORY);

  private CoreFlags() {}
}
