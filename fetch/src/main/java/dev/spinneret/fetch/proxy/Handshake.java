package dev.spinneret.fetch.proxy;

import java.nio.ByteBuffer;

/// The handshake with a proxy, after which the connection leads to the server. Without I/O; used
/// once.
public interface Handshake {

  /// The next step.
  sealed interface Step {
    /// Send these bytes, then call again.
    ///
    /// @param bytes all of them
    record Send(ByteBuffer bytes) implements Step {}

    /// Call again with the remaining input and more.
    record NeedData() implements Step {}

    /// The handshake has succeeded.
    record Done() implements Step {}

    /// The proxy refuses, or its reply is malformed.
    ///
    /// @param why a description for people, without credentials
    record Refused(String why) implements Step {}
  }

  /// Returns what to do next.
  ///
  /// @param in the bytes received; consumed as far as they were processed
  /// @return the step
  Step next(ByteBuffer in);
}
