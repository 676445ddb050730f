package dev.spinneret.cli.verify;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Where the work of two crawls differs.
///
/// @param compared what both files say of every page
/// @param digestA of the first file, over what is compared
/// @param digestB of the second file
/// @param countA records of the first file
/// @param countB records of the second file
/// @param differences counted, with the first few of each kind; a kind without any is left out
public record WorkComparison(
    WorkItem.Fields compared,
    String digestA,
    String digestB,
    long countA,
    long countB,
    Map<Kind, Differences> differences) {

  /// In what two crawls can differ.
  public enum Kind {
    /// A URL that only the first has.
    ONLY_A("only in the first"),
    /// A URL that only the second has.
    ONLY_B("only in the second"),
    /// A URL that the first has more than once.
    TWICE_A("more than once in the first"),
    /// A URL that the second has more than once.
    TWICE_B("more than once in the second"),
    /// The statuses differ, or one of the two is a failure.
    STATUS("other status"),
    /// The bodies differ.
    BODY("other body"),
    /// The links differ.
    LINKS("other links");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /// The kind in words.
    ///
    /// @return such as "other status"
    public String words() {
      return words;
    }
  }

  /// The differences of one kind.
  ///
  /// @param count how many
  /// @param first the first few, a line each
  public record Differences(long count, List<String> first) {
    /// How many are shown of each kind.
    static final int SHOWN = 5;

    Differences and(String line) {
      return new Differences(
          count + 1,
          first.size() == SHOWN
              ? first
              : java.util.stream.Stream.concat(first.stream(), java.util.stream.Stream.of(line))
                  .toList());
    }
  }

  /// Compares two crawls.
  ///
  /// @param a the first
  /// @param b the second
  public static WorkComparison of(WorkFile a, WorkFile b) {
    var fields = a.fields().and(b.fields());
    var found = new EnumMap<Kind, Differences>(Kind.class);
    a.items()
        .forEach((key, items) -> {
          if (items.size() > 1) {
            note(found, Kind.TWICE_A, key);
          }
          var others = b.items().get(key);
          if (others == null) {
            note(found, Kind.ONLY_A, key);
          } else {
            compare(found, items.getFirst(), others.getFirst(), fields);
          }
        });
    b.items()
        .forEach((key, items) -> {
          if (items.size() > 1) {
            note(found, Kind.TWICE_B, key);
          }
          if (!a.items().containsKey(key)) {
            note(found, Kind.ONLY_B, key);
          }
        });
    var digestA = a.digest(fields);
    var digestB = b.digest(fields);
    return new WorkComparison(
        fields, digestA.toString(), digestB.toString(), digestA.count(), digestB.count(), found);
  }

  /// Whether both crawls did the same.
  ///
  /// @return true if no field that both files have differs
  public boolean equal() {
    return differences.isEmpty() && digestA.equals(digestB);
  }

  private static void compare(
      Map<Kind, Differences> found, WorkItem a, WorkItem b, WorkItem.Fields fields) {
    if (fields.status() && !Objects.equals(a.status(), b.status())) {
      note(found, Kind.STATUS, "%s: %s, %s".formatted(a.key(), status(a), status(b)));
    } else if (fields.body() && !Objects.equals(a.body(), b.body())) {
      note(found, Kind.BODY, "%s: %s, %s".formatted(a.key(), a.body(), b.body()));
    } else if (fields.links() && !Objects.equals(a.links(), b.links())) {
      note(found, Kind.LINKS, "%s: %s, %s".formatted(a.key(), linkCount(a), linkCount(b)));
    }
  }

  private static String status(WorkItem item) {
    var status = item.status();
    return status == null ? "failed" : status.toString();
  }

  private static String linkCount(WorkItem item) {
    var links = item.links();
    return (links == null ? 0 : links.size()) + " links";
  }

  private static void note(Map<Kind, Differences> found, Kind kind, String line) {
    found.merge(kind, new Differences(1, List.of(line)), (before, _) -> before.and(line));
  }
}
