package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.NioPoller;
import dev.spinneret.engine.task.Tasks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Rung 5: the callbacks are joined with futures, and the loop is a library's.
///
/// A step now returns the future of its result, so steps can be put one after another, and a
/// failure finds its way to whoever waits. But a loop such as "read until the end" has become a
/// recursion, and `try` and `for` are of no use.
public final class FutureFetch {
  private final EventLoop loop;
  private final NioPoller poller;

  private FutureFetch(EventLoop loop, NioPoller poller) {
    this.loop = loop;
    this.poller = poller;
  }

  /// Shows how long it takes.
  ///
  /// @throws Exception if a page cannot be fetched
  static void main() throws Exception {
    Fetches.show("futures", FutureFetch::fetchAll);
  }

  static List<Integer> fetchAll(InetSocketAddress server, List<String> paths) throws IOException {
    var poller = NioPoller.open();
    try (var loop = EventLoop.create(LoopOptions.DEFAULT.withPoller(() -> poller))) {
      var fetch = new FutureFetch(loop, poller);
      var sizes = new ArrayList<Future<Integer>>();
      for (var path : paths) {
        sizes.add(fetch.fetch(server, path));
      }
      return loop.runUntilComplete(Tasks.gather(sizes));
    }
  }

  private Future<Integer> fetch(InetSocketAddress server, String path) throws IOException {
    var channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.connect(server);
    return then(
        ready(channel, SelectionKey.OP_CONNECT),
        connected -> {
          connected.finishConnect();
          connected.write(Message.request(path));
          return then(
              readAll(connected, new ByteArrayOutputStream()),
              answer -> {
                connected.close();
                return done(Message.bodyBytes(answer));
              });
        });
  }

  private Future<byte[]> readAll(SocketChannel channel, ByteArrayOutputStream bytes)
      throws IOException {
    return then(
        ready(channel, SelectionKey.OP_READ),
        readable -> {
          var buffer = ByteBuffer.allocate(16 * 1024);
          int count = readable.read(buffer);
          if (count < 0) {
            return done(bytes.toByteArray());
          }
          bytes.write(buffer.array(), 0, count);
          return readAll(readable, bytes);
        });
  }

  /// The future of a channel that is ready for an operation.
  private Future<SocketChannel> ready(SocketChannel channel, int operation) throws IOException {
    Future<SocketChannel> ready = loop.createFuture();
    poller.register(
        channel,
        operation,
        new NioPoller.Ready() {
          @Override
          public void onReady(SelectionKey key) {
            key.interestOps(0);
            ready.setResult(channel);
          }

          @Override
          public void onPollerClose() {
            try {
              channel.close();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    return ready;
  }

  /// The future of what `step` makes of the result of `first`.
  private <A, B> Future<B> then(Future<A> first, Step<A, B> step) {
    Future<B> last = loop.createFuture();
    first.addDoneCallback(done -> {
      try {
        step.run(done.result()).addDoneCallback(next -> pass(next, last));
      } catch (Exception e) {
        last.setException(e);
      }
    });
    return last;
  }

  private static <B> void pass(Future<B> from, Future<B> to) {
    var failure = from.exception();
    if (failure == null) {
      to.setResult(from.result());
    } else {
      to.setException(failure);
    }
  }

  private <T> Future<T> done(T value) {
    Future<T> done = loop.createFuture();
    done.setResult(value);
    return done;
  }

  @FunctionalInterface
  private interface Step<A, B> {
    Future<B> run(A value) throws Exception;
  }
}
