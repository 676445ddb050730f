package dev.spinneret.engine.crawl.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The lines of a [Session] in the file. Only the differences from the last commit are written. On
/// the writer's thread, except for the constructor.
final class SessionTable {
  private final Connection connection;
  private Set<String> lines = new LinkedHashSet<>();

  SessionTable(Connection connection) throws SQLException {
    this.connection = connection;
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT line FROM session ORDER BY id")) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
  }

  /// The lines of the last commit, in the order in which they were added.
  List<String> read() {
    return List.copyOf(lines);
  }

  /// Makes the table hold these lines; the caller commits.
  void write(List<String> now) throws SQLException {
    var next = new LinkedHashSet<>(now);
    update("DELETE FROM session WHERE line = ?", lines, next);
    update("INSERT INTO session(line) VALUES (?)", next, lines);
    lines = next;
  }

  /// Runs a statement for the lines of one set that are not in the other.
  private void update(String sql, Set<String> of, Set<String> notIn) throws SQLException {
    var differing = new ArrayList<>(of);
    differing.removeIf(notIn::contains);
    if (differing.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (var line : differing) {
        statement.setString(1, line);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
