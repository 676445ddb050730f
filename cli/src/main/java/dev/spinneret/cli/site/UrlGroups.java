package dev.spinneret.cli.site;

import dev.spinneret.cli.sort.ExternalSort;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// URLs by something that they share, such as the digest of their body. They are sorted on disk if
/// they do not fit into memory.
final class UrlGroups implements Closeable {
  /// URLs that share something.
  ///
  /// @param shared what they share
  /// @param count how many they are, 2 or more
  /// @param first the first of them
  record Group(String shared, long count, List<String> first) {}

  /// All groups of more than one URL.
  ///
  /// @param groups the largest
  /// @param groupCount how many groups there are
  /// @param urlCount how many URLs are in them
  record Result(List<Group> groups, long groupCount, long urlCount) {}

  private final ExternalSort sort;

  UrlGroups(ExternalSort sort) {
    this.sort = sort;
  }

  void add(String shared, String url) {
    var text = Limits.cut(shared).replace('\0', ' ') + '\0' + Limits.cut(url);
    sort.add(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The groups. Call once, after the last [#add].
  ///
  /// @param most how many groups are kept
  Result result(int most) {
    var largest =
        new TopList<Group>(
            most, Comparator.comparingLong(Group::count).reversed().thenComparing(Group::shared));
    var urlCount = 0L;
    var sorted = sort.sorted();
    var shared = "";
    var count = 0L;
    var first = new ArrayList<String>();
    for (var bytes = sorted.next(); ; bytes = sorted.next()) {
      var text = bytes == null ? "\0" : new String(bytes, StandardCharsets.UTF_8);
      var zero = text.indexOf('\0');
      if (bytes == null
          || !text.regionMatches(0, shared, 0, shared.length())
          || zero != shared.length()) {
        if (count > 1) {
          urlCount += count;
          largest.add(new Group(shared, count, List.copyOf(first)));
        }
        if (bytes == null) {
          return new Result(largest.sorted(), largest.count(), urlCount);
        }
        shared = text.substring(0, zero);
        count = 0;
        first.clear();
      }
      count++;
      if (first.size() < Limits.GROUP_MEMBERS) {
        first.add(text.substring(zero + 1));
      }
    }
  }

  @Override
  public void close() {
    sort.close();
  }
}
