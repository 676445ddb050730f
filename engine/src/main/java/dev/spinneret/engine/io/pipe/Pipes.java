package dev.spinneret.engine.io.pipe;

import dev.spinneret.engine.io.Protocol;
import dev.spinneret.engine.io.ProtocolConnection;
import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.io.StreamDescriptor;
import dev.spinneret.engine.io.stream.StreamReader;
import dev.spinneret.engine.io.stream.StreamWriter;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Connects one end of a pipe to the current loop.
///
/// A pipe is given by the path of a FIFO, by the number of a descriptor of this process, or by a
/// blocking stream of the JDK. It belongs to the transport, which closes it: a reading end when the
/// stream ends, a writing end also after `writeEof`.
///
/// If a thread is involved (see this package), three things differ. After a stream of the JDK is
/// closed for reading, the thread remains until something is written to it. If another process
/// stops reading, only the next write fails. A descriptor other than 0, 1 and 2 is opened again,
/// and the number itself stays open.
public final class Pipes {
  private Pipes() {}

  /// Reads from a FIFO, which need not be open for writing yet. Does not suspend.
  ///
  /// @param protocol creates the protocol
  /// @param fifo its path
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if it is not a FIFO or cannot be read
  public static <P extends Protocol> ProtocolConnection<P> connectReadPipe(
      Supplier<? extends P> protocol, Path fifo) throws IOException {
    return adopt(protocol, ends().reading(fifo));
  }

  /// Reads from a descriptor of this process. Does not suspend.
  ///
  /// @param protocol creates the protocol
  /// @param descriptor the number of a pipe, socket or terminal
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if it is none of these, or not open
  public static <P extends Protocol> ProtocolConnection<P> connectReadPipe(
      Supplier<? extends P> protocol, int descriptor) throws IOException {
    return adopt(protocol, ends().reading(descriptor));
  }

  /// Reads from a blocking stream, with a thread. Does not suspend.
  ///
  /// @param protocol creates the protocol
  /// @param stream must not be read by others from now on
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if no file descriptor is left
  public static <P extends Protocol> ProtocolConnection<P> connectReadPipe(
      Supplier<? extends P> protocol, InputStream stream) throws IOException {
    return adopt(protocol, ends().reading(Far.stream(stream)));
  }

  /// Writes to a FIFO. Suspends until a process has opened it for reading.
  ///
  /// @param protocol creates the protocol
  /// @param fifo its path
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if it is not a FIFO or cannot be written
  public static <P extends Protocol> ProtocolConnection<P> connectWritePipe(
      Supplier<? extends P> protocol, Path fifo) throws IOException {
    return adopt(protocol, ends().writing(fifo));
  }

  /// Writes to a descriptor of this process. Does not suspend.
  ///
  /// @param protocol creates the protocol
  /// @param descriptor the number of a pipe, socket or terminal
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if it is none of these, or not open
  public static <P extends Protocol> ProtocolConnection<P> connectWritePipe(
      Supplier<? extends P> protocol, int descriptor) throws IOException {
    return adopt(protocol, ends().writing(descriptor));
  }

  /// Writes to a blocking stream, with a thread. Does not suspend.
  ///
  /// @param protocol creates the protocol
  /// @param stream must not be written by others from now on
  /// @param <P> the type of the protocol
  /// @return transport and protocol; `connectionMade` has been called
  /// @throws IOException if no file descriptor is left
  public static <P extends Protocol> ProtocolConnection<P> connectWritePipe(
      Supplier<? extends P> protocol, OutputStream stream) throws IOException {
    return adopt(protocol, ends().writing(Far.stream(stream)));
  }

  /// Reads from a FIFO as a stream, as [#connectReadPipe(Supplier, Path)] does.
  ///
  /// @param fifo its path
  /// @return the stream, which the caller closes
  /// @throws IOException if it is not a FIFO or cannot be read
  public static ReadPipe openReader(Path fifo) throws IOException {
    return reader(ends().reading(fifo), StreamReader.DEFAULT_LIMIT_BYTES);
  }

  /// Reads from a descriptor as a stream, as [#connectReadPipe(Supplier, int)] does.
  ///
  /// @param descriptor the number of a pipe, socket or terminal
  /// @return the stream, which the caller closes
  /// @throws IOException if it is none of these, or not open
  public static ReadPipe openReader(int descriptor) throws IOException {
    return openReader(descriptor, StreamReader.DEFAULT_LIMIT_BYTES);
  }

  /// Reads from a descriptor as a stream, with another limit.
  ///
  /// @param descriptor the number of a pipe, socket or terminal
  /// @param limitBytes the limit of the [StreamReader]
  /// @return the stream, which the caller closes
  /// @throws IOException if it is none of these, or not open
  public static ReadPipe openReader(int descriptor, int limitBytes) throws IOException {
    return reader(ends().reading(descriptor), limitBytes);
  }

  /// Reads from a blocking stream, as [#connectReadPipe(Supplier, InputStream)] does.
  ///
  /// @param stream must not be read by others from now on
  /// @return the stream, which the caller closes
  /// @throws IOException if no file descriptor is left
  public static ReadPipe openReader(InputStream stream) throws IOException {
    return openReader(stream, StreamReader.DEFAULT_LIMIT_BYTES);
  }

  /// Reads from a blocking stream, with another limit.
  ///
  /// @param stream must not be read by others from now on
  /// @param limitBytes the limit of the [StreamReader]
  /// @return the stream, which the caller closes
  /// @throws IOException if no file descriptor is left
  public static ReadPipe openReader(InputStream stream, int limitBytes) throws IOException {
    return reader(ends().reading(Far.stream(stream)), limitBytes);
  }

  /// Writes to a FIFO as a stream, as [#connectWritePipe(Supplier, Path)] does.
  ///
  /// @param fifo its path
  /// @return the stream, which the caller closes
  /// @throws IOException if it is not a FIFO or cannot be written
  public static StreamWriter openWriter(Path fifo) throws IOException {
    return writer(ends().writing(fifo));
  }

  /// Writes to a descriptor as a stream, as [#connectWritePipe(Supplier, int)] does.
  ///
  /// @param descriptor the number of a pipe, socket or terminal
  /// @return the stream, which the caller closes
  /// @throws IOException if it is none of these, or not open
  public static StreamWriter openWriter(int descriptor) throws IOException {
    return writer(ends().writing(descriptor));
  }

  /// Writes to a blocking stream, as [#connectWritePipe(Supplier, OutputStream)] does.
  ///
  /// @param stream must not be written by others from now on
  /// @return the stream, which the caller closes
  /// @throws IOException if no file descriptor is left
  public static StreamWriter openWriter(OutputStream stream) throws IOException {
    return writer(ends().writing(Far.stream(stream)));
  }

  private static Ends ends() {
    return Ends.of(EventLoop.current());
  }

  private static <P extends Protocol> ProtocolConnection<P> adopt(
      Supplier<? extends P> protocol, StreamDescriptor descriptor) {
    return Sockets.of(EventLoop.current()).adopt(protocol, descriptor);
  }

  private static ReadPipe reader(StreamDescriptor descriptor, int limitBytes) {
    var streams = Streams.adopt(Sockets.of(EventLoop.current()), descriptor, limitBytes);
    return new ReadPipe(streams.reader(), streams.writer().transport());
  }

  private static StreamWriter writer(StreamDescriptor descriptor) {
    return Streams.adopt(
            Sockets.of(EventLoop.current()), descriptor, StreamReader.DEFAULT_LIMIT_BYTES)
        .writer();
  }
}
