package dev.spinneret.engine.poll;

import java.lang.foreign.MemorySegment;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Set;

/// The event descriptor that ends the wait of an [EpollPoller]: other threads write to it, and an
/// interrupt of the waiting thread does, too.
///
/// It extends the JDK's class for selectors only because the JDK runs code on an interrupt only for
/// threads that block in a channel or a selector; it selects nothing. Events are edge-triggered, so
/// the descriptor is never read. The lock keeps a late thread from writing to a number that was
/// closed and has been reused.
final class EpollWakeup extends AbstractSelector {
  private static final MemorySegment WRITE = Libc.find("write");
  private static final MemorySegment CLOSE = Libc.find("close");

  private final Libc libc = new Libc();
  private final NativeMemory one = NativeMemory.allocate(Long.BYTES);
  private final int descriptor;
  private boolean closed;

  /// Takes ownership of an event descriptor, which [#close] closes.
  EpollWakeup(int descriptor) {
    super(null); // No provider: looking up the system's takes milliseconds.
    this.descriptor = descriptor;
    one.bytes().putLong(0, 1);
  }

  /// Until [#endWait], an interrupt of the current thread calls [#wakeup], even an earlier one that
  /// is still pending.
  void beginWait() {
    begin();
  }

  void endWait() {
    end();
  }

  @Override
  public synchronized Selector wakeup() {
    if (!closed) {
      libc.call(WRITE, descriptor, one.address(), Long.BYTES);
    }
    return this;
  }

  @Override
  protected synchronized void implCloseSelector() {
    closed = true;
    libc.call(CLOSE, descriptor, 0, 0);
  }

  @Override
  public Set<SelectionKey> keys() {
    return Set.of();
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    return Set.of();
  }

  @Override
  public int selectNow() {
    throw new UnsupportedOperationException();
  }

  @Override
  public int select(long timeoutMillis) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int select() {
    throw new UnsupportedOperationException();
  }

  @Override
  protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
    throw new UnsupportedOperationException();
  }
}
