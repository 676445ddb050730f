package dev.spinneret.engine.io.datagram;

import dev.spinneret.engine.io.descriptor.NioDescriptor;
import dev.spinneret.engine.poll.NioPoller;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/// A datagram channel of java.nio.
final class NioDatagramDescriptor extends NioDescriptor implements DatagramDescriptor {
  private final NioPoller poller;
  private final DatagramChannel channel;
  private final @Nullable InetSocketAddress peer;

  private NioDatagramDescriptor(
      NioPoller poller, DatagramChannel channel, @Nullable InetSocketAddress peer)
      throws IOException {
    super(poller, channel);
    this.poller = poller;
    this.channel = channel;
    this.peer = peer;
  }

  static NioDatagramDescriptor open(NioPoller poller, DatagramOptions options) throws IOException {
    var channel = DatagramChannel.open(family(options.familyAddress()));
    try {
      channel.configureBlocking(false);
      if (options.reusePort()) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.setOption(StandardSocketOptions.SO_BROADCAST, options.broadcast());
      if (options.local() != null) {
        channel.bind(options.local());
      }
      if (options.remote() != null) {
        channel.connect(options.remote());
      } else if (options.local() == null) {
        channel.bind(null);
      }
      return new NioDatagramDescriptor(poller, channel, options.remote());
    } catch (Throwable t) {
      channel.close();
      throw t;
    }
  }

  private static ProtocolFamily family(InetSocketAddress address) {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(address + " is not resolved");
    }
    return address.getAddress() instanceof Inet6Address
        ? StandardProtocolFamily.INET6
        : StandardProtocolFamily.INET;
  }

  @Override
  public @Nullable InetSocketAddress receive(ByteBuffer dst) throws IOException {
    return (InetSocketAddress) channel.receive(dst);
  }

  @Override
  public boolean send(ByteBuffer src, @Nullable InetSocketAddress to) throws IOException {
    if (src.hasRemaining()) {
      return (to == null ? channel.write(src) : channel.send(src, to)) > 0;
    }
    if (to == null) {
      throw new SocketException("java.nio cannot send an empty datagram over a connected socket");
    }
    // The result is 0 whether the empty datagram was sent or not.
    channel.send(src, to);
    return true;
  }

  @Override
  public void whenReadable(@Nullable Runnable ready) {
    whenReadable(ready, SelectionKey.OP_READ);
  }

  @Override
  public void whenWritable(@Nullable Runnable ready) {
    whenWritable(ready, SelectionKey.OP_WRITE);
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) localAddress();
  }

  @Override
  public @Nullable InetSocketAddress peer() {
    return peer;
  }

  /// Releases the port at once, which the selector would hold until the next poll.
  @Override
  public void close() {
    if (isOpen()) {
      super.close();
      poller.release();
    }
  }
}
