package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// A socket or pipe of Linux as the poller knows it: its number, its readiness, and its callbacks.
///
/// ```
///   open ── registered, owns the number ──▶ closed ── deregistered, number released
/// ```
///
/// Every call on the number runs on the loop's thread, and first checks that it is open, so no call
/// can use a number that was released. Events of the number's next owner carry another
/// registration, and so reach another descriptor.
public abstract class EpollDescriptor implements EpollPoller.Ready {
  private static final int READABLE =
      EpollPoller.IN | EpollPoller.READ_HANG_UP | EpollPoller.HANG_UP | EpollPoller.ERROR;
  private static final int WRITABLE = EpollPoller.OUT | EpollPoller.HANG_UP | EpollPoller.ERROR;

  /// Its loop.
  protected final EventLoop loop;

  /// The calls of that loop.
  protected final SocketCalls calls;

  /// The calls of that loop that move bytes.
  protected final Transfers transfers;

  /// Its number, which may be used while it is open.
  protected final int number;

  /// Whether a read may succeed: from an event until a call finds that it would block.
  protected boolean readable;

  /// Whether a write may succeed.
  protected boolean writable;

  /// All event bits that were received.
  protected int events;

  private final EpollPoller poller;
  private final EpollPoller.Registration registration;
  private final Waiters waiters = new Waiters();
  private @Nullable SocketAddress localAddress;
  private boolean closed;

  /// Takes ownership of a number, and closes it if this fails.
  ///
  /// @param loop its loop
  /// @param poller the poller of that loop
  /// @param number in non-blocking mode
  /// @throws IOException if the poller refuses it
  protected EpollDescriptor(EventLoop loop, EpollPoller poller, int number) throws IOException {
    this.loop = loop;
    this.calls = SocketCalls.of(loop);
    this.transfers = Transfers.of(loop);
    this.poller = poller;
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

  /// Sets the callback for when a read or an accept may succeed.
  ///
  /// @param ready called once; null removes it
  public void whenReadable(@Nullable Runnable ready) {
    waiters.setReader(ready);
    if (ready != null && (readable || closed)) {
      loop.callSoon(waiters::wakeReader);
    }
  }

  /// Sets the callback for when a write may succeed.
  ///
  /// @param ready called once; null removes it
  public void whenWritable(@Nullable Runnable ready) {
    waiters.setWriter(ready);
    if (ready != null && (writable || closed)) {
      loop.callSoon(waiters::wakeWriter);
    }
  }

  /// This end's address, which is looked up once.
  ///
  /// @return internet address, or path of a Unix socket
  public SocketAddress localAddress() {
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
  ///
  /// @return false after [#close]
  public boolean isOpen() {
    return !closed;
  }

  /// Closes the number and calls the callbacks. A second call does nothing.
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
  ///
  /// @return the number
  /// @throws ClosedChannelException after [#close]
  protected final int open() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
    return number;
  }
}
