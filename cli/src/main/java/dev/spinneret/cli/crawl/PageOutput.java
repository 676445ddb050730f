package dev.spinneret.cli.crawl;

import dev.spinneret.cli.input.Spool;
import dev.spinneret.cli.record.RecordOutput;
import dev.spinneret.cli.site.RecordSource;
import dev.spinneret.cli.site.SiteReport;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.OutputException;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A report on the crawl as a page of HTML, written when the crawl is over. Until then the records
/// are kept as JSON Lines in a temporary file, because they are read twice.
final class PageOutput implements RecordOutput {
  private final RecordOutput records;
  private final Spool spool;
  private final OutputStream page;

  /// Creates the output.
  ///
  /// @param records writes to the spool; closed with this
  /// @param spool closed with this
  /// @param page takes the page; closed with this
  PageOutput(RecordOutput records, Spool spool, OutputStream page) {
    this.records = records;
    this.spool = spool;
    this.page = page;
  }

  @Override
  public void accept(PageRecord record) throws IOException {
    records.accept(record);
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict)
      throws IOException {
    records.skipped(href, depth, referrer, verdict);
  }

  @Override
  public void close() throws IOException {
    try (page;
        spool) {
      records.close();
      var report = new SiteReport(SiteReport.USUAL_ROWS, null, List.of(), null);
      var source = RecordSource.spool("the crawl", spool);
      page.write(report.of(List.of(source), Instant.now()).getBytes(StandardCharsets.UTF_8));
    } catch (OutputException e) {
      throw new IOException(e.getMessage() + ": " + Failures.reason(e.failure()), e);
    }
  }
}
