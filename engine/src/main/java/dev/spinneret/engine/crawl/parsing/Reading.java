package dev.spinneret.engine.crawl.parsing;

import dev.spinneret.engine.crawl.seen.Hash64;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.parse.html.PageReader;
import dev.spinneret.parse.html.ParsedPage;
import dev.spinneret.parse.html.ReadLimits;
import dev.spinneret.parse.http.ContentType;
import dev.spinneret.parse.url.WebUrl;

/// A page that was parsed: its facts, and what is known from its bytes alone.
///
/// @param parsed its links and other facts
/// @param digest of its body
/// @param nanos how long parsing took, on whatever thread
public record Reading(ParsedPage parsed, long digest, long nanos) {

  /// Reads a page. Pure, and so the same on any thread.
  ///
  /// @param reader reads it
  /// @param body after content codings; not changed
  /// @param type its media type
  /// @param url its URL
  /// @param limits what reading may cost
  /// @param digest of the body; 0 if it is to be computed
  /// @return what was read
  public static Reading of(
      PageReader reader,
      byte[] body,
      ContentType type,
      WebUrl url,
      ReadLimits limits,
      long digest) {
    long begunAtNanos = Clock.SYSTEM.nanoTime();
    var parsed = reader.read(body, type, url, limits);
    long nanos = Clock.SYSTEM.nanoTime() - begunAtNanos;
    return new Reading(parsed, digest == 0 ? Hash64.ofBytes(body) : digest, nanos);
  }
}
