package dev.spinneret.cli.verify;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a crawl got for one URL. Null stands for "not said": files of other tools may say less.
///
/// @param key the canonical URL
/// @param status the HTTP status; null also when no reply came
/// @param body the digest of the body, in any form
/// @param links the canonical URLs it links to, sorted, each once
public record WorkItem(
    String key, @Nullable Integer status, @Nullable String body, @Nullable List<String> links) {

  /// Copies the links.
  public WorkItem {
    links = links == null ? null : links.stream().distinct().sorted().toList();
  }

  /// The same item without what is not to be compared.
  ///
  /// @param fields what to keep
  WorkItem only(Fields fields) {
    return new WorkItem(
        key,
        fields.status() ? status : null,
        fields.body() ? body : null,
        fields.links() ? links : null);
  }

  /// Which of the things that may be missing are there.
  ///
  /// @param status whether the status is
  /// @param body whether the digest of the body is
  /// @param links whether the links are
  public record Fields(boolean status, boolean body, boolean links) {
    /// What both have.
    Fields and(Fields other) {
      return new Fields(status && other.status, body && other.body, links && other.links);
    }
  }
}
