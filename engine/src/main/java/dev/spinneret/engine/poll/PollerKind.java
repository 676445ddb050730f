package dev.spinneret.engine.poll;

import java.util.function.Supplier;

/// The pollers that a loop can use, by name.
public enum PollerKind implements Supplier<Poller> {
  /// That of java.nio, which works everywhere.
  NIO,
  /// That of Linux, which needs native access.
  EPOLL,
  /// That of Linux if it works here, otherwise that of java.nio.
  AUTO;

  /// Opens a poller of this kind.
  ///
  /// @return the poller, which its loop closes
  /// @throws UnsupportedOperationException if this kind does not work here
  @Override
  public Poller get() {
    return switch (this) {
      case NIO -> NioPoller.open();
      case EPOLL -> EpollPoller.open();
      case AUTO -> EpollPoller.isAvailable() ? EpollPoller.open() : NioPoller.open();
    };
  }
}
