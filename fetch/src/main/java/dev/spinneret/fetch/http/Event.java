package dev.spinneret.fetch.http;

/// An event that [ReplyReader] has found in its input.
public enum Event {
  /// Nothing yet: call again with the remaining input and more.
  NEED_DATA,
  /// An interim reply (1xx); the final one follows.
  INTERIM,
  /// The head of the final reply is complete.
  HEAD,
  /// A piece of the body.
  BODY,
  /// The reply has ended; what follows belongs to the next one.
  END,
  /// The peer violated the grammar or a limit; nothing more can be read.
  BROKEN
}
