package dev.spinneret.cli.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Writes WARC records (WARC 1.1 §4), one after another: version, named fields, the block.
final class WarcHead {
  private static final byte[] END = {'\r', '\n', '\r', '\n'};

  private final StringBuilder text = new StringBuilder(1_024);

  /// Begins a record.
  ///
  /// @param type such as `response`
  /// @param date of what it holds, with milliseconds
  /// @return its identifier, for [#field]
  String begin(String type, String date) {
    var id = "<urn:uuid:" + UUID.randomUUID() + ">";
    text.setLength(0);
    text.append("WARC/1.1\r\n");
    field("WARC-Type", type);
    field("WARC-Record-ID", id);
    field("WARC-Date", date);
    return id;
  }

  /// Adds a field.
  ///
  /// @param value without control characters
  void field(String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }

  /// Ends the record.
  ///
  /// @param out gets the whole record
  void end(String contentType, ByteBuilder out, byte[]... block) throws IOException {
    var length = 0;
    for (var part : block) {
      length += part.length;
    }
    var sha1 = Sha.SHA_1.take(length);
    for (var part : block) {
      sha1.update(part);
    }
    field("WARC-Block-Digest", digest(sha1.digest()));
    Sha.SHA_1.giveBack(sha1);
    field("Content-Type", contentType);
    field("Content-Length", Integer.toString(length));
    text.append("\r\n");
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    for (var part : block) {
      out.write(part);
    }
    out.write(END);
  }

  /// A SHA-1 as the value of a field.
  static String digest(byte[] sha1) {
    return digest(Base32.text(sha1));
  }

  static String digest(String base32) {
    return "sha1:" + base32;
  }
}
