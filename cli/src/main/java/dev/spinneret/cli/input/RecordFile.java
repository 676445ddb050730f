package dev.spinneret.cli.input;

import dev.spinneret.cli.terminal.Failures;
import dev.spinneret.cli.terminal.UsageException;
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
/// Memory does not grow with the file: one record is held at a time. Used by one thread.
public final class RecordFile implements Closeable {
  /// What is read, for messages.
  public static final String FORMATS =
      "JSON Lines, a JSON array, CSV or TSV with a url, also compressed with gzip, or a --state"
          + " file";

  private static final int SNIFFED_BYTES = 4_096;
  private static final int BUFFER_BYTES = 1 << 16;

  private final String name;
  private final RecordReader reader;

  private RecordFile(String name, RecordReader reader) {
    this.name = name;
    this.reader = reader;
  }

  /// Opens a file.
  ///
  /// @param name a path, or `-` for standard input
  /// @param withLinks whether the links of pages are wanted, which costs time
  /// @return the open file
  /// @throws UsageException if it cannot be read, or holds no records
  public static RecordFile open(String name, boolean withLinks) {
    var isInput = name.equals("-");
    try {
      if (!isInput && Files.isDirectory(Path.of(name))) {
        throw new IOException("it is a directory");
      }
      return isInput
          ? open(name, System.in, withLinks)
          : new RecordFile(name, reader(Files.newInputStream(Path.of(name)), withLinks, 0));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /// Reads a stream as if it were a file.
  ///
  /// @param name for messages
  /// @param in the stream, closed with this
  /// @param withLinks whether the links of pages are wanted
  /// @return the open file
  /// @throws UsageException if it cannot be read, or holds no records
  public static RecordFile open(String name, InputStream in, boolean withLinks) {
    try {
      return new RecordFile(name, reader(in, withLinks, -1));
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /// The next record.
  ///
  /// @return null at the end
  /// @throws UsageException if what comes next is no record, or the file cannot be read
  public @Nullable InputRecord next() {
    try {
      return reader.next();
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  /// Reads one record again, with its links.
  ///
  /// @param name of its file
  /// @param offset of the record, 0 or more
  /// @return the record
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

  /// @param offset of the first byte; -1 if records cannot be read again by theirs
  private static RecordReader reader(InputStream file, boolean withLinks, long offset)
      throws IOException {
    var in = open(file);
    try {
      var first = sniff(in);
      if (startsWith(first, "SQLite format 3\0")) {
        throw new IOException("state files are not read yet");
      }
      long start = offset;
      if (first.length > 2 && first[0] == 0x1f && (first[1] & 0xff) == 0x8b) {
        in = open(new GZIPInputStream(in, BUFFER_BYTES));
        first = sniff(in);
        start = -1;
      }
      return reader(new String(first, StandardCharsets.UTF_8), in, withLinks, start);
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
    if (text.isEmpty() || text.startsWith("{") || text.startsWith("[") || first.indexOf(0) >= 0) {
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

  private static boolean startsWith(byte[] bytes, String text) {
    var expected = text.getBytes(StandardCharsets.ISO_8859_1);
    return bytes.length >= expected.length
        && Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length);
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
