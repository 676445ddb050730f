package dev.spinneret.cli;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How many processors a crawl works on, and how much memory it may take. Empty is `auto`.
final class CoreFlags implements PlainFlags {
  @Option(
      names = "--parsers",
      paramLabel = "N",
      defaultValue = "auto",
      converter = Converters.CountOrAuto.class,
      description =
          "Threads that parse pages beside the event loop, when that has other work; 0 parses all"
              + " in place (default: auto, one less than processors).")
  OptionalInt parsers = OptionalInt.empty();

  @Option(
      names = "--loops",
      paramLabel = "N",
      defaultValue = "auto",
      converter = Converters.CountOrAuto.class,
      description =
          "Event loops: of several, the first crawls and the others fetch, each from a part of the"
              + " hosts (default: auto, 1 up to 3 processors, else half of them).")
  OptionalInt loops = OptionalInt.empty();

  @Option(
      names = "--max-memory",
      paramLabel = "SIZE",
      converter = Converters.Bytes.class,
      description =
          "Memory that pages, rules and waiting URLs share, at least 32M and at most the heap,"
              + " which is a quarter of the machine's or container's memory (default: the heap)."
              + " What does not fit waits, goes to disk, or is cut, and its record says so.")
  @Nullable Long maxMemory;

  @Override
  public boolean take(PlainLine line) {
    switch (line.flag()) {
      case "--parsers" -> parsers = Converters.countOrAuto(line.value());
      case "--loops" -> loops = Converters.countOrAuto(line.value());
      case "--max-memory" -> maxMemory = Quantities.bytes(line.value());
      default -> {
        return false;
      }
    }
    return true;
  }
}
