package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.verdict.Verdict;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What goes into the records, and which URLs have one.
///
/// @param fields in the order in which they are written
/// @param headers the header fields of [Field#HEADERS], in lower case
/// @param extracts the names of [Field#EXTRACT]
/// @param skipped a record also for each URL that was not requested
/// @param rawCsv cells of tables that begin like a formula stay as they are
/// @param ascii nothing from the web can steer a terminal: JSON escapes all but ASCII, and in
///   tables U+FFFD stands for what a terminal would obey
public record RecordChoice(
    List<Field> fields,
    List<String> headers,
    List<String> extracts,
    boolean skipped,
    boolean rawCsv,
    boolean ascii) {
  /// The fields that a report shows.
  public static final Set<Field> REPORT = Collections.unmodifiableSet(report());

  public RecordChoice {
    fields = List.copyOf(fields);
    headers = List.copyOf(headers);
    extracts = List.copyOf(extracts);
  }

  private static Set<Field> report() {
    var fields = Field.of(EnumSet.of(Field.Group.ALWAYS, Field.Group.FACTS));
    fields.add(Field.LINKS);
    return fields;
  }

  /// The choice for a report, which shows all that it can.
  ///
  /// @return [#REPORT] and what was skipped as well
  public RecordChoice forReport() {
    return new RecordChoice(List.copyOf(REPORT), headers, extracts, true, rawCsv, false);
  }

  /// The choice for a file, whose bytes do not depend on where standard output leads.
  ///
  /// @return the same fields, and texts as they are
  public RecordChoice forFile() {
    return new RecordChoice(fields, headers, extracts, skipped, rawCsv, false);
  }

  /// Whether a URL that was not requested gets a record: what belongs to another shard always does,
  /// or nobody could hand it over.
  ///
  /// @return true when it is to be written
  boolean holds(Verdict verdict) {
    return skipped || verdict instanceof Verdict.OtherShard || verdict instanceof Verdict.Failed;
  }
}
