package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.port.FailureCause;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The URL of each record on a line of its own. References that are no valid URLs are left out.
final class UrlOutput extends EntryOutput {
  private final OutputStream out;

  /// @param out takes each line in one write; closed with this
  /// @param choice which URLs have records
  UrlOutput(OutputStream out, RecordChoice choice) {
    super(choice);
    this.out = out;
  }

  @Override
  void write(Entry entry) throws IOException {
    if (!(entry.verdict() instanceof Verdict.Failed(var cause, _))
        || cause != FailureCause.INVALID_URL) {
      out.write((entry.href() + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
