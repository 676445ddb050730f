package dev.spinneret.engine.crawl.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The client's state towards servers, such as cookies: lines that the store keeps without knowing
/// what they mean, so that a later run continues as the same visitor.
public interface Session {

  /// Returns the lines when they have changed. Called on the loop's thread before each commit.
  ///
  /// @return all lines as they are now, no two alike; null when they are those of the last call
  @Nullable List<String> changedLines();
}
