package dev.spinneret.engine.crawl.postgresql;

import dev.spinneret.engine.crawl.verdict.Verdict;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Short forms for statements.
final class Sql {
  private Sql() {}

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// @return how many rows were changed
  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (var statement = prepare(connection, sql, values)) {
      return statement.executeUpdate();
    }
  }

  /// The first value of the first row; 0 when there is none.
  static long number(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (var statement = prepare(connection, sql, values);
        var rows = statement.executeQuery()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /// What takes a row.
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  static void query(Connection connection, String sql, RowReader reader, @Nullable Object... values)
      throws SQLException {
    try (var statement = prepare(connection, sql, values)) {
      read(statement, reader);
    }
  }

  /// Runs a query and reads its rows.
  static void read(PreparedStatement statement, RowReader reader) throws SQLException {
    statement.setFetchSize(10_000);
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        reader.read(rows);
      }
    }
  }

  /// Numbers as a parameter, for `= ANY (?)`.
  static Array array(Connection connection, List<Long> numbers) throws SQLException {
    return connection.createArrayOf("int8", numbers.toArray(Long[]::new));
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column);
    return timestamp == null ? null : timestamp.toInstant();
  }

  /// A text as the server can store it: it supports neither U+0000 nor unpaired surrogates.
  static @Nullable String text(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isSurrogate(c)) {
        return cleaned(text);
      }
    }
    return text;
  }

  /// The cause of a failure.
  ///
  /// @return null for other verdicts, and for none
  static @Nullable String cause(@Nullable Verdict verdict) {
    return verdict instanceof Verdict.Failed(var cause, _) ? cause.label() : null;
  }

  private static String cleaned(String text) {
    var clean = new StringBuilder();
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff) ? 0xfffd : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }
}
