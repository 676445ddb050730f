package dev.spinneret.engine.crawl.state;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a crawl has agreed on with servers, such as cookies: lines that the state keeps without
/// knowing what they mean, so that a later run goes on as the same visitor.
public interface Session {

  /// Returns the lines when they have changed. Called on the loop's thread before each commit.
  ///
  /// @return all lines as they are now, no two alike; null when they are those of the last call
  @Nullable List<String> changedLines();
}
