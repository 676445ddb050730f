package dev.spinneret.engine.io.datagram;

import dev.spinneret.engine.io.descriptor.EpollDescriptor;
import dev.spinneret.engine.io.descriptor.SocketCalls;
import dev.spinneret.engine.io.descriptor.Transfers;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A datagram socket of Linux, called directly.
final class EpollDatagramDescriptor extends EpollDescriptor implements DatagramDescriptor {
  private final @Nullable InetSocketAddress peer;

  private EpollDatagramDescriptor(
      EventLoop loop, EpollPoller poller, int number, @Nullable InetSocketAddress peer)
      throws IOException {
    super(loop, poller, number);
    this.peer = peer;
    this.writable = true;
  }

  static EpollDatagramDescriptor open(EventLoop loop, EpollPoller poller, DatagramOptions options)
      throws IOException {
    var calls = SocketCalls.of(loop);
    int number = calls.datagramSocket(options.familyAddress());
    try {
      if (options.reusePort()) {
        calls.setReusePort(number);
      }
      if (options.broadcast()) {
        calls.setBroadcast(number);
      }
      if (options.local() != null) {
        calls.bind(number, options.local());
      }
      if (options.remote() != null) {
        calls.connect(number, options.remote());
      } else if (options.local() == null) {
        calls.bind(number, options.familyAddress());
      }
    } catch (Throwable t) {
      calls.close(number);
      throw t;
    }
    return new EpollDatagramDescriptor(loop, poller, number, options.remote());
  }

  @Override
  public @Nullable InetSocketAddress receive(ByteBuffer dst) throws IOException {
    int descriptor = open();
    if (!readable) {
      return null;
    }
    try {
      if (transfers.receiveFrom(descriptor, dst) < 0) {
        readable = false;
        return null;
      }
    } catch (ConnectException e) {
      throw unreachable(e);
    }
    return (InetSocketAddress) transfers.lastSender();
  }

  @Override
  public boolean send(ByteBuffer src, @Nullable InetSocketAddress to) throws IOException {
    int descriptor = open();
    if (src.remaining() > Transfers.STAGED_BYTES) {
      throw new SocketException("Message too long");
    }
    if (!writable) {
      return false;
    }
    try {
      writable = transfers.sendTo(descriptor, src, to);
      return writable;
    } catch (ConnectException e) {
      throw unreachable(e);
    }
  }

  private static PortUnreachableException unreachable(ConnectException refused) {
    return new PortUnreachableException(refused.getMessage());
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) localAddress();
  }

  @Override
  public @Nullable InetSocketAddress peer() {
    return peer;
  }
}
