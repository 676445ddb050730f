package dev.spinneret.engine.crawl.verdict;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.html.MalformedLink;
import dev.spinneret.parse.html.Page;
import dev.spinneret.parse.html.PageDetails;
import dev.spinneret.parse.url.WebUrl;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The record of one finished URL: a line of the output. Created for every URL that was requested,
/// whether a reply came or not.
///
/// @param url what was requested
/// @param depth links from a seed
/// @param referrer the page that named the URL first; null for a seed
/// @param fetch how it was fetched
/// @param verdict the URL's verdict
/// @param redirect where a redirect points; null if it is not one
/// @param content what was read in the body
/// @param revisit what the last run of the crawl says of it; null unless the crawl is repeated
public record PageRecord(
    WebUrl url,
    int depth,
    @Nullable String referrer,
    Fetch fetch,
    Verdict verdict,
    @Nullable WebUrl redirect,
    Content content,
    @Nullable Revisit revisit) {

  /// The record of a crawl that is not repeated.
  ///
  /// @param url what was requested
  /// @param depth links from a seed
  /// @param referrer the page that named the URL first; null for a seed
  /// @param fetch how it was fetched
  /// @param verdict the URL's verdict
  /// @param redirect where a redirect points; null when it is none
  /// @param content what was read in the body
  public PageRecord(
      WebUrl url,
      int depth,
      @Nullable String referrer,
      Fetch fetch,
      Verdict verdict,
      @Nullable WebUrl redirect,
      Content content) {
    this(url, depth, referrer, fetch, verdict, redirect, content, null);
  }

  /// How a URL was fetched.
  ///
  /// @param started when the last attempt began, by the wall clock
  /// @param timings where the time of the last attempt went
  /// @param attempts how often the URL was requested
  /// @param reply the reply itself, for outputs that keep bodies; null when there is none
  public record Fetch(Instant started, FetchTimings timings, int attempts, @Nullable Reply reply) {}

  /// What was read in the body of a reply.
  ///
  /// @param links the page's links in document order, followed or not
  /// @param page facts of the page; null if the body is not a page
  /// @param linksTruncated whether the page has more links than there is memory for
  /// @param parseBudget whether the page was too costly to be parsed to its end
  /// @param digest fast 64-bit digest of the body; 0 when there is no reply
  /// @param parseNanos how long the body took to parse
  /// @param malformed references that are no valid URLs
  /// @param details what a check of links needs; null when the
  ///   [reader][dev.spinneret.parse.html.PageReader] is not detailed
  public record Content(
      List<Link> links,
      @Nullable Page page,
      boolean linksTruncated,
      boolean parseBudget,
      long digest,
      long parseNanos,
      List<MalformedLink> malformed,
      @Nullable PageDetails details) {

    /// There is no body.
    public static final Content NONE = kept(0);

    /// What is known of a body that was not sent again.
    ///
    /// @param digest its digest
    /// @return without links and page
    public static Content kept(long digest) {
      return new Content(List.of(), null, false, false, digest, 0, List.of(), null);
    }
  }

  /// The same record, compared with the last run.
  ///
  /// @param with what the last run says of the URL
  /// @return a copy
  public PageRecord compared(Revisit with) {
    return new PageRecord(url, depth, referrer, fetch, verdict, redirect, content, with);
  }

  /// Whether the page is one of an earlier run that still holds and was not sent again.
  ///
  /// @return false if this run has received what there is
  public boolean isKept() {
    return revisit != null && revisit.kept() != null;
  }

  /// The reply itself.
  ///
  /// @return null when there is none
  public @Nullable Reply reply() {
    return fetch.reply();
  }

  /// The HTTP status.
  ///
  /// @return 0 when no whole reply was read
  public int status() {
    var reply = reply();
    return reply == null ? 0 : reply.status();
  }

  /// Why the URL has failed.
  ///
  /// @return null when it has not
  public @Nullable FailureCause error() {
    return verdict instanceof Verdict.Failed(var cause, _) ? cause : null;
  }

  /// Why the URL has failed, in words for a person.
  ///
  /// @return null when it has not
  public @Nullable String errorDetail() {
    return verdict instanceof Verdict.Failed(_, var detail) ? detail : null;
  }

  /// The page of this crawl that had the same body first.
  ///
  /// @return its URL; null when this one is no duplicate
  public @Nullable String original() {
    return verdict instanceof Verdict.Duplicate(var original) ? original : null;
  }

  /// The Content-Type header.
  ///
  /// @return null when there is none
  public @Nullable String type() {
    var reply = reply();
    return reply == null ? null : reply.headers().first("Content-Type");
  }

  /// The length of the decoded body.
  ///
  /// @return bytes
  public long bytes() {
    var reply = reply();
    return reply == null ? 0 : reply.body().length;
  }

  /// Whether the body limit cut the body.
  ///
  /// @return false when there is no reply
  public boolean truncated() {
    var reply = reply();
    return reply != null && reply.truncated();
  }
}
