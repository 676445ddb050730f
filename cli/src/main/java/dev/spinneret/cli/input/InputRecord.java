package dev.spinneret.cli.input;

import dev.spinneret.engine.crawl.verdict.PageChange;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import dev.spinneret.parse.url.WebUrl;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One record of a crawl, as read from a file. A field that the file does not have is null, 0 or
/// -1; [#says] is false for it, and true for one that is empty.
///
/// @param url as it stands in the file
/// @param outcome what became of the URL
/// @param depth number of links from a seed; -1 if the file does not say
/// @param referrer the first page that named the URL
/// @param body what came
/// @param times when and how long
/// @param facts what the page says of itself
/// @param links what the page links to; null if the file does not say, or nobody asked for it
/// @param offset of the record in its file, bytes; -1 if it cannot be read again by that
/// @param fields what the file says of this URL, a bit each
public record InputRecord(
    String url,
    Outcome outcome,
    int depth,
    @Nullable String referrer,
    Body body,
    Times times,
    Facts facts,
    @Nullable List<String> links,
    long offset,
    int fields) {
  private static final Set<String> NOT_REQUESTED =
      Stream.of(
              VerdictKind.BUDGET,
              VerdictKind.DEPTH,
              VerdictKind.LEFT_OVER,
              VerdictKind.OTHER_SHARD,
              VerdictKind.OUT_OF_SCOPE,
              VerdictKind.ROBOTS,
              VerdictKind.TRAP)
          .map(VerdictKind::label)
          .collect(Collectors.toSet());

  /// What became of a URL.
  ///
  /// @param status HTTP status; 0 if there is none
  /// @param error the cause of a failure; null if there was none
  /// @param verdict null if the file does not say
  /// @param redirect the target of a redirect; null if there is none
  /// @param change how it compares with the last run; null if the crawl was not repeated
  public record Outcome(
      int status,
      @Nullable String error,
      @Nullable String verdict,
      @Nullable String redirect,
      @Nullable String change) {

    /// Whether the URL is as it was in the last run, whose record says what it is.
    ///
    /// @return true if the page was not read again
    public boolean isSame() {
      return PageChange.SAME.label().equals(change);
    }

    /// Whether the page of an earlier run still holds, and its status is not that of this reply.
    ///
    /// @return true if the server answered 304, or was not asked
    public boolean isKept() {
      return isSame() && (status == 304 || VerdictKind.UNMODIFIED.label().equals(verdict));
    }
  }

  /// The body of a reply.
  ///
  /// @param type the Content-Type
  /// @param bytes its length; -1 if the file does not say
  /// @param digest a digest of it in any form
  /// @param sha256 its SHA-256
  public record Body(
      @Nullable String type, long bytes, @Nullable String digest, @Nullable String sha256) {
    /// What tells bodies apart: the SHA-256 if there is one.
    ///
    /// @return null if the file does not say
    public @Nullable String identity() {
      return sha256 == null ? digest : sha256;
    }
  }

  /// When a URL was requested, and how long that took.
  ///
  /// @param startedMillis start of the last attempt, milliseconds since 1970; -1 if the file does
  ///   not say
  /// @param latencyMillis from that to the end of the body, milliseconds; -1 if the file does not
  ///   say
  public record Times(long startedMillis, double latencyMillis) {}

  /// What a page says of itself.
  ///
  /// @param title of the page
  /// @param description of the page
  /// @param h1Count how many headings `h1` it has; -1 if the file does not say
  /// @param canonical the URL that it names as its canonical one
  public record Facts(
      @Nullable String title,
      @Nullable String description,
      int h1Count,
      @Nullable String canonical) {}

  /// Whether the file has a field for this URL, if only to say that there is none.
  ///
  /// @return true if it does
  public boolean says(RecordField field) {
    return (fields & field.bit()) != 0;
  }

  /// Whether the URL was requested: with `--skipped`, files also hold URLs that were not.
  ///
  /// @return true if the file does not say
  public boolean isRequested() {
    return outcome.verdict == null || !NOT_REQUESTED.contains(outcome.verdict);
  }

  /// Whether the URL is broken: it failed, or its status is 400 or above.
  public boolean isBroken() {
    return outcome.error != null || outcome.status >= 400;
  }

  /// Whether the reply is a page of hypertext that could be read.
  ///
  /// @return false if the file does not say what it is
  public boolean isPage() {
    var type = body.type;
    return outcome.error == null
        && outcome.status / 100 == 2
        && type != null
        && (type.startsWith("text/html") || type.startsWith("application/xhtml"));
  }

  /// The canonical key of a URL, which is the same for all its spellings.
  ///
  /// @param url as it stands in a file
  /// @return the text itself if it is no URL
  public static String key(String url) {
    var parsed = WebUrl.parse(url, null);
    return parsed == null ? url : parsed.key();
  }
}
