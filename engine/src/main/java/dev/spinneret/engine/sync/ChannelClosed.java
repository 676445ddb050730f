package dev.spinneret.engine.sync;

/// Thrown to tasks that send to a closed [Channel].
public final class ChannelClosed extends IllegalStateException {
  private static final long serialVersionUID = 1;

  ChannelClosed() {
    super("the channel is closed");
  }
}
