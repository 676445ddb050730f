package dev.spinneret.engine.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A socket that takes connections, without waiting.
public non-sealed interface ListeningDescriptor extends Descriptor {

  /// Takes the next connection.
  ///
  /// @return null when there is none now
  /// @throws IOException if it is closed, or the process has no descriptor left
  @Nullable StreamDescriptor accept() throws IOException;
}
