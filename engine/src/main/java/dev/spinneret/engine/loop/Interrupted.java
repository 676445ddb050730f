package dev.spinneret.engine.loop;

/// Thrown by a run that was interrupted from outside, as by Ctrl-C; see [EventLoop#interrupt].
public final class Interrupted extends Error {
  private static final long serialVersionUID = 1;

  Interrupted() {
    super("the event loop was interrupted");
  }
}
