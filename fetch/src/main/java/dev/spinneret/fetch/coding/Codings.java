package dev.spinneret.fetch.coding;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The supported content codings (RFC 9110 §8.4.1), by their names in fields.
public final class Codings {
  /// How many times more than it received a decoder may produce, beyond 4 MiB.
  public static final int MAX_RATIO = 250;

  /// Codings of the IANA registry that cannot be undone here. Any other unknown name is none:
  /// `none`, `UTF-8`, `binary` or `text/html` label plain text, and browsers show it.
  private static final Set<String> UNREADABLE =
      Set.of("compress", "x-compress", "exi", "pack200-gzip", "aes128gcm", "dcb", "dcz");

  private static final Set<String> READABLE = Set.of("gzip", "x-gzip", "deflate", "br", "zstd");

  /// The maximum number of layers, as in curl.
  private static final int MAX_LAYERS = 5;

  private Codings() {}

  /// The value of Accept-Encoding: what can be decoded on this machine. br and zstd need a native
  /// library, which the jar contains for common Linux platforms.
  ///
  /// @return coding names
  public static String acceptEncoding() {
    return hasNatives(System.getProperty("os.name", ""), System.getProperty("os.arch", ""))
        ? "gzip, deflate, br, zstd"
        : "gzip, deflate";
  }

  /// Whether the jar contains both libraries for a platform. Looking for the files would open the
  /// jar at every start.
  static boolean hasNatives(String system, String architecture) {
    return system.equals("Linux")
        && (architecture.equals("amd64") || architecture.equals("aarch64"));
  }

  /// Splits field values into codings.
  ///
  /// @param values of Content-Encoding, in order
  /// @return in the order applied, in lower case; without `identity` and other names that are not
  ///   codings, and without empty members (RFC 9110 §5.6.1.2)
  public static List<String> list(List<String> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    var codings = new ArrayList<String>(2);
    for (var value : values) {
      for (var item : value.split(",", -1)) {
        var coding = item.strip().toLowerCase(Locale.ROOT);
        if (READABLE.contains(coding) || UNREADABLE.contains(coding)) {
          codings.add(coding);
        }
      }
    }
    return codings;
  }

  /// Puts decoders in front of a sink.
  ///
  /// @param codings in the order applied, so that the last one is undone first
  /// @param sink takes the decoded bytes
  /// @param maxRatio how many times more than it received a decoder may produce
  /// @return takes the encoded bytes; the caller closes it
  /// @throws CodingException BAD_ENCODING if a coding is not supported, or there are too many
  public static Sink decoding(List<String> codings, Sink sink, int maxRatio)
      throws CodingException {
    if (codings.size() > MAX_LAYERS) {
      throw CodingException.corrupt(codings.size() + " codings, of which 5 are allowed");
    }
    var limit = new RatioLimit(maxRatio);
    var chain = sink;
    try {
      for (var coding : codings) {
        chain = decoder(coding, chain, limit);
      }
    } catch (CodingException e) {
      chain.close();
      throw e;
    }
    return new Intake(chain, limit);
  }

  private static Decoder decoder(String coding, Sink next, RatioLimit limit)
      throws CodingException {
    return switch (coding) {
      // RFC 9110 §8.4.1.3: x-gzip is the same.
      case "gzip", "x-gzip" -> new GzipDecoder(next, limit);
      case "deflate" -> new DeflateDecoder(next, limit);
      case "br" -> new BrotliDecoder(next, limit);
      case "zstd" -> new ZstdDecoder(next, limit);
      default -> throw CodingException.corrupt("the coding '" + coding + "' is not known");
    };
  }

  /// Counts the bytes received.
  private record Intake(Sink chain, RatioLimit limit) implements Sink {
    @Override
    public boolean accept(ByteBuffer in, int at, int count) throws CodingException {
      limit.received(count);
      return chain.accept(in, at, count);
    }

    @Override
    public void end() throws CodingException {
      chain.end();
    }

    @Override
    public void close() {
      chain.close();
    }
  }
}
