package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.verdict.Verdict;

/// What goes into the records besides what is always there.
///
/// @param links the links of each page
/// @param sha256 the SHA-256 of each body
/// @param skipped a record also for each URL that was not requested
/// @param rawCsv CSV cells that begin like a formula stay as they are
/// @param ascii JSON escapes all but ASCII, so that nothing from the web can steer a terminal
public record RecordChoice(
    boolean links, boolean sha256, boolean skipped, boolean rawCsv, boolean ascii) {

  /// The choice for a report, which shows all that it can.
  ///
  /// @return links and what was skipped as well
  public RecordChoice forReport() {
    return new RecordChoice(true, sha256, true, rawCsv, false);
  }

  /// Whether a URL that was not requested gets a record: what belongs to another shard always does,
  /// or nobody could hand it over.
  ///
  /// @param verdict the URL's
  /// @return true when it is to be written
  boolean holds(Verdict verdict) {
    return skipped || verdict instanceof Verdict.OtherShard || verdict instanceof Verdict.Failed;
  }
}
