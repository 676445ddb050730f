package dev.spinneret.engine.crawl.postgresql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows that one statement takes as arrays, one for each column: as cheap for the server as one row
/// for a large part.
final class Rows {
  private final String sql;
  private final String[] types;
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  /// @param sql in which `ROWS` stands for `unnest(…)`
  /// @param types of the columns
  Rows(String sql, String... types) {
    this.sql = sql;
    this.types = types;
  }

  void add(@Nullable Object... values) {
    if (values.length != types.length) {
      throw new IllegalArgumentException(values.length + " values for " + types.length);
    }
    rows.add(values);
  }

  /// Runs the statement, unless there are no rows.
  ///
  /// @param more parameters that stand behind the rows
  /// @return how many rows were changed
  int update(Connection connection, @Nullable Object... more) throws SQLException {
    if (rows.isEmpty()) {
      return 0;
    }
    return run(connection, more, PreparedStatement::executeUpdate);
  }

  /// Runs a query.
  ///
  /// @param more as in [#update]
  void query(Connection connection, Sql.RowReader reader, @Nullable Object... more)
      throws SQLException {
    run(
        connection,
        more,
        statement -> {
          Sql.read(statement, reader);
          return 0;
        });
  }

  /// What is done with the statement.
  @FunctionalInterface
  private interface Execution {
    int run(PreparedStatement statement) throws SQLException;
  }

  private int run(Connection connection, @Nullable Object[] more, Execution execution)
      throws SQLException {
    var places = new ArrayList<String>(Collections.nCopies(types.length, ""));
    for (int i = 0; i < types.length; i++) {
      places.set(i, "?::" + types[i] + "[]");
    }
    var statementText = sql.replace("ROWS", "unnest(" + String.join(", ", places) + ")");
    var arrays = new ArrayList<Array>();
    try (var statement = connection.prepareStatement(statementText)) {
      for (int column = 0; column < types.length; column++) {
        var array = connection.createArrayOf(types[column], column(column));
        arrays.add(array);
        statement.setArray(column + 1, array);
      }
      for (int i = 0; i < more.length; i++) {
        statement.setObject(types.length + i + 1, more[i]);
      }
      return execution.run(statement);
    } finally {
      for (var array : arrays) {
        array.free();
      }
    }
  }

  /// A column as an array of its own type, which the driver sends in binary form: an array of any
  /// objects goes as text, which costs both sides more.
  private @Nullable Object[] column(int column) {
    return switch (types[column]) {
      case "int8" -> numbers(column, new Long[rows.size()], Number::longValue);
      case "int4" -> numbers(column, new Integer[rows.size()], Number::intValue);
      case "int2" -> numbers(column, new Short[rows.size()], Number::shortValue);
      case "bool" -> values(column, new Boolean[rows.size()], value -> (Boolean) value);
      case "text" -> values(column, new String[rows.size()], value -> (String) value);
      case "bytea" -> values(column, new byte[rows.size()][], value -> (byte[]) value);
      default -> throw new IllegalArgumentException(types[column]);
    };
  }

  private <T> @Nullable T[] numbers(
      int column, @Nullable T[] array, Function<Number, T> conversion) {
    return values(column, array, value -> conversion.apply((Number) value));
  }

  private <T> @Nullable T[] values(
      int column, @Nullable T[] array, Function<Object, T> conversion) {
    for (int row = 0; row < array.length; row++) {
      var value = rows.get(row)[column];
      array[row] = value == null ? null : conversion.apply(value);
    }
    return array;
  }
}
