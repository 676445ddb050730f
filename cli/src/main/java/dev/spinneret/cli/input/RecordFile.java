package dev.spinneret.cli.input;

import dev.spinneret.cli.terminal.Counts;
import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.TerminalText;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.fetch.coding.ZstdLibrary;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A file of records that is read from its start to its end. What it holds is found out by its
/// first bytes, not by its name; see [#FORMATS].
///
/// A file that was cut off, since its crawl was killed or the disk was full, is read up to there,
/// and [#warnIfCut] says so.
///
/// Memory does not grow with the file: one record is held at a time. Used by one thread.
public final class RecordFile implements Closeable {
  /// What is read, for messages.
  public static final String FORMATS =
      "JSON Lines, a JSON array, CSV or TSV with a url (also .gz and .zst), or a --state file";

  private static final byte[] STATE = "SQLite format 3\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private static final int SNIFFED_BYTES = 4_096;
  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final RecordReader reader;
  private final @Nullable Unpacked unpacked;
  private long count;
  private @Nullable String cut;

  private RecordFile(String name, Opened opened) {
    this.name = name;
    this.reader = opened.reader;
    this.unpacked = opened.unpacked;
  }

  /// @param unpacked the content of a compressed file; else null
  private record Opened(RecordReader reader, @Nullable Unpacked unpacked) {}

  /// Opens a file.
  ///
  /// @param name a path, or `-` for standard input
  /// @param withLinks whether the links of pages are wanted, which costs time
  /// @throws UsageException if it cannot be read, or holds no records
  public static RecordFile open(String name, boolean withLinks) {
    var isInput = name.equals("-");
    try {
      var path = Path.of(name);
      if (!isInput && Files.isDirectory(path)) {
        throw new IOException("it is a directory");
      }
      return isInput
          ? open(name, System.in, withLinks)
          : new RecordFile(name, reader(Files.newInputStream(path), withLinks, path));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /// Reads a stream as if it were a file.
  ///
  /// @param name for messages
  /// @param in the stream, closed with this
  /// @param withLinks whether the links of pages are wanted
  /// @throws UsageException if it cannot be read, or holds no records
  public static RecordFile open(String name, InputStream in, boolean withLinks) {
    try {
      return new RecordFile(name, reader(in, withLinks, null));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /// The next record.
  ///
  /// @return null at the end, and where the file was cut off
  /// @throws UsageException if what comes next is no record, or the file cannot be read
  public @Nullable InputRecord next() {
    if (cut != null) {
      return null;
    }
    try {
      var record = reader.next();
      if (record != null) {
        count++;
      } else if (unpacked != null && unpacked.isCut()) {
        cut = "its compressed data ends early";
      }
      return record;
    } catch (RecordReader.CutRecordException e) {
      cut = "it ends within line %d".formatted(e.line());
      return null;
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /// What shows that the file was cut off.
  ///
  /// @return null if it was not, or has not been read to its end
  @Nullable String cut() {
    return cut;
  }

  /// Prints a warning, on standard error, if the end that was read is not the end of the records.
  /// Call once, at the end.
  public void warnIfCut() {
    if (cut != null) {
      System.err.println(
          "spinneret: warning: %s is cut off: %s, after %s"
              .formatted(TerminalText.of(name), cut, Counts.of(count, "whole record")));
    }
  }

  /// Reads one record again, with its links.
  ///
  /// @param offset of the record, 0 or more
  /// @throws UsageException if it is not there any more
  public static InputRecord again(String name, long offset) {
    try (var file = new RandomAccessFile(name, "r")) {
      file.seek(offset);
      try (var records = new JsonRecords(new FileInputStream(file.getFD()), true, offset)) {
        var record = records.next();
        if (record == null) {
          throw new IOException("the file has changed");
        }
        return record;
      }
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /// @param path of the file; null if it is a stream, whose records cannot be read again
  private static Opened reader(InputStream file, boolean withLinks, @Nullable Path path)
      throws IOException {
    var in = open(file);
    try {
      var first = sniff(in);
      if (startsWith(first, STATE)) {
        in.close();
        if (path == null) {
          throw new IOException("a state is a database, and cannot come from standard input");
        }
        return new Opened(StateRecords.open(path), null);
      }
      var unpacked = unpacked(in, first);
      if (unpacked != null) {
        in = open(unpacked);
        first = sniff(in);
      }
      long start = path == null || unpacked != null ? -1 : 0;
      var text = new String(first, StandardCharsets.UTF_8);
      return new Opened(reader(text, in, withLinks, start), unpacked);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static RecordReader reader(
      String first, BufferedInputStream in, boolean withLinks, long start) throws IOException {
    var text = first.stripLeading();
    if (text.startsWith("\ufeff")) {
      in.skipNBytes(3); // a byte order mark, which some editors write
      text = text.substring(1).stripLeading();
    }
    boolean isWide = first.substring(0, Math.min(4, first.length())).indexOf(0) >= 0; // UTF-16
    if (text.isEmpty() || text.startsWith("{") || text.startsWith("[") || isWide) {
      return new JsonRecords(in, withLinks, start);
    }
    var header = text.lines().findFirst().orElse("");
    for (var separator : new char[] {',', '\t', ';'}) {
      var names = Arrays.asList(header.replace("\"", "").split(String.valueOf(separator)));
      if (names.contains(RecordField.URL.label())) {
        return new CellRecords(in, withLinks, separator);
      }
    }
    throw new IOException("it holds %s; allowed are %s".formatted(kind(text), FORMATS));
  }

  /// What a file is that holds no records.
  private static String kind(String text) {
    if (text.startsWith("WARC/")) {
      return "a WARC archive";
    }
    if (text.startsWith("<")) {
      return "HTML or XML";
    }
    return "neither JSON nor a header line with a column url";
  }

  /// Undoes the compression of a file.
  ///
  /// @return null if it has none
  private static @Nullable Unpacked unpacked(InputStream in, byte[] first) throws IOException {
    if (startsWith(first, GZIP)) {
      return Unpacked.of(in, packed -> new GZIPInputStream(packed, BUFFER_BYTES));
    }
    if (!startsWith(first, ZSTD)) {
      return null;
    }
    if (!ZstdLibrary.isAvailable()) {
      throw new IOException(
          "zstd is not available on this machine; unzstd -c FILE prints the records");
    }
    return Unpacked.of(in, ZstdContent::new);
  }

  private static BufferedInputStream open(InputStream in) {
    return new BufferedInputStream(in, BUFFER_BYTES);
  }

  /// The first bytes, which stay to be read.
  private static byte[] sniff(BufferedInputStream in) throws IOException {
    in.mark(SNIFFED_BYTES);
    var first = in.readNBytes(SNIFFED_BYTES);
    in.reset();
    return first;
  }

  private static boolean startsWith(byte[] bytes, byte[] magic) {
    return bytes.length >= magic.length
        && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
  }

  private static UsageException unreadable(String name, IOException thrown) {
    return new UsageException(
        thrown instanceof RecordReader.BadRecordException
            ? "%s %s".formatted(name, thrown.getMessage())
            : "cannot read %s: %s".formatted(name, Failures.reason(thrown)));
  }

  @Override
  public void close() {
    try {
      reader.close();
    } catch (IOException _) {
      // It was only read.
    }
  }
}
