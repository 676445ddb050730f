package dev.spinneret.fetch.http;

/// What [ReplyReader] has found in its input.
public enum Event {
  /// Nothing yet: call again with more input, and with what was left over.
  NEED_DATA,
  /// An interim reply (1xx) has passed; the final one follows.
  INTERIM,
  /// The head of the final reply is there.
  HEAD,
  /// A piece of the body is there.
  BODY,
  /// The reply has ended; what follows belongs to the next one.
  END,
  /// The peer broke the grammar or a limit; nothing more can be read.
  BROKEN
}
