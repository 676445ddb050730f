package dev.spinneret.cli.diff;

import dev.spinneret.cli.input.RecordFile;
import dev.spinneret.cli.sort.ExternalSort;
import java.io.Closeable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The records of one crawl in the order of their canonical URLs, each URL once: of two records of
/// one URL the later counts, since a later attempt adds one. URLs that were not requested are left
/// out.
final class DiffSide implements Closeable {
  private final String name;
  private final ExternalSort sort;
  private final ExternalSort.Sorted sorted;
  private final int fields;
  private long brokenCount;
  private long urlCount;
  private byte @Nullable [] ahead;

  private DiffSide(String name, ExternalSort sort, int fields) {
    this.name = name;
    this.sort = sort;
    this.fields = fields;
    this.sorted = sort.sorted();
    this.ahead = sorted.next();
  }

  /// Reads and sorts a file.
  ///
  /// @param name a path, or `-` for standard input
  /// @param map what stands for what
  /// @param withLinks whether links are compared
  /// @param sort empty, closed with the result
  static DiffSide read(String name, UrlMap map, boolean withLinks, ExternalSort sort) {
    var fields = 0;
    var position = 0L;
    try (var file = RecordFile.open(name, withLinks)) {
      for (var record = file.next(); record != null; record = file.next()) {
        if (record.isRequested()) {
          var item = DiffItem.of(record, map);
          fields |= item.fields();
          sort.add(item.bytes(position++));
        }
      }
      file.warnIfCut();
    }
    return new DiffSide(name, sort, fields);
  }

  /// The next URL.
  ///
  /// @return null at the end
  @Nullable DiffItem next() {
    var bytes = ahead;
    if (bytes == null) {
      return null;
    }
    ahead = sorted.next();
    while (ahead != null && isSameKey(bytes, ahead)) {
      bytes = ahead;
      ahead = sorted.next();
    }
    var item = DiffItem.of(bytes);
    urlCount++;
    brokenCount += item.isBroken() ? 1 : 0;
    return item;
  }

  /// Both keys end at the same zero.
  private static boolean isSameKey(byte[] a, byte[] b) {
    var differs = Arrays.mismatch(a, b);
    for (var i = 0; i < (differs < 0 ? a.length : differs); i++) {
      if (a[i] == 0) {
        return true;
      }
    }
    return false;
  }

  String name() {
    return name;
  }

  /// Whether any record says something of this.
  boolean says(DiffKind kind) {
    return (fields & kind.bit()) != 0;
  }

  /// How many URLs were read by [#next].
  long urlCount() {
    return urlCount;
  }

  /// How many of them are broken.
  long brokenCount() {
    return brokenCount;
  }

  @Override
  public void close() {
    sort.close();
  }
}
