package dev.spinneret.cli.record;

import dev.spinneret.parse.html.PageFacts;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The fields of a record, in the order of a record: the one table that the formats, `--fields`,
/// the documentation and the JSON Schema follow. [FieldValues] has their values.
public enum Field {
  URL(
      Group.ALWAYS,
      "the URL as requested; with the error `invalid_url`, the reference as it stands in the page"),
  STATUS(
      Group.ALWAYS,
      "HTTP status; null if no complete reply was read. A redirect that leads nowhere has both a"
          + " status and an error"),
  ERROR(Group.ALWAYS, "a [failure cause](#failure-causes); null if a complete reply was read"),
  DETAIL(Group.ALWAYS, "the error or the verdict in words; present only if there is more to say"),
  VERDICT(Group.ALWAYS, "a [verdict](#verdicts)"),
  DEPTH(Group.ALWAYS, "number of links from a seed; 0 for a seed"),
  REFERRER(
      Group.ALWAYS,
      "the first page that named the URL; null for a seed, and for a page of an earlier run that"
          + " nothing names any more"),
  TYPE(Group.ALWAYS, "the Content-Type header field; null if there is none"),
  BYTES(Group.ALWAYS, "length of the decoded body"),
  TRUNCATED(
      Group.ALWAYS,
      "true if the body was cut at the limit (`--max-body`), never ends, as with a radio, or"
          + " lacks its end; otherwise absent"),
  LINKS_TRUNCATED(
      Group.ALWAYS,
      "true if the page has more links than fit in memory, and only the first ones were used;"
          + " otherwise absent"),
  PARSE_BUDGET(
      Group.ALWAYS,
      "true if the page took too much time or memory to parse to its end; otherwise absent"),
  REDIRECT(Group.ALWAYS, "the target of a redirect; null if the reply is none"),
  DUPLICATE_OF(
      Group.ALWAYS,
      "of a `duplicate`, the URL of the page that had the same bytes first; otherwise absent"),
  CHANGE(
      Group.ALWAYS,
      "with `--recrawl`: `new`, `changed`, `same` or `gone`, see [Recrawls](#recrawls); absent in"
          + " the first crawl"),
  TITLE(Group.FACTS, "with `--facts`: the page's title"),
  DESCRIPTION(Group.FACTS, "with `--facts`: what its `meta name=description` says"),
  H1(Group.FACTS, "with `--facts`: the text of its first `h1`, with the `alt` of images in it"),
  H1_COUNT(Group.FACTS, "with `--facts`: how many `h1` it has"),
  CANONICAL(Group.FACTS, "with `--facts`: the URL of its `link rel=canonical`"),
  ROBOTS_META(
      Group.FACTS,
      "with `--facts`: the directives of its robots meta elements, in lower case; an array"),
  ROBOTS_HEADER(
      Group.FACTS, "with `--facts`: the X-Robots-Tag header fields of the reply; an array"),
  LANGUAGE(
      Group.FACTS,
      "with `--facts`: its language, from `html lang`, or `meta http-equiv=content-language`"),
  HREFLANG(
      Group.FACTS, "with `--facts`: its `link rel=alternate hreflang`, an array of `{lang, url}`"),
  OG_TITLE(Group.FACTS, "with `--facts`: its Open Graph property `og:title`"),
  OG_TYPE(Group.FACTS, "with `--facts`: its Open Graph property `og:type`"),
  OG_IMAGE(Group.FACTS, "with `--facts`: the URL of its Open Graph property `og:image`"),
  WORD_COUNT(Group.FACTS, "with `--facts`: number of words of its visible text"),
  LINKS_INTERNAL(
      Group.FACTS, "with `--facts`: number of its hyperlinks (`a`, `area`) to the same host"),
  LINKS_EXTERNAL(Group.FACTS, "with `--facts`: number of its hyperlinks to other hosts"),
  LINKS_NOFOLLOW(Group.FACTS, "with `--facts`: number of its hyperlinks with `rel=nofollow`"),
  HEADERS(
      Group.HEADERS,
      "with `--record-header`: header fields of the reply by name in lower case: null, a text, or"
          + " an array if there are several"),
  EXTRACT(
      Group.EXTRACT,
      "with `--extract`: what each selector finds, by name: null, a text, or an array if there are"
          + " several"),
  TEXT(Group.TEXT, "with `--text`: the page's visible text, one line for each of its lines"),
  LINKS(Group.LINKS, "with `--links`: the URLs of the page's links in document order, an array"),
  LINK_DETAILS(
      Group.LINKS,
      "with `--links`: the same links as an array of `{url, kind}`, with `rel` and `text` where"
          + " there are any"),
  DIGEST(Group.ALWAYS, "fast 64-bit digest of the body, 16 hexadecimal digits"),
  SHA256(Group.HASH, "with `--hash`: SHA-256 of the body"),
  STARTED(Group.ALWAYS, "start of the last attempt, ISO 8601"),
  ATTEMPTS(
      Group.ALWAYS,
      "number of requests for the URL; present only if there was more than one. It may exceed"
          + " `--attempts` by those that were answered with a request to slow down, such as 429 or"
          + " 503"),
  MS(
      Group.ALWAYS,
      "milliseconds per phase of the last attempt: `dns`, `connect`, `tls`, `wait` (for the first"
          + " byte), `body`, `parse`; 0 if the phase did not happen");

  /// What adds fields to the records.
  public enum Group {
    /// Nothing: they are there.
    ALWAYS,
    /// `--facts`.
    FACTS,
    /// `--record-header`.
    HEADERS,
    /// `--extract`.
    EXTRACT,
    /// `--text`.
    TEXT,
    /// `--links`.
    LINKS,
    /// `--hash`.
    HASH
  }

  private final Group group;
  private final String label;
  private final String description;

  Field(Group group, String description) {
    this.group = group;
    this.label = name().toLowerCase(Locale.ROOT);
    this.description = description;
  }

  /// The stable name.
  ///
  /// @return such as `word_count`
  public String label() {
    return label;
  }

  /// What the field says.
  ///
  /// @return one line of Markdown, as in `RECORDS.md`
  public String description() {
    return description;
  }

  /// All names, in the order of a record.
  public static List<String> labels() {
    return Arrays.stream(values()).map(Field::label).toList();
  }

  /// The fields of some groups.
  ///
  /// @param groups what is given
  /// @return in the order of a record
  public static Set<Field> of(Set<Group> groups) {
    var fields = EnumSet.noneOf(Field.class);
    for (var field : values()) {
      if (groups.contains(field.group)) {
        fields.add(field);
      }
    }
    return fields;
  }

  /// Whether only [PageFacts] have it.
  ///
  /// @return false where it is read anyway, or not from a page
  public boolean needsFacts() {
    return group == Group.FACTS && this != TITLE && this != CANONICAL && this != ROBOTS_HEADER;
  }

  /// The columns that the field has in a table.
  List<String> columns(RecordChoice choice) {
    return switch (this) {
      case MS -> List.of("dns_ms", "connect_ms", "tls_ms", "wait_ms", "body_ms", "parse_ms");
      case HEADERS -> choice.headers().stream().map(name -> label + "." + name).toList();
      case EXTRACT -> choice.extracts().stream().map(name -> label + "." + name).toList();
      // Not exhaustive: all others have one.
      default -> List.of(label);
    };
  }
}
