package dev.spinneret.engine.crawl;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.port.FetchTimings;
import dev.spinneret.engine.crawl.port.Reply;
import dev.spinneret.parse.html.Link;
import dev.spinneret.parse.url.WebUrl;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one finished URL was: a line of the output. Made for every URL that was asked for, whether
/// a reply came or not.
///
/// @param url what was requested
/// @param status the HTTP status; 0 when no whole reply was read
/// @param error why no whole reply was read; null when one was
/// @param errorDetail the same in words for a person; null when `error` is
/// @param depth links from a seed
/// @param referrer the page that named the URL first; null for a seed
/// @param type the Content-Type header; null when there is none
/// @param bytes length of the decoded body
/// @param truncated whether the body limit cut the body
/// @param linksTruncated whether the page has more links than there is memory for
/// @param parseBudget whether the page cost too much to be read to its end
/// @param redirect where a redirect points; null when it is none
/// @param links the page's links in document order, followed or not
/// @param title the page's title; null when it has none
/// @param noindex whether the page or its header says `noindex`
/// @param digest fast 64-bit digest of the body; 0 when there is no reply
/// @param started when the last attempt began, by the wall clock
/// @param timings where the time of the last attempt went
/// @param parseNanos how long the body took to parse
/// @param attempts how often the URL was asked for
/// @param verdict the URL's verdict
/// @param reply the reply itself, for outputs that keep bodies; null when there is none
public record PageRecord(
    WebUrl url,
    int status,
    @Nullable FailureCause error,
    @Nullable String errorDetail,
    int depth,
    @Nullable String referrer,
    @Nullable String type,
    long bytes,
    boolean truncated,
    boolean linksTruncated,
    boolean parseBudget,
    @Nullable WebUrl redirect,
    List<Link> links,
    @Nullable String title,
    boolean noindex,
    long digest,
    Instant started,
    FetchTimings timings,
    long parseNanos,
    int attempts,
    Verdict verdict,
    @Nullable Reply reply) {}
