package dev.spinneret.engine.sync;

/// Thrown to tasks that send into a [Channel] which is closed.
public final class ChannelClosed extends IllegalStateException {
  private static final long serialVersionUID = 1;

  ChannelClosed() {
    super("the channel is closed");
  }
}
