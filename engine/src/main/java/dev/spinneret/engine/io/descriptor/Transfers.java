package dev.spinneret.engine.io.descriptor;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.LoopLocal;
import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.poll.NativeMemory;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The system calls of Linux that transfer bytes between buffers and the descriptors of sockets and
/// pipes.
///
/// One instance per loop, used on its thread only.
public final class Transfers {
  private static final MemorySegment RECVFROM = Libc.find("recvfrom");
  private static final MemorySegment SENDTO = Libc.find("sendto");
  private static final MemorySegment READ = Libc.find("read");
  private static final MemorySegment WRITE = Libc.find("write");
  private static final int MSG_NOSIGNAL = 0x4000;

  /// The most that one call transfers from or to memory of the Java heap. After exactly as much,
  /// the socket may have or accept more.
  public static final int STAGED_BYTES = 64 * 1024;

  private static final LoopLocal<Transfers> OF_LOOP = LoopLocal.of(_ -> new Transfers());

  private final Libc libc = new Libc();
  private final AddressStruct address = new AddressStruct();
  private final NativeMemory length = NativeMemory.allocate(Integer.BYTES);

  /// A buffer for transfers from and to the Java heap, and for sending several buffers in one call.
  /// Copying takes far less time than linking a second signature that can access the heap.
  private final NativeMemory staging = NativeMemory.allocate(STAGED_BYTES);

  private final ByteBuffer staged = staging.bytes();

  private Transfers() {}

  /// The calls of a loop.
  ///
  /// @param loop a loop with an epoll poller
  /// @return always the same for a loop
  public static Transfers of(EventLoop loop) {
    return OF_LOOP.get(loop);
  }

  /// Receives into `dst`, at most [#STAGED_BYTES] if that is in the Java heap.
  ///
  /// @param descriptor its number
  /// @param dst a buffer with room
  /// @return how many bytes; 0 if there is nothing now; -1 at the end of the stream
  /// @throws IOException if the connection is broken or closed
  public int receive(int descriptor, ByteBuffer dst) throws IOException {
    int count = fill(RECVFROM, descriptor, dst, 0, 0);
    return count == 0 ? -1 : Math.max(0, count);
  }

  /// Reads from a pipe as [#receive] does from a socket.
  ///
  /// @param descriptor its number
  /// @param dst a buffer with room
  /// @return how many bytes; 0 if there is nothing now; -1 at the end of the stream
  /// @throws IOException if the connection is broken or closed
  public int read(int descriptor, ByteBuffer dst) throws IOException {
    int count = fill(READ, descriptor, dst, 0, 0);
    return count == 0 ? -1 : Math.max(0, count);
  }

  /// Receives one datagram; [#lastSender] then returns its sender.
  ///
  /// @param descriptor its number
  /// @param dst a buffer; bytes that do not fit are lost
  /// @return its size, which may be 0; -1 if there is none now
  /// @throws IOException if the connection is broken or closed
  public int receiveFrom(int descriptor, ByteBuffer dst) throws IOException {
    length.bytes().putInt(0, AddressStruct.BYTES);
    return fill(RECVFROM, descriptor, dst, address.bytes(), length.address());
  }

  /// The sender of the last datagram that [#receiveFrom] received.
  ///
  /// @return an internet address
  public SocketAddress lastSender() {
    return address.read(length.bytes().getInt(0));
  }

  private int fill(
      MemorySegment function, int descriptor, ByteBuffer dst, long from, long fromLength)
      throws IOException {
    if (dst.isDirect()) {
      int count =
          transfer(function, descriptor, address(dst), dst.remaining(), 0, from, fromLength);
      dst.position(dst.position() + Math.max(0, count));
      return count;
    }
    int most = Math.min(dst.remaining(), STAGED_BYTES);
    int count = transfer(function, descriptor, staging.address(), most, 0, from, fromLength);
    if (count > 0) {
      dst.put(staged.clear().limit(count));
    }
    return count;
  }

  /// Sends as much as the system accepts, at most [#STAGED_BYTES] of a buffer in the Java heap.
  ///
  /// @param descriptor its number
  /// @param src advanced by what was sent
  /// @return how many bytes; 0 if it accepts none now
  /// @throws IOException if the connection is broken or closed
  public int send(int descriptor, ByteBuffer src) throws IOException {
    return drain(SENDTO, descriptor, src);
  }

  /// Writes to a pipe as [#send] does to a socket.
  ///
  /// @param descriptor its number
  /// @param src advanced by what was sent
  /// @return how many bytes; 0 if it accepts none now
  /// @throws IOException if the connection is broken or closed
  public int write(int descriptor, ByteBuffer src) throws IOException {
    return drain(WRITE, descriptor, src);
  }

  private int drain(MemorySegment function, int descriptor, ByteBuffer src) throws IOException {
    int sent;
    if (src.isDirect()) {
      sent = send(function, descriptor, address(src), src.remaining());
    } else {
      staged.clear();
      stage(src);
      sent = send(function, descriptor, staging.address(), staged.position());
    }
    src.position(src.position() + sent);
    return sent;
  }

  /// Sends as much of several buffers as the system accepts, at most [#STAGED_BYTES] together.
  ///
  /// @param descriptor its number
  /// @param srcs advanced by what was sent
  /// @param offset the first of them
  /// @param count how many of them
  /// @return how many bytes; 0 if it accepts none now
  /// @throws IOException if the connection is broken or closed
  public int send(int descriptor, ByteBuffer[] srcs, int offset, int count) throws IOException {
    return drain(SENDTO, descriptor, srcs, offset, count);
  }

  /// Writes several buffers to a pipe as [#send] does to a socket.
  ///
  /// @param descriptor its number
  /// @param srcs advanced by what was written
  /// @param offset the first of them
  /// @param count how many of them
  /// @return how many bytes; 0 if it accepts none now
  /// @throws IOException if the connection is broken or closed
  public int write(int descriptor, ByteBuffer[] srcs, int offset, int count) throws IOException {
    return drain(WRITE, descriptor, srcs, offset, count);
  }

  private int drain(
      MemorySegment function, int descriptor, ByteBuffer[] srcs, int offset, int count)
      throws IOException {
    if (count == 1 || srcs[offset].remaining() >= STAGED_BYTES) {
      return drain(function, descriptor, srcs[offset]);
    }
    staged.clear();
    for (int i = offset; i < offset + count && staged.hasRemaining(); i++) {
      stage(srcs[i]);
    }
    int sent = send(function, descriptor, staging.address(), staged.position());
    int left = sent;
    for (int i = offset; left > 0; i++) {
      int part = Math.min(left, srcs[i].remaining());
      srcs[i].position(srcs[i].position() + part);
      left -= part;
    }
    return sent;
  }

  /// Sends one datagram of at most [#STAGED_BYTES], whole or not at all.
  ///
  /// @param descriptor its number
  /// @param src the datagram, whose position does not change
  /// @param to the receiver; null for the connected peer
  /// @return whether the system accepted it
  /// @throws IOException if the connection is broken or closed
  public boolean sendTo(int descriptor, ByteBuffer src, @Nullable SocketAddress to)
      throws IOException {
    staged.clear();
    stage(src);
    int size = to == null ? 0 : address.write(to);
    long where = to == null ? 0 : address.bytes();
    int flags = MSG_NOSIGNAL;
    return transfer(SENDTO, descriptor, staging.address(), staged.position(), flags, where, size)
        >= 0;
  }

  private int send(MemorySegment function, int descriptor, long from, int count)
      throws IOException {
    return Math.max(0, transfer(function, descriptor, from, count, MSG_NOSIGNAL, 0, 0));
  }

  /// Adds as much of a buffer as fits; its position does not change.
  private void stage(ByteBuffer src) {
    int part = Math.min(src.remaining(), staged.remaining());
    staged.put(staged.position(), src, src.position(), part);
    staged.position(staged.position() + part);
  }

  /// The address of the remaining bytes of a direct buffer.
  private static long address(ByteBuffer direct) {
    return MemorySegment.ofBuffer(direct).address();
  }

  /// Transfers from or to memory outside the heap, so a garbage collection may run meanwhile.
  ///
  /// @return how many bytes; -1 if the call would block
  private int transfer(
      MemorySegment function,
      int descriptor,
      long bytes,
      int size,
      int flags,
      long address,
      long addressSize)
      throws IOException {
    while (true) {
      long count = libc.call(function, descriptor, bytes, size, flags, address, addressSize);
      if (count >= 0) {
        return (int) count;
      }
      switch (libc.errno()) {
        case Errno.EAGAIN -> {
          return -1;
        }
        case Errno.EINTR -> {
          // Nothing was transferred: try again.
        }
        default -> throw Errno.last(libc);
      }
    }
  }
}
