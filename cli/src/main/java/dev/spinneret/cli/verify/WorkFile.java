package dev.spinneret.cli.verify;

import dev.spinneret.cli.input.InputRecord;
import dev.spinneret.cli.input.RecordFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The work of a crawl according to its records: `url`, `status`, `sha256` or else `digest`, and
/// `links`, of this program or another. Held in memory: about 300 bytes a page.
public final class WorkFile {
  private final Map<String, List<WorkItem>> items = new LinkedHashMap<>();
  private boolean allStatuses = true;
  private boolean allBodies = true;
  private boolean allLinks = true;

  private WorkFile() {}

  /// Reads a file.
  ///
  /// @param name of the file, or `-` for standard input
  /// @throws dev.spinneret.cli.terminal.UsageException if it cannot be read, or holds no records
  public static WorkFile read(String name) {
    try (var records = RecordFile.open(name, true)) {
      return read(records);
    }
  }

  /// Reads an open file to its end.
  static WorkFile read(RecordFile records) {
    var file = new WorkFile();
    for (var record = records.next(); record != null; record = records.next()) {
      file.add(record);
    }
    records.warnIfCut();
    return file;
  }

  private void add(InputRecord record) {
    var status = record.outcome().status();
    var failed = record.outcome().error() != null;
    var body = record.body().identity();
    var links = record.links();
    // A page that could not be fetched has no body and no links, whatever the tool writes.
    allStatuses &= failed || status != 0;
    allBodies &= failed || body != null;
    allLinks &= failed || links != null;
    var key = InputRecord.key(record.url());
    items
        .computeIfAbsent(key, _ -> new ArrayList<>(1))
        .add(
            failed
                ? new WorkItem(key, null, null, null)
                : new WorkItem(key, status == 0 ? null : status, body, keys(links)));
  }

  private static @Nullable List<String> keys(@Nullable List<String> links) {
    return links == null ? null : links.stream().map(InputRecord::key).toList();
  }

  /// What each URL came to, in the order of the file; more than one item where a URL is there
  /// twice.
  ///
  /// @return by canonical URL
  Map<String, List<WorkItem>> items() {
    return items;
  }

  /// What every record of this file says.
  ///
  /// @return which fields can be compared
  WorkItem.Fields fields() {
    return new WorkItem.Fields(allStatuses, allBodies, allLinks);
  }

  /// The digest over all fields that this file has.
  public WorkDigest digest() {
    return digest(fields());
  }

  /// The digest over these fields.
  ///
  /// @param fields what to take in
  WorkDigest digest(WorkItem.Fields fields) {
    var digest = new WorkDigest();
    items.values().forEach(list -> list.forEach(item -> digest.add(item.only(fields))));
    return digest;
  }
}
