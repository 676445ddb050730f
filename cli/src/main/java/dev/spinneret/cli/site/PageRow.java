package dev.spinneret.cli.site;

import dev.spinneret.cli.input.InputRecord;
import org.jspecify.annotations.Nullable;

/// What is kept of a record for a row of a table.
///
/// @param url as it stands in the file
/// @param status HTTP status; 0 if there is none
/// @param error the cause of a failure; null if there was none
/// @param depth number of links from a seed; -1 if the file does not say
/// @param referrer the first page that named the URL
/// @param redirect the target of a redirect
/// @param type the Content-Type
/// @param bytes length of the body; -1 if the file does not say
/// @param latencyMillis -1 if the file does not say
/// @param note what the table is about, such as a number of headings
record PageRow(
    String url,
    int status,
    @Nullable String error,
    int depth,
    @Nullable String referrer,
    @Nullable String redirect,
    @Nullable String type,
    long bytes,
    double latencyMillis,
    String note) {

  static PageRow of(InputRecord record) {
    return of(record, "");
  }

  static PageRow of(InputRecord record, String note) {
    var outcome = record.outcome();
    return new PageRow(
        Limits.cut(record.url()),
        outcome.status(),
        outcome.error(),
        record.depth(),
        shortened(record.referrer()),
        shortened(outcome.redirect()),
        shortened(record.body().type()),
        record.body().bytes(),
        record.times().latencyMillis(),
        note);
  }

  /// Status or failure in a word.
  String outcome() {
    return error != null ? error : status == 0 ? "" : Integer.toString(status);
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null ? null : Limits.cut(text);
  }
}
