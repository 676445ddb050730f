package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.PageFlags;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.record.Field;
import dev.spinneret.cli.record.OutputFormat;
import dev.spinneret.cli.record.RecordChoice;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.parse.html.Selection;
import dev.spinneret.parse.html.Wanted;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// From the flags to what records hold, and to what has to be read for it.
///
/// @param choice what goes into the records
/// @param wanted what is read from pages
record RecordPlan(RecordChoice choice, Wanted wanted) {

  /// Decides what was left open.
  ///
  /// @throws UsageException if a field lacks what it is about
  static RecordPlan of(Values typed) {
    var fields = fields(typed);
    var headers = new LinkedHashSet<String>();
    typed
        .all(OutputFlags.RECORD_HEADER)
        .forEach(name -> headers.add(name.toLowerCase(Locale.ROOT)));
    var choice =
        new RecordChoice(
            fields.stream().toList(),
            headers.stream().toList(),
            typed.all(PageFlags.EXTRACT).stream().map(Selection::name).toList(),
            typed.has(OutputFlags.SKIPPED),
            typed.has(OutputFlags.CSV_RAW),
            Terminal.isOutput());
    var read = new LinkedHashSet<>(fields);
    if (typed.all(OutputFlags.OUTPUT).stream().anyMatch(RecordPlan::isReport)) {
      read.addAll(RecordChoice.REPORT);
    }
    return new RecordPlan(choice, PageFlags.wanted(read, typed));
  }

  private static boolean isReport(String file) {
    return OutputFormat.of(file) == OutputFormat.HTML;
  }

  private static Set<Field> fields(Values typed) {
    var chosen = typed.all(OutputFlags.FIELDS);
    if (chosen.isEmpty()) {
      return usual(typed);
    }
    var fields = new LinkedHashSet<Field>();
    for (var field : chosen) {
      if (!fields.add(field)) {
        throw new UsageException("--fields: %s appears twice".formatted(field.label()));
      }
    }
    if (fields.contains(Field.EXTRACT) && typed.all(PageFlags.EXTRACT).isEmpty()) {
      throw new UsageException("--fields extract needs --extract NAME=CSS");
    }
    if (fields.contains(Field.HEADERS) && typed.all(OutputFlags.RECORD_HEADER).isEmpty()) {
      throw new UsageException("--fields headers needs --record-header NAME");
    }
    return fields;
  }

  private static Set<Field> usual(Values typed) {
    var groups = EnumSet.of(Field.Group.ALWAYS);
    if (!typed.all(OutputFlags.RECORD_HEADER).isEmpty()) {
      groups.add(Field.Group.HEADERS);
    }
    if (typed.has(OutputFlags.LINKS)) {
      groups.add(Field.Group.LINKS);
    }
    if (typed.has(OutputFlags.HASH)) {
      groups.add(Field.Group.HASH);
    }
    var fields = Field.of(groups);
    fields.addAll(PageFlags.fields(typed));
    return fields;
  }
}
