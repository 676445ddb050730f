package dev.spinneret.cli;

import dev.spinneret.engine.crawl.ScopeMode;
import dev.spinneret.engine.crawl.Shard;
import dev.spinneret.engine.crawl.SitemapDiscovery;
import dev.spinneret.engine.loop.PollerKind;
import dev.spinneret.fetch.HttpMode;
import dev.spinneret.fetch.auth.AuthScheme;
import dev.spinneret.fetch.tls.TlsVersion;
import dev.spinneret.parse.html.ParserKind;
import dev.spinneret.samples.site.Latency;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// From text to the types of options.
final class Converters {
  /// The words of the types that are closed lists: for messages and for completion.
  static final Map<Class<?>, List<String>> WORDS =
      Map.of(
          Engine.class, List.of("loop", "threads", "vthreads"),
          PollerKind.class, List.of("auto", "epoll", "nio"),
          ScopeMode.class, List.of("host", "domain", "origin", "prefix", "any"),
          ParserKind.class, List.of("scanner", "jsoup"),
          HttpMode.class, List.of("auto", "1.0", "1.1"),
          AuthScheme.class, List.of("any", "basic", "digest"),
          TlsVersion.class, List.of("1.2", "1.3"),
          SitemapDiscovery.class, List.of("off", "robots", "auto"),
          Switch.class, List.of("on", "off"),
          LogLevel.class, List.of("error", "warning", "info", "debug"));

  private Converters() {}

  /// Teaches picocli the types that stand for themselves.
  ///
  /// @param line gets the converters, and so do its subcommands
  static void register(CommandLine line) {
    line.registerConverter(Duration.class, Quantities::duration);
    line.registerConverter(HttpMode.class, Converters::httpMode);
    line.registerConverter(TlsVersion.class, Converters::tlsVersion);
    line.registerConverter(Latency.class, Converters::latency);
    line.registerConverter(Integer.class, Converters::integer);
    line.registerConverter(int.class, Converters::integer);
    line.registerConverter(Long.class, Converters::whole);
    line.registerConverter(long.class, Converters::whole);
    line.registerConverter(LogLevel.class, text -> oneOf(text, LogLevel.class));
    line.registerConverter(AuthScheme.class, text -> oneOf(text, AuthScheme.class));
    line.registerConverter(Engine.class, text -> oneOf(text, Engine.class));
    line.registerConverter(PollerKind.class, text -> oneOf(text, PollerKind.class));
    line.registerConverter(ParserKind.class, text -> oneOf(text, ParserKind.class));
    line.registerConverter(SitemapDiscovery.class, text -> oneOf(text, SitemapDiscovery.class));
    line.registerConverter(Switch.class, text -> oneOf(text, Switch.class));
    line.registerConverter(ScopeMode.class, text -> oneOf(text, ScopeMode.class));
  }

  /// Reads a whole number.
  static int integer(String text) {
    var number = whole(text);
    if (number != (int) number) {
      throw tooLarge(text, Integer.MAX_VALUE);
    }
    return (int) number;
  }

  /// Reads a whole number.
  static long whole(String text) {
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException _) {
      throw text.strip().matches("[+-]?[0-9]+")
          ? tooLarge(text, Long.MAX_VALUE)
          : new TypeConversionException("'%s' is no whole number, such as 10".formatted(text));
    }
  }

  private static TypeConversionException tooLarge(String text, long most) {
    return new TypeConversionException("'%s': at most %d is allowed".formatted(text, most));
  }

  /// The words of `--http`, for flags that keep the text.
  static final class HttpWords implements Iterable<String> {
    /// Made by picocli.
    HttpWords() {}

    @Override
    public Iterator<String> iterator() {
      return words(HttpMode.class).iterator();
    }
  }

  /// A part of a crawl.
  static final class ShardOfCrawl implements ITypeConverter<Shard> {
    /// Made by picocli.
    ShardOfCrawl() {}

    @Override
    public Shard convert(String text) {
      return shard(text);
    }
  }

  /// What `--shard` means.
  static Shard shard(String text) {
    try {
      return Shard.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /// A size in bytes.
  static final class Bytes implements ITypeConverter<Long> {
    /// Made by picocli.
    Bytes() {}

    @Override
    public Long convert(String text) {
      return Quantities.bytes(text);
    }
  }

  /// A number, or `auto`, which is empty.
  static final class CountOrAuto implements ITypeConverter<OptionalInt> {
    /// Made by picocli.
    CountOrAuto() {}

    @Override
    public OptionalInt convert(String text) {
      return countOrAuto(text);
    }
  }

  /// A count, or empty for `auto`.
  static OptionalInt countOrAuto(String text) {
    try {
      return text.strip().equals("auto") ? OptionalInt.empty() : OptionalInt.of(integer(text));
    } catch (TypeConversionException e) {
      throw new TypeConversionException(e.getMessage() + ", nor auto");
    }
  }

  /// A share from 0 to 1.
  static final class Share implements ITypeConverter<Double> {
    /// Made by picocli.
    Share() {}

    @Override
    public Double convert(String text) {
      return Quantities.share(text);
    }
  }

  /// What `--http` means.
  static HttpMode httpMode(String text) {
    return switch (text) {
      case "auto" -> HttpMode.AUTO;
      case "1.0" -> HttpMode.HTTP_1_0;
      case "1.1" -> HttpMode.HTTP_1_1;
      default -> throw noneOf(text, HttpMode.class);
    };
  }

  /// What `--tls-min` means.
  static TlsVersion tlsVersion(String text) {
    return switch (text) {
      case "1.2" -> TlsVersion.TLS_1_2;
      case "1.3" -> TlsVersion.TLS_1_3;
      default -> throw noneOf(text, TlsVersion.class);
    };
  }

  /// What `--latency` means.
  static Latency latency(String text) {
    try {
      return Latency.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  /// A word of a type whose words are its constants' names.
  static <E extends Enum<E>> E oneOf(String text, Class<E> type) {
    var word = text.toLowerCase(Locale.ROOT);
    if (!words(type).contains(word)) {
      throw noneOf(text, type);
    }
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  private static TypeConversionException noneOf(String text, Class<?> type) {
    return new TypeConversionException(
        "'%s' is none of %s".formatted(text, String.join(", ", words(type))));
  }

  private static List<String> words(Class<?> type) {
    return Objects.requireNonNull(WORDS.get(type));
  }
}
