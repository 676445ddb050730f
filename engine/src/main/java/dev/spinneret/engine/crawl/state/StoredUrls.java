package dev.spinneret.engine.crawl.state;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// All URLs of a state file, in the order in which they were discovered. Only one is in memory at a
/// time. Used by one thread.
public final class StoredUrls implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final Statement statement;
  private final ResultSet rows;

  private StoredUrls(Path file, Connection connection, Statement statement, ResultSet rows) {
    this.file = file;
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
  }

  /// Opens a state file for reading.
  ///
  /// @param file the state file
  /// @return closed by the caller
  /// @throws StateException if the file cannot be read or is none
  public static StoredUrls open(Path file) {
    try {
      var connection = StateFile.openToRead(file);
      try {
        var statement = connection.createStatement();
        return new StoredUrls(
            file,
            connection,
            statement,
            statement.executeQuery(StoredUrl.query(connection) + " ORDER BY u.id"));
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StateException(file, e);
    }
  }

  /// The next URL.
  ///
  /// @return null at the end
  /// @throws StateException if the file cannot be read
  public @Nullable StoredUrl next() {
    try {
      return rows.next() ? StoredUrl.read(rows) : null;
    } catch (SQLException e) {
      throw new StateException(file, e);
    }
  }

  @Override
  public void close() {
    try (connection;
        statement) {
      rows.close();
    } catch (SQLException _) {
      // It was only read.
    }
  }
}
