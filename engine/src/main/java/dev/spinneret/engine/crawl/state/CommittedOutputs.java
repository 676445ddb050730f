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

  /// Marks where each of them ends now.
  ///
  /// @return the marks, by name
  /// @throws OutputFailedException if one cannot be written
  Map<String, DurableOutput.Mark> mark() {
    var marks = new LinkedHashMap<String, DurableOutput.Mark>();
    for (var output : all) {
      try {
        marks.put(output.name(), output.mark());
      } catch (IOException e) {
        throw new OutputFailedException(output.name(), e);
      }
    }
    return marks;
  }

  /// Forces outputs to the disk up to their marks. On the writer's thread.
  ///
  /// @return their lengths there, by name
  /// @throws OutputFailedException if one cannot be written
  static Map<String, Long> force(Map<String, DurableOutput.Mark> marks) {
    var lengths = new LinkedHashMap<String, Long>();
    marks.forEach((name, mark) -> {
      try {
        lengths.put(name, mark.force());
      } catch (IOException e) {
        throw new OutputFailedException(name, e);
      }
    });
    return lengths;
  }
}
