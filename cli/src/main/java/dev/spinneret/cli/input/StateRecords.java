package dev.spinneret.cli.input;

import dev.spinneret.engine.crawl.state.StateException;
import dev.spinneret.engine.crawl.state.StoredUrl;
import dev.spinneret.engine.crawl.state.StoredUrls;
import dev.spinneret.engine.crawl.verdict.VerdictKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// The URLs of a crawl's state (`--state`). A state knows no types, titles, links and targets of
/// redirects. URLs that still wait count as left over.
final class StateRecords implements RecordReader {
  private static final double NANOS_OF_MILLI = 1e6;

  private final StoredUrls urls;

  private StateRecords(StoredUrls urls) {
    this.urls = urls;
  }

  static StateRecords open(Path file) throws IOException {
    try {
      return new StateRecords(StoredUrls.open(file));
    } catch (StateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public @Nullable InputRecord next() throws IOException {
    try {
      var url = urls.next();
      return url == null ? null : record(url);
    } catch (StateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static @Nullable InputRecord record(StoredUrl url) {
    var record = new RecordBuilder();
    record.text(RecordField.URL, url.href());
    var outcome = url.outcome();
    record.text(
        RecordField.VERDICT, outcome == null ? VerdictKind.LEFT_OVER.label() : outcome.verdict());
    record.number(RecordField.DEPTH, url.depth());
    text(record, RecordField.REFERRER, url.referrer());
    var cause = outcome == null ? null : outcome.cause();
    text(record, RecordField.ERROR, cause);
    var fetch = url.fetch();
    if (fetch == null) {
      return record.build(-1);
    }
    if (fetch.status() != 0) {
      record.number(RecordField.STATUS, fetch.status());
    }
    if (fetch.change() != null) {
      record.text(RecordField.CHANGE, fetch.change());
    }
    record.number(RecordField.BYTES, fetch.bytes());
    record.number(RecordField.STARTED, fetch.started().toEpochMilli());
    if (fetch.digest() != 0 && cause == null) {
      record.text(RecordField.DIGEST, HexFormat.of().toHexDigits(fetch.digest()));
    }
    var timings = fetch.timings();
    record.phase(
        (timings.dnsNanos()
                + timings.connectNanos()
                + timings.tlsNanos()
                + timings.waitNanos()
                + timings.bodyNanos())
            / NANOS_OF_MILLI);
    return record.build(-1);
  }

  private static void text(RecordBuilder record, RecordField field, @Nullable String text) {
    if (text == null) {
      record.nothing(field);
    } else {
      record.text(field, text);
    }
  }

  @Override
  public void close() {
    urls.close();
  }
}
