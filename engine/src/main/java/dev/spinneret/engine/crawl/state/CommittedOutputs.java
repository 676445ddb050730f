package dev.spinneret.engine.crawl.state;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The outputs whose lengths are committed with a state.
///
/// @param all each with a name of its own
record CommittedOutputs(List<DurableOutput> all) {
  /// Cuts them back to the last commit.
  void cut(Connection connection, Path file) throws SQLException {
    var lengths = new LinkedHashMap<String, Long>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT name, bytes FROM output")) {
      while (rows.next()) {
        lengths.put(rows.getString(1), rows.getLong(2));
      }
    }
    for (var output : all) {
      cut(file, output, lengths.getOrDefault(output.name(), 0L));
    }
  }

  private static void cut(Path file, DurableOutput output, long bytes) {
    try {
      output.cutTo(bytes);
    } catch (EOFException e) {
      throw new StateException(
          file,
          "output %s had %d bytes at the last commit, but %s; put it back, or begin anew with another state"
              .formatted(output.name(), bytes, e.getMessage()));
    } catch (IOException e) {
      throw new OutputFailedException(output.name(), e);
    }
  }

  /// Flushes them.
  ///
  /// @return their lengths, by name
  /// @throws OutputFailedException if one cannot be written
  Map<String, Long> flush() {
    var lengths = new LinkedHashMap<String, Long>();
    for (var output : all) {
      try {
        lengths.put(output.name(), output.flush());
      } catch (IOException e) {
        throw new OutputFailedException(output.name(), e);
      }
    }
    return lengths;
  }

  /// Forces them to the disk. On the writer's thread.
  void force() {
    for (var output : all) {
      try {
        output.force();
      } catch (IOException e) {
        throw new OutputFailedException(output.name(), e);
      }
    }
  }
}
