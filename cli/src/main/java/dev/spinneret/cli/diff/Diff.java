package dev.spinneret.cli.diff;

import dev.spinneret.cli.input.RecordFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The comparison of two crawls: goes through both in the order of the URLs, and counts.
///
/// A field is compared where both records have it. If the statuses differ, only the redirect is
/// compared besides: another body, title and links are then no news.
final class Diff {
  /// The names of [#counts].
  static final Set<String> NAMES =
      Stream.concat(
              Arrays.stream(DiffKind.values()).map(DiffKind::label),
              Stream.of("changed", "same", "newly_broken", "fixed"))
          .collect(Collectors.toUnmodifiableSet());

  private final DiffSide a;
  private final DiffSide b;
  private final UrlMap map;
  private final Set<DiffKind> compared;
  private final Map<DiffKind, Long> counts = new EnumMap<>(DiffKind.class);
  private long sameCount;
  private long changedCount;
  private long newlyBrokenCount;
  private long fixedCount;

  /// Compares.
  ///
  /// @param wanted what may be compared; what one of the files never says is not
  /// @param map what stands for what
  Diff(DiffSide a, DiffSide b, Set<DiffKind> wanted, UrlMap map) {
    this.a = a;
    this.b = b;
    this.map = map;
    this.compared = EnumSet.copyOf(wanted);
    compared.removeIf(kind -> DiffKind.fields().contains(kind) && !(a.says(kind) && b.says(kind)));
  }

  /// Goes through both crawls, once.
  ///
  /// @param changes takes each URL that differs, in the order of the canonical URLs
  void run(Consumer<UrlChange> changes) {
    var left = a.next();
    var right = b.next();
    while (left != null || right != null) {
      var order = order(left, right);
      var change = change(order <= 0 ? left : null, order >= 0 ? right : null);
      if (change == null) {
        sameCount += order == 0 ? 1 : 0;
      } else {
        count(change);
        changes.accept(change);
      }
      left = order <= 0 ? a.next() : left;
      right = order >= 0 ? b.next() : right;
    }
  }

  /// The order of the bytes of two keys, as they were sorted; what is missing comes last.
  private static int order(@Nullable DiffItem left, @Nullable DiffItem right) {
    if (left == null || right == null) {
      return left == null ? 1 : -1;
    }
    return Arrays.compareUnsigned(
        left.key().getBytes(StandardCharsets.UTF_8), right.key().getBytes(StandardCharsets.UTF_8));
  }

  /// How one URL differs.
  ///
  /// @return null if it does not
  private @Nullable UrlChange change(@Nullable DiffItem left, @Nullable DiffItem right) {
    if (left == null || right == null) {
      var item = Objects.requireNonNull(left == null ? right : left);
      var kind = left == null ? DiffKind.NEW : DiffKind.GONE;
      return new UrlChange(item.key(), left, right, EnumSet.of(kind), null);
    }
    var kinds = EnumSet.noneOf(DiffKind.class);
    for (var kind : compared) {
      if (left.says(kind) && right.says(kind) && differs(kind, left, right)) {
        kinds.add(kind);
      }
    }
    if (kinds.contains(DiffKind.STATUS)) {
      kinds.retainAll(EnumSet.of(DiffKind.STATUS, DiffKind.REDIRECT));
    }
    var links = kinds.contains(DiffKind.LINKS) ? links(left, right) : null;
    return kinds.isEmpty() ? null : new UrlChange(left.key(), left, right, kinds, links);
  }

  private boolean differs(DiffKind kind, DiffItem left, DiffItem right) {
    return switch (kind) {
      case STATUS ->
          left.status() != right.status() || !Objects.equals(left.error(), right.error());
      case REDIRECT -> !Objects.equals(key(left.redirect()), key(right.redirect()));
      case TITLE -> !Objects.equals(left.title(), right.title());
      case CANONICAL -> !Objects.equals(key(left.canonical()), key(right.canonical()));
      case DIGEST -> isOtherBody(left, right);
      case LINKS -> left.linkSet() != right.linkSet() || left.linkCount() != right.linkCount();
      case NEW, GONE -> false;
    };
  }

  /// Whether the bodies differ: a digest cannot be compared with a SHA-256.
  private static boolean isOtherBody(DiffItem left, DiffItem right) {
    if (left.sha256() != null && right.sha256() != null) {
      return !left.sha256().equals(right.sha256());
    }
    return left.digest() != null && right.digest() != null && !left.digest().equals(right.digest());
  }

  private @Nullable String key(@Nullable String url) {
    return url == null ? null : map.key(url);
  }

  private UrlChange.@Nullable Links links(DiffItem left, DiffItem right) {
    if (left.offset() < 0 || right.offset() < 0) {
      return null;
    }
    var gone = links(a.name(), left);
    var added = links(b.name(), right);
    var both = new HashSet<>(gone.keySet());
    both.retainAll(added.keySet());
    gone.keySet().removeAll(both);
    added.keySet().removeAll(both);
    return new UrlChange.Links(List.copyOf(gone.values()), List.copyOf(added.values()));
  }

  /// The links of a page by their keys.
  private Map<String, String> links(String name, DiffItem item) {
    var links = new TreeMap<String, String>();
    var list = RecordFile.again(name, item.offset()).links();
    if (list != null) {
      list.forEach(link -> links.put(map.key(link), link));
    }
    return links;
  }

  private void count(UrlChange change) {
    change.kinds().forEach(kind -> counts.merge(kind, 1L, Long::sum));
    changedCount += change.a() == null || change.b() == null ? 0 : 1;
    newlyBrokenCount += change.isNewlyBroken() ? 1 : 0;
    fixedCount += change.isFixed() ? 1 : 0;
  }

  DiffSide a() {
    return a;
  }

  DiffSide b() {
    return b;
  }

  /// What is compared of each URL.
  Set<DiffKind> compared() {
    return compared;
  }

  /// How many URLs differ in a way.
  long count(DiffKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /// A count by its name.
  ///
  /// @param name one of [#NAMES]
  long count(String name) {
    return counts().getOrDefault(name, 0L);
  }

  /// The counts by the names that scripts know.
  Map<String, Long> counts() {
    var all = new LinkedHashMap<String, Long>();
    for (var kind : DiffKind.values()) {
      all.put(kind.label(), count(kind));
    }
    all.put("changed", changedCount);
    all.put("same", sameCount);
    all.put("newly_broken", newlyBrokenCount);
    all.put("fixed", fixedCount);
    return all;
  }
}
