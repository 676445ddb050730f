package dev.spinneret.cli.record;

import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comma-separated values (RFC 4180) with a header line, in UTF-8. Links stand in one field,
/// separated by blanks: no URL holds one.
///
/// A spreadsheet takes a cell that begins like a formula for one, and what pages and servers say
/// may be made for that. Such cells get an apostrophe in front, which spreadsheets do not show.
public final class CsvOutput implements RecordOutput {
  private static final List<String> COLUMNS =
      List.of(
          "url",
          "status",
          "error",
          "detail",
          "verdict",
          "depth",
          "referrer",
          "type",
          "bytes",
          "redirect",
          "digest",
          "started",
          "attempts",
          "dns_ms",
          "connect_ms",
          "tls_ms",
          "wait_ms",
          "body_ms",
          "parse_ms");

  private final OutputStream out;
  private final RecordChoice choice;
  private final Timestamps timestamps = new Timestamps();
  private final StringBuilder row = new StringBuilder(512);

  /// Creates the output and writes the header, unless it is there.
  ///
  /// @param out takes each row in one write; closed with this
  /// @param choice what goes into the records
  /// @param resumed whether the file holds records of an earlier run
  /// @throws IOException when the output has failed
  public CsvOutput(OutputStream out, RecordChoice choice, boolean resumed) throws IOException {
    this.out = out;
    this.choice = choice;
    if (resumed) {
      return;
    }
    COLUMNS.forEach(this::field);
    if (choice.links()) {
      field("links");
    }
    if (choice.sha256()) {
      field("sha256");
    }
    end();
  }

  @Override
  public void accept(PageRecord page) throws IOException {
    var error = page.error();
    var redirect = page.redirect();
    var timings = page.fetch().timings();
    field(page.url().href());
    field(page.status() == 0 ? "" : Integer.toString(page.status()));
    field(error == null ? "" : error.label());
    field(page.errorDetail());
    field(page.verdict().kind().label());
    field(Integer.toString(page.depth()));
    field(page.referrer());
    field(page.type());
    field(Long.toString(page.bytes()));
    field(redirect == null ? "" : redirect.href());
    field(error == null ? Digests.hex(page.content().digest()) : "");
    field(timestamps.text(page.fetch().started()));
    field(Integer.toString(page.fetch().attempts()));
    millis(timings.dnsNanos());
    millis(timings.connectNanos());
    millis(timings.tlsNanos());
    millis(timings.waitNanos());
    millis(timings.bodyNanos());
    millis(page.content().parseNanos());
    if (choice.links()) {
      field(
          String.join(
              " ", page.content().links().stream().map(link -> link.url().href()).toList()));
    }
    if (choice.sha256()) {
      var reply = page.reply();
      field(reply == null ? "" : Digests.sha256(reply.body()));
    }
    end();
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict)
      throws IOException {
    if (!choice.holds(verdict)) {
      return;
    }
    field(href);
    field("");
    field(verdict instanceof Verdict.Failed failed ? failed.cause().label() : "");
    field(verdict.detail());
    field(verdict.kind().label());
    field(Integer.toString(depth));
    field(referrer);
    var empty = COLUMNS.size() - 7 + (choice.links() ? 1 : 0) + (choice.sha256() ? 1 : 0);
    for (var i = 0; i < empty; i++) {
      field("");
    }
    end();
  }

  private void millis(long nanos) {
    field(Millis.text(nanos / 1_000));
  }

  private void field(@Nullable String value) {
    if (value != null) {
      var guard = !choice.rawCsv() && beginsFormula(value) ? "'" : "";
      if (needsQuotes(value)) {
        row.append('"').append(guard).append(value.replace("\"", "\"\"")).append('"');
      } else {
        row.append(guard).append(value);
      }
    }
    row.append(',');
  }

  /// Whether a spreadsheet may calculate a cell: by its first character, in both widths.
  private static boolean beginsFormula(String value) {
    return !value.isEmpty()
        && switch (value.charAt(0)) {
          case '=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff0b', '\uff0d', '\uff20' -> true;
          default -> false;
        };
  }

  private static boolean needsQuotes(String value) {
    for (var i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case ',', '"', '\n', '\r', ';', '\t' -> { // the last two part cells in some countries
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  private void end() throws IOException {
    row.setLength(row.length() - 1);
    row.append("\r\n");
    var bytes = row.toString().getBytes(StandardCharsets.UTF_8);
    row.setLength(0);
    out.write(bytes);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
