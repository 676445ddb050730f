package dev.spinneret.engine.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A listening socket, without waiting.
public non-sealed interface ListeningDescriptor extends Descriptor {

  /// Accepts the next connection.
  ///
  /// @return null if there is none now
  /// @throws IOException if it is closed, or no file descriptor is left
  @Nullable StreamDescriptor accept() throws IOException;
}
