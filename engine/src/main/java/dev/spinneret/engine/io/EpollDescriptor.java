package dev.spinneret.engine.io;

import dev.spinneret.engine.loop.EpollPoller;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// What a socket of Linux is for the poller: its number, what it is known to be ready for, its
/// waiters, its end.
///
/// ```
///   open ── registered, the number is ours ──▶ closed ── deregistered, number given back
/// ```
///
/// Every call on the number runs on the loop's thread from beginning to end, and checks first that
/// it is open: no call can meet a number that was given back. Events of the number's next owner
/// carry another registration, and find another descriptor.
abstract sealed class EpollDescriptor implements EpollPoller.Ready
    permits EpollStreamDescriptor, EpollListeningDescriptor {
  private static final int READABLE =
      EpollPoller.IN | EpollPoller.READ_HANG_UP | EpollPoller.HANG_UP | EpollPoller.ERROR;
  private static final int WRITABLE = EpollPoller.OUT | EpollPoller.HANG_UP | EpollPoller.ERROR;

  final EventLoop loop;
  final SocketCalls calls;
  final int number;

  /// Whether a read may succeed: from an event until a call says otherwise.
  boolean readable;

  /// Whether a write may succeed.
  boolean writable;

  /// Every event bit that has been seen.
  int events;

  private final EpollPoller poller;
  private final EpollPoller.Registration registration;
  private final Waiters waiters = new Waiters();
  private @Nullable InetSocketAddress localAddress;
  private boolean closed;

  /// Takes over `number`: it is closed here, also when this fails.
  EpollDescriptor(EpollSockets sockets, int number) throws IOException {
    loop = sockets.loop();
    calls = sockets.calls();
    poller = sockets.poller();
    this.number = number;
    try {
      registration = poller.register(number, this);
    } catch (IOException e) {
      calls.close(number);
      throw e;
    }
  }

  @Override
  public void onReady(int now) {
    events |= now;
    if ((now & READABLE) != 0) {
      readable = true;
      waiters.wakeReader();
    }
    if ((now & WRITABLE) != 0) {
      writable = true;
      waiters.wakeWriter();
    }
  }

  @Override
  public void onPollerClose() {
    waiters.clear();
    close();
  }

  /// Has `ready` called when a read or an accept may succeed.
  public void whenReadable(@Nullable Runnable ready) {
    waiters.setReader(ready);
    if (ready != null && (readable || closed)) {
      loop.callSoon(waiters::wakeReader);
    }
  }

  /// Has `ready` called when a write may succeed.
  public void whenWritable(@Nullable Runnable ready) {
    waiters.setWriter(ready);
    if (ready != null && (writable || closed)) {
      loop.callSoon(waiters::wakeWriter);
    }
  }

  /// This end's address, asked for once.
  public InetSocketAddress localAddress() {
    var known = localAddress;
    if (known == null) {
      try {
        known = calls.localAddress(open());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      localAddress = known;
    }
    return known;
  }

  /// Whether it has not been closed.
  public boolean isOpen() {
    return !closed;
  }

  /// Gives the number back. A second call does nothing.
  public void close() {
    if (!closed) {
      closed = true;
      poller.deregister(registration);
      calls.close(number);
      waiters.wakeReader();
      waiters.wakeWriter();
    }
  }

  /// The number, for the next call.
  final int open() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
    return number;
  }
}
