package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One place that the records of a crawl go to, in one format. Used by one thread at a time.
public interface RecordOutput extends AutoCloseable {
  /// Takes a page that was requested.
  ///
  /// @throws IOException if the output has failed
  void accept(PageRecord page) throws IOException;

  /// Takes a URL that was not requested.
  ///
  /// @param depth links from a seed
  /// @param referrer the page that named it; null for a seed
  /// @param verdict why it was not requested
  /// @throws IOException if the output has failed
  default void skipped(String href, int depth, @Nullable String referrer, Verdict verdict)
      throws IOException {}

  /// Writes out what is left and closes the output.
  @Override
  void close() throws IOException;
}
