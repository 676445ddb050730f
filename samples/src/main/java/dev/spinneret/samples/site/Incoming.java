package dev.spinneret.samples.site;

/// What a client has sent: a request, or something that is none.
sealed interface Incoming {

  /// A request that can be answered.
  ///
  /// @param method as sent
  /// @param target path and query
  /// @param keepAlive whether the connection stays open after the answer
  record Request(String method, String target, boolean keepAlive) implements Incoming {}

  /// Bytes that are no request we answer; the connection is closed after saying so.
  ///
  /// @param status the answer's status
  record Malformed(int status) implements Incoming {}
}
