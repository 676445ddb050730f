package dev.spinneret.engine.crawl.port;

/// What became of one fetch.
public sealed interface FetchResult {

  /// Where the time of this fetch went.
  ///
  /// @return nanoseconds by phase
  FetchTimings timings();

  /// A whole reply was read, or as much of it as the body limit allows.
  ///
  /// @param reply status, headers and body
  /// @param timings nanoseconds by phase
  record Fetched(Reply reply, FetchTimings timings) implements FetchResult {}

  /// No whole reply was read.
  ///
  /// @param cause one of a closed list
  /// @param detail what happened, in words for a person
  /// @param timings nanoseconds by phase, as far as the fetch came
  record Failed(FailureCause cause, String detail, FetchTimings timings) implements FetchResult {}
}
