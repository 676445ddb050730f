package dev.spinneret.cli;

import dev.spinneret.engine.crawl.ScopeMode;
import dev.spinneret.engine.loop.PollerKind;
import dev.spinneret.fetch.HttpMode;
import dev.spinneret.fetch.tls.TlsVersion;
import dev.spinneret.samples.site.Latency;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// From text to the types of options.
final class Converters {
  private Converters() {}

  /// Teaches picocli the types that stand for themselves.
  ///
  /// @param line gets the converters, and so do its subcommands
  static void register(CommandLine line) {
    line.registerConverter(Duration.class, Quantities::duration);
    line.registerConverter(HttpMode.class, Converters::httpMode);
    line.registerConverter(TlsVersion.class, Converters::tlsVersion);
    line.registerConverter(Latency.class, Converters::latency);
    line.registerConverter(
        Engine.class, text -> oneOf(text, Engine.class, "loop, threads, vthreads"));
    line.registerConverter(
        PollerKind.class, text -> oneOf(text, PollerKind.class, "auto, epoll, nio"));
    line.registerConverter(
        ScopeMode.class, text -> oneOf(text, ScopeMode.class, "host, domain, origin, prefix, any"));
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
      default ->
          throw new TypeConversionException("'%s' is none of auto, 1.0, 1.1".formatted(text));
    };
  }

  private static TlsVersion tlsVersion(String text) {
    return switch (text) {
      case "1.2" -> TlsVersion.TLS_1_2;
      case "1.3" -> TlsVersion.TLS_1_3;
      default -> throw new TypeConversionException("'%s' is none of 1.2, 1.3".formatted(text));
    };
  }

  private static Latency latency(String text) {
    try {
      return Latency.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  private static <E extends Enum<E>> E oneOf(String text, Class<E> type, String allowed) {
    if (!(", " + allowed + ",").contains(", " + text.toLowerCase(Locale.ROOT) + ",")) {
      throw new TypeConversionException("'%s' is none of %s".formatted(text, allowed));
    }
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }
}
