package dev.spinneret.fetch.proxy;

import java.nio.ByteBuffer;

/// What is said to a proxy until it is the way to a server, without input or output. Used once.
public interface Handshake {

  /// What to do next.
  sealed interface Step {
    /// Send these bytes, then ask again.
    ///
    /// @param bytes all of them
    record Send(ByteBuffer bytes) implements Step {}

    /// Ask again with more input, and with what was left of this one.
    record NeedData() implements Step {}

    /// The way is free.
    record Done() implements Step {}

    /// The proxy does not want to, or speaks another language.
    ///
    /// @param why for a person; without credentials
    record Refused(String why) implements Step {}
  }

  /// Says what to do next.
  ///
  /// @param in what has come; consumed as far as it was understood
  /// @return the step
  Step next(ByteBuffer in);
}
