package dev.spinneret.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.netpreserve.jwarc.WarcCaptureRecord;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.Warcinfo;

/// What a WARC file holds, read to its end and checked record by record: digests, ids, the request
/// of each page, and the response that each revisit names.
final class WarcContent {
  /// URL, status and payload digest of each page.
  final Set<String> pages = new TreeSet<>();

  int runCount;
  int revisitCount;
  private final Map<String, String> digests = new HashMap<>();
  private final Set<URI> ids = new HashSet<>();
  private final Set<URI> asked = new HashSet<>();
  private final Set<URI> answered = new HashSet<>();

  private WarcContent() {}

  static WarcContent of(Path file) throws IOException, NoSuchAlgorithmException {
    var content = new WarcContent();
    try (var reader = reader(file)) {
      reader.calculateBlockDigest();
      reader.onWarning(warning -> {
        throw new AssertionError(file + ": " + warning);
      });
      for (var record = reader.next(); record.isPresent(); record = reader.next()) {
        content.add(record.get());
      }
    }
    assertEquals(content.answered, content.asked, "each page with its request");
    return content;
  }

  /// Reads a file's records. jwarc 0.36 reads zstd itself, but never comes to the end of such a
  /// file.
  static WarcReader reader(Path file) throws IOException {
    return file.toString().endsWith(".zst")
        ? new WarcReader(new ZstdInputStream(Files.newInputStream(file)))
        : new WarcReader(file);
  }

  private void add(WarcRecord record) throws IOException, NoSuchAlgorithmException {
    assertTrue(ids.add(record.id()), () -> "twice: " + record);
    switch (record) {
      case Warcinfo _ -> runCount++;
      case WarcRequest request -> asked.add(request.concurrentTo().getFirst());
      case WarcResponse response -> {
        var digest = digest(response);
        var http = response.http();
        var body = http.body().stream().readAllBytes();
        var own = response.payloadDigest().orElseThrow().getDigester();
        assertEquals(digest, new WarcDigest("sha1", own.digest(body)).base32());
        digests.put(response.target() + " " + response.date(), digest);
        page(response, http.status(), digest);
      }
      case WarcRevisit revisit -> {
        revisitCount++;
        var first =
            revisit.refersToTargetURI().orElseThrow() + " " + revisit.refersToDate().orElseThrow();
        var digest = digest(revisit);
        assertNotNull(digests.get(first), () -> "no earlier response: " + first);
        assertEquals(digests.get(first), digest, () -> "another body: " + first);
        page(revisit, revisit.http().status(), digest);
      }
      default -> throw new AssertionError("nobody wrote " + record);
    }
    record.body().consume();
    assertEquals(
        record.blockDigest().orElseThrow().base32(),
        record.calculatedBlockDigest().orElseThrow().base32(),
        record::toString);
  }

  private static String digest(WarcCaptureRecord record) {
    return record.payloadDigest().orElseThrow().base32();
  }

  private void page(WarcCaptureRecord record, int status, String digest) {
    answered.add(record.id());
    var line = record.target() + " " + status + " " + digest;
    assertTrue(pages.add(line), () -> "twice: " + line);
  }
}
