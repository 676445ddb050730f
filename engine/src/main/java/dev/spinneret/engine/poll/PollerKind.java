package dev.spinneret.engine.poll;

import java.util.function.Supplier;

/// The pollers that a loop can be built with, as people name them.
public enum PollerKind implements Supplier<Poller> {
  /// The one of java.nio, which works everywhere.
  NIO,
  /// The one of Linux, which needs native access.
  EPOLL,
  /// The one of Linux where it works, else that of java.nio.
  AUTO;

  /// Opens a poller of this kind.
  ///
  /// @return the poller, which its loop closes
  /// @throws UnsupportedOperationException if it cannot work here
  @Override
  public Poller get() {
    return switch (this) {
      case NIO -> NioPoller.open();
      case EPOLL -> EpollPoller.open();
      case AUTO -> EpollPoller.isAvailable() ? EpollPoller.open() : NioPoller.open();
    };
  }
}
