package dev.spinneret.cli.site;

import dev.spinneret.parse.url.WebUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A directory of a site, as the paths of its URLs suggest: how many URLs it holds, itself and
/// below.
final class Directory {
  private static final int DEEPEST = 4;
  private static final double NEARLY_ALL = 0.9;

  private final String name;
  private final Map<String, Directory> children = new TreeMap<>();
  private long count;
  private long brokenCount;

  private Directory(String name) {
    this.name = name;
  }

  /// A tree of directories with a bound on their number.
  static final class Tree {
    private final Directory root = new Directory("");
    private int directories;

    /// Adds a URL; what is no web URL is left out.
    void add(String url, boolean isBroken) {
      var parsed = WebUrl.parse(url, null);
      if (parsed == null) {
        return;
      }
      var at = root.count(isBroken);
      var next = enter(at, parsed.authority(), isBroken);
      var path = parsed.path();
      var from = 1;
      for (var depth = 0; next != null && depth < DEEPEST; depth++) {
        var slash = path.indexOf('/', from);
        if (slash < 0) {
          return;
        }
        next = enter(next, path.substring(from, slash), isBroken);
        from = slash + 1;
      }
    }

    private @Nullable Directory enter(Directory parent, String name, boolean isBroken) {
      var child = parent.children.get(name);
      if (child == null) {
        if (directories == Limits.DIRECTORIES) {
          return null;
        }
        directories++;
        child = new Directory(name);
        parent.children.put(name, child);
      }
      return child.count(isBroken);
    }

    /// The part of the tree that is worth a map: the hosts, or the directory that nearly all URLs
    /// are in.
    Directory top() {
      var top = root;
      while (true) {
        var below = top;
        for (var child : top.children.values()) {
          below = child.count >= NEARLY_ALL * root.count ? child : below;
        }
        if (below.equals(top) || (below.children.isEmpty() && !top.equals(root))) {
          return top;
        }
        top = below;
      }
    }
  }

  private Directory count(boolean isBroken) {
    count++;
    brokenCount += isBroken ? 1 : 0;
    return this;
  }

  String name() {
    return name;
  }

  long count() {
    return count;
  }

  long brokenCount() {
    return brokenCount;
  }

  /// The directories in this one, the largest first, and what is in none of them.
  ///
  /// @param most how many there are at most; the rest are together in the last
  /// @param minShare of this directory's URLs that a part must have
  List<Directory> parts(int most, double minShare) {
    var parts = new ArrayList<>(children.values());
    parts.sort(Comparator.comparingLong((Directory part) -> part.count).reversed());
    var rest = new Directory("");
    rest.count = count;
    rest.brokenCount = brokenCount;
    parts.removeIf(part -> part.count < minShare * count);
    var kept = parts.subList(0, Math.min(most, parts.size()));
    for (var part : kept) {
      rest.count -= part.count;
      rest.brokenCount -= part.brokenCount;
    }
    var all = new ArrayList<>(kept);
    if (rest.count > 0) {
      all.add(rest);
    }
    return all;
  }
}
