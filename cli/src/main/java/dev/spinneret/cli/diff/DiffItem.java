package dev.spinneret.cli.diff;

import dev.spinneret.cli.input.InputRecord;
import dev.spinneret.cli.input.RecordField;
import dev.spinneret.engine.crawl.seen.Hash64;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one crawl says of one URL, and its form as bytes, whose order is that of the URLs.
///
/// The links are a number that stands for the set of them; the record itself is at `offset`, where
/// it can be read again.
///
/// @param key the canonical URL, after `--map`
/// @param url as it stands in the file
/// @param status HTTP status; 0 if there is none
/// @param error the cause of a failure; null if there was none
/// @param redirect the target of a redirect
/// @param title of the page
/// @param canonical the canonical URL that the page names
/// @param digest of the body
/// @param sha256 of the body
/// @param linkSet stands for the set of links
/// @param linkCount how many different links there are
/// @param offset of the record in its file; -1 if it cannot be read again
/// @param fields what the file says, a bit for each constant of [DiffKind]
record DiffItem(
    String key,
    String url,
    int status,
    @Nullable String error,
    @Nullable String redirect,
    @Nullable String title,
    @Nullable String canonical,
    @Nullable String digest,
    @Nullable String sha256,
    long linkSet,
    int linkCount,
    long offset,
    int fields) {

  /// No text is as long as this.
  private static final int NO_TEXT = -1;

  static DiffItem of(InputRecord record, UrlMap map) {
    var outcome = record.outcome();
    var links = linkSet(record.links(), map);
    var fields = 0;
    fields |= bit(record, RecordField.STATUS, DiffKind.STATUS);
    fields |= bit(record, RecordField.ERROR, DiffKind.STATUS);
    fields |= bit(record, RecordField.REDIRECT, DiffKind.REDIRECT);
    fields |= bit(record, RecordField.TITLE, DiffKind.TITLE);
    fields |= bit(record, RecordField.CANONICAL, DiffKind.CANONICAL);
    fields |= record.body().identity() == null ? 0 : DiffKind.DIGEST.bit();
    fields |= record.links() == null ? 0 : DiffKind.LINKS.bit();
    // A page that is the same is not read again: the record of the last run says what it is.
    if (outcome.isSame()) {
      fields &= ~(DiffKind.TITLE.bit() | DiffKind.CANONICAL.bit() | DiffKind.LINKS.bit());
    }
    if (outcome.isKept()) {
      fields &= ~(DiffKind.STATUS.bit() | DiffKind.REDIRECT.bit());
    }
    return new DiffItem(
        map.key(record.url()),
        record.url(),
        outcome.status(),
        outcome.error(),
        outcome.redirect(),
        text(record.facts().title()),
        text(record.facts().canonical()),
        record.body().digest(),
        record.body().sha256(),
        Arrays.hashCode(links) * 0x9e3779b97f4a7c15L ^ Arrays.stream(links).sum(),
        links.length,
        record.offset(),
        fields);
  }

  /// A text as every format can hold it: in tables, an empty one and none are the same.
  private static @Nullable String text(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static int bit(InputRecord record, RecordField field, DiffKind kind) {
    return record.says(field) ? kind.bit() : 0;
  }

  /// The hashes of the different links, sorted.
  private static long[] linkSet(@Nullable List<String> links, UrlMap map) {
    return links == null
        ? new long[0]
        : links.stream()
            .mapToLong(link -> Hash64.ofAscii(map.key(link), 0))
            .distinct()
            .sorted()
            .toArray();
  }

  boolean says(DiffKind kind) {
    return (fields & kind.bit()) != 0;
  }

  boolean isBroken() {
    return error != null || status >= 400;
  }

  /// Status or failure in a word.
  String outcome() {
    return error != null ? error : status == 0 ? "no status" : Integer.toString(status);
  }

  /// The bytes: the key, a zero, the position in the file, and the rest.
  ///
  /// @param position of the record in its file: of two of one URL, the greater one counts
  byte[] bytes(long position) {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      out.write(key.replace('\0', ' ').getBytes(StandardCharsets.UTF_8));
      out.writeByte(0);
      out.writeLong(position);
      out.writeInt(fields);
      out.writeShort(status);
      out.writeLong(linkSet);
      out.writeInt(linkCount);
      out.writeLong(offset);
      write(out, url.equals(key) ? null : url);
      write(out, error);
      write(out, redirect);
      write(out, title);
      write(out, canonical);
      write(out, digest);
      write(out, sha256);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static DiffItem of(byte[] bytes) {
    var zero = 0;
    while (bytes[zero] != 0) {
      zero++;
    }
    var key = new String(bytes, 0, zero, StandardCharsets.UTF_8);
    var in = ByteBuffer.wrap(bytes).position(zero + 1 + Long.BYTES);
    var fields = in.getInt();
    var status = in.getShort();
    var linkSet = in.getLong();
    var linkCount = in.getInt();
    var offset = in.getLong();
    var url = read(in);
    return new DiffItem(
        key,
        url == null ? key : url,
        status,
        read(in),
        read(in),
        read(in),
        read(in),
        read(in),
        read(in),
        linkSet,
        linkCount,
        offset,
        fields);
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(NO_TEXT);
    } else {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  private static @Nullable String read(ByteBuffer in) {
    var length = in.getInt();
    if (length == NO_TEXT) {
      return null;
    }
    var bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
