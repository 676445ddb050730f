package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An output that writes a record for each URL, and chooses among those that were not requested.
abstract class EntryOutput implements RecordOutput {
  private final RecordChoice choice;

  EntryOutput(RecordChoice choice) {
    this.choice = choice;
  }

  /// Writes a record.
  abstract void write(Entry entry) throws IOException;

  @Override
  public final void accept(PageRecord page) throws IOException {
    write(Entry.of(page));
  }

  @Override
  public final void skipped(String href, int depth, @Nullable String referrer, Verdict verdict)
      throws IOException {
    if (choice.holds(verdict)) {
      write(new Entry(href, depth, referrer, verdict, null));
    }
  }
}
