package dev.spinneret.engine.crawl.state;

import java.io.EOFException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// The outputs whose lengths are committed with a state.
///
/// @param all each with a name of its own
public record CommittedOutputs(List<DurableOutput> all) {
  /// Cuts them back to the last commit.
  ///
  /// @param lengths the committed lengths by name; 0 for what is not in it
  /// @param refusal makes the exception for an output that is shorter, from what is wrong
  /// @throws OutputFailedException if one cannot be cut back
  public void cut(Map<String, Long> lengths, Function<String, RuntimeException> refusal) {
    for (var output : all) {
      long bytes = lengths.getOrDefault(output.name(), 0L);
      try {
        output.cutTo(bytes);
      } catch (EOFException e) {
        throw refusal.apply(
            "output %s had %d bytes at the last commit, but %s; put it back, or begin anew with another state"
                .formatted(output.name(), bytes, e.getMessage()));
      } catch (IOException e) {
        throw new OutputFailedException(output.name(), e);
      }
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
