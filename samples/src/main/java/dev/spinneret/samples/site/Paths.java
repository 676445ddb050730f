package dev.spinneret.samples.site;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/// The path of each page, and which page a path is.
///
/// Page 7 may be `/maps/silver-harbour-7.html`, `/maps/silver-harbour-7/` or
/// `/view?item=7&section=maps`; the first page of each host is `/`.
final class Paths {
  private static final List<byte[]> SECTIONS =
      ascii(
          "guides",
          "notes",
          "reference",
          "history",
          "recipes",
          "travel",
          "science",
          "letters",
          "garden",
          "music",
          "maps",
          "tools");

  private static final byte[] PLAIN_AMPERSAND = ascii("&").getFirst();
  static final byte[] ESCAPED_AMPERSAND = ascii("&amp;").getFirst();
  private static final byte[] VIEW = ascii("view?item=").getFirst();
  private static final byte[] VIEW_SECTION = ascii("section=").getFirst();
  private static final byte[] HTML = ascii(".html").getFirst();

  private static final long SECTION = 1;
  private static final long SLUG = 2;
  private static final long SHAPE = 3;

  private enum Shape {
    FRONT,
    FILE,
    FOLDER,
    QUERY
  }

  private final long seed;
  private final int pages;
  private final int hosts;

  Paths(SiteOptions options) {
    seed = options.seed();
    pages = options.pages();
    hosts = options.hosts().count();
  }

  /// The path and query of a page.
  String path(int page) {
    var sink = new ByteSink(64);
    write(page, true, PLAIN_AMPERSAND, sink);
    return sink.text(0);
  }

  /// Writes the path of a page.
  ///
  /// @param rooted whether it begins with a slash
  /// @param ampersand how one is written here
  void write(int page, boolean rooted, byte[] ampersand, ByteSink out) {
    if (rooted) {
      out.put('/');
    }
    var shape = shape(page);
    switch (shape) {
      case FRONT -> {}
      case QUERY ->
          out.put(VIEW)
              .putNumber(page)
              .put(ampersand)
              .put(VIEW_SECTION)
              .put(SECTIONS.get(section(page)));
      case FILE, FOLDER -> {
        out.put(SECTIONS.get(section(page))).put('/');
        writeName(page, out);
      }
    }
  }

  /// Writes the last part of the path of a page that stands in a section: what a neighbour in the
  /// same section may link to.
  void writeName(int page, ByteSink out) {
    long slug = Mix.of(seed, page, SLUG);
    out.put(Words.at(slug)).put('-').put(Words.at(slug >>> 16)).put('-').putNumber(page);
    if (shape(page) == Shape.FOLDER) {
      out.put('/');
    } else {
      out.put(HTML);
    }
  }

  /// How many folders lie between the root and the page.
  int depth(int page) {
    return switch (shape(page)) {
      case FRONT, QUERY -> 0;
      case FILE -> 1;
      case FOLDER -> 2;
    };
  }

  /// Whether both pages are files of the same section, so that a name alone leads from one to the
  /// other.
  boolean areNeighbours(int one, int other) {
    return shape(one) == Shape.FILE
        && (shape(other) == Shape.FILE || shape(other) == Shape.FOLDER)
        && section(one) == section(other);
  }

  /// The page that `target` asks a host for.
  ///
  /// @return its number, or -1 when the host has no such page
  int page(int host, String target) {
    if (target.equals("/")) {
      return host;
    }
    int page = target.startsWith("/view?item=") ? digitsAt(target, 11) : lastNumber(target);
    return page >= hosts && page < pages && page % hosts == host && path(page).equals(target)
        ? page
        : -1;
  }

  private Shape shape(int page) {
    if (page < hosts) {
      return Shape.FRONT;
    }
    return switch (Mix.below(Mix.of(seed, page, SHAPE), 8)) {
      case 0 -> Shape.QUERY;
      case 1 -> Shape.FOLDER;
      default -> Shape.FILE;
    };
  }

  private int section(int page) {
    return Mix.below(Mix.of(seed, page, SECTION), SECTIONS.size());
  }

  private static int lastNumber(String target) {
    return digitsAt(target, target.lastIndexOf('-') + 1);
  }

  private static int digitsAt(String target, int start) {
    int number = 0;
    int at = start;
    for (; at < target.length() && at < start + 8; at++) {
      int digit = target.charAt(at) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      number = number * 10 + digit;
    }
    return at == start ? -1 : number;
  }

  private static List<byte[]> ascii(String... texts) {
    return List.of(texts).stream().map(text -> text.getBytes(US_ASCII)).toList();
  }
}
