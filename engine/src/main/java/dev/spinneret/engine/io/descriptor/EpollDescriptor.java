package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// What a socket or pipe of Linux is for the poller: its number, what it is known to be ready for,
/// its waiters, its end.
///
/// ```
///   open ── registered, the number is ours ──▶ closed ── deregistered, number given back
/// ```
///
/// Every call on the number runs on the loop's thread from beginning to end, and checks first that
/// it is open: no call can meet a number that was given back. Events of the number's next owner
/// carry another registration, and find another descriptor.
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

  /// Its number, to be used while it is open.
  protected final int number;

  /// Whether a read may succeed: from an event until a call says otherwise.
  protected boolean readable;

  /// Whether a write may succeed.
  protected boolean writable;

  /// Every event bit that has been seen.
  protected int events;

  private final EpollPoller poller;
  private final EpollPoller.Registration registration;
  private final Waiters waiters = new Waiters();
  private @Nullable SocketAddress localAddress;
  private boolean closed;

  /// Takes over a number: it is closed here, also when this fails.
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

  /// Has `ready` called when a read or an accept may succeed.
  ///
  /// @param ready is called once; null withdraws
  public void whenReadable(@Nullable Runnable ready) {
    waiters.setReader(ready);
    if (ready != null && (readable || closed)) {
      loop.callSoon(waiters::wakeReader);
    }
  }

  /// Has `ready` called when a write may succeed.
  ///
  /// @param ready is called once; null withdraws
  public void whenWritable(@Nullable Runnable ready) {
    waiters.setWriter(ready);
    if (ready != null && (writable || closed)) {
      loop.callSoon(waiters::wakeWriter);
    }
  }

  /// This end's address, asked for once.
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
