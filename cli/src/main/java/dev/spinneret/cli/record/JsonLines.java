package dev.spinneret.cli.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.spinneret.cli.terminal.Json;
import dev.spinneret.engine.crawl.verdict.PageRecord;
import dev.spinneret.engine.crawl.verdict.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One JSON object a line as each page ends; the names are those of `record.schema.json` beside
/// [dev.spinneret.cli.Main].
public final class JsonLines implements RecordOutput {
  private static final SerializedString URL = new SerializedString("url");
  private static final SerializedString STATUS = new SerializedString("status");
  private static final SerializedString ERROR = new SerializedString("error");
  private static final SerializedString DETAIL = new SerializedString("detail");
  private static final SerializedString VERDICT = new SerializedString("verdict");
  private static final SerializedString DEPTH = new SerializedString("depth");
  private static final SerializedString REFERRER = new SerializedString("referrer");
  private static final SerializedString TYPE = new SerializedString("type");
  private static final SerializedString BYTES = new SerializedString("bytes");
  private static final SerializedString TRUNCATED = new SerializedString("truncated");
  private static final SerializedString LINKS_TRUNCATED = new SerializedString("links_truncated");
  private static final SerializedString PARSE_BUDGET = new SerializedString("parse_budget");
  private static final SerializedString REDIRECT = new SerializedString("redirect");
  private static final SerializedString LINKS = new SerializedString("links");
  private static final SerializedString DIGEST = new SerializedString("digest");
  private static final SerializedString SHA256 = new SerializedString("sha256");
  private static final SerializedString STARTED = new SerializedString("started");
  private static final SerializedString ATTEMPTS = new SerializedString("attempts");
  private static final SerializedString MS = new SerializedString("ms");

  private final OutputStream out;
  private final RecordChoice choice;
  private final ByteBuilder bytes = new ByteBuilder();
  private final JsonGenerator json;
  private final Timestamps timestamps = new Timestamps();

  /// Creates the output.
  ///
  /// @param out takes each line in one write; closed with this
  /// @param choice what goes into the records
  /// @throws IOException never, in fact
  public JsonLines(OutputStream out, RecordChoice choice) throws IOException {
    this.out = out;
    this.choice = choice;
    this.json = Json.FACTORY.createGenerator(bytes);
    json.setRootValueSeparator(new SerializedString(""));
    if (choice.ascii()) {
      json.setHighestNonEscapedChar('~');
    }
  }

  @Override
  public void accept(PageRecord page) throws IOException {
    json.writeStartObject();
    text(URL, page.url().href());
    json.writeFieldName(STATUS);
    if (page.status() != 0) {
      json.writeNumber(page.status());
    } else {
      json.writeNull();
    }
    var error = page.error();
    text(ERROR, error == null ? null : error.label());
    if (page.errorDetail() != null) {
      text(DETAIL, page.errorDetail());
    }
    text(VERDICT, page.verdict().kind().label());
    number(DEPTH, page.depth());
    text(REFERRER, page.referrer());
    text(TYPE, page.type());
    number(BYTES, page.bytes());
    flag(TRUNCATED, page.truncated());
    flag(LINKS_TRUNCATED, page.content().linksTruncated());
    flag(PARSE_BUDGET, page.content().parseBudget());
    var redirect = page.redirect();
    text(REDIRECT, redirect == null ? null : redirect.href());
    if (choice.links()) {
      json.writeFieldName(LINKS);
      json.writeStartArray();
      for (var link : page.content().links()) {
        json.writeString(link.url().href());
      }
      json.writeEndArray();
    }
    text(DIGEST, error == null ? Digests.hex(page.content().digest()) : null);
    if (choice.sha256()) {
      var reply = page.reply();
      text(SHA256, reply == null ? null : Digests.sha256(reply.body()));
    }
    started(page.fetch().started());
    if (page.fetch().attempts() > 1) {
      number(ATTEMPTS, page.fetch().attempts());
    }
    timings(page);
    end();
  }

  @Override
  public void skipped(String href, int depth, @Nullable String referrer, Verdict verdict)
      throws IOException {
    if (!choice.holds(verdict)) {
      return;
    }
    json.writeStartObject();
    text(URL, href);
    text(STATUS, null);
    text(ERROR, cause(verdict));
    text(DETAIL, verdict.detail());
    text(VERDICT, verdict.kind().label());
    number(DEPTH, depth);
    text(REFERRER, referrer);
    end();
  }

  private static @Nullable String cause(Verdict verdict) {
    return verdict instanceof Verdict.Failed failed ? failed.cause().label() : null;
  }

  private void end() throws IOException {
    json.writeEndObject();
    json.flush();
    bytes.write('\n');
    bytes.drainTo(out);
  }

  private void timings(PageRecord page) throws IOException {
    var timings = page.fetch().timings();
    json.writeFieldName(MS);
    json.writeStartObject();
    millis("dns", timings.dnsNanos());
    millis("connect", timings.connectNanos());
    millis("tls", timings.tlsNanos());
    millis("wait", timings.waitNanos());
    millis("body", timings.bodyNanos());
    millis("parse", page.content().parseNanos());
    json.writeEndObject();
  }

  private void started(Instant instant) throws IOException {
    text(STARTED, timestamps.text(instant));
  }

  private void millis(String name, long nanos) throws IOException {
    json.writeFieldName(name);
    var micros = nanos / 1_000;
    if (micros == 0) {
      json.writeNumber(0);
    } else {
      json.writeNumber(Millis.text(micros));
    }
  }

  private void flag(SerializedString name, boolean value) throws IOException {
    if (value) {
      json.writeFieldName(name);
      json.writeBoolean(true);
    }
  }

  private void number(SerializedString name, long value) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(value);
  }

  private void text(SerializedString name, @Nullable String value) throws IOException {
    json.writeFieldName(name);
    json.writeString(value);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
