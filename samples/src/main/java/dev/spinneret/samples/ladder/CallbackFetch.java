package dev.spinneret.samples.ladder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;

/// Rung 4: one thread and a poller. The sockets do not block; the poller says which one is ready,
/// and a callback does the next small step.
///
/// All pages are waited for at once, and the loop in `fetchAll` is an event loop already. But the
/// story of one fetch is torn into pieces, and what was a local variable is a field now.
public final class CallbackFetch {
  private final Selector selector;
  private final Integer[] sizes;
  private int left;

  private CallbackFetch(Selector selector, int count) {
    this.selector = selector;
    this.sizes = new Integer[count];
    this.left = count;
  }

  /// Shows how long it takes.
  ///
  /// @throws Exception if a page cannot be fetched
  static void main() throws Exception {
    Fetches.show("callbacks", CallbackFetch::fetchAll);
  }

  static List<Integer> fetchAll(InetSocketAddress server, List<String> paths) throws IOException {
    try (var selector = Selector.open()) {
      var fetch = new CallbackFetch(selector, paths.size());
      for (int i = 0; i < paths.size(); i++) {
        fetch.new Exchange(i, paths.get(i)).begin(server);
      }
      while (fetch.left > 0) {
        selector.select(key -> ((Runnable) key.attachment()).run());
      }
      return Arrays.asList(fetch.sizes);
    }
  }

  /// One fetch, from callback to callback.
  private final class Exchange {
    private final int number;
    private final ByteBuffer request;
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final SocketChannel channel;

    Exchange(int number, String path) throws IOException {
      this.number = number;
      this.request = Message.request(path);
      this.channel = SocketChannel.open();
    }

    void begin(InetSocketAddress server) throws IOException {
      channel.configureBlocking(false);
      channel.connect(server);
      when(SelectionKey.OP_CONNECT, this::connected);
    }

    private void connected() throws IOException {
      channel.finishConnect();
      when(SelectionKey.OP_WRITE, this::writable);
    }

    private void writable() throws IOException {
      channel.write(request);
      if (!request.hasRemaining()) {
        when(SelectionKey.OP_READ, this::readable);
      }
    }

    private void readable() throws IOException {
      var buffer = ByteBuffer.allocate(16 * 1024);
      int count = channel.read(buffer);
      if (count >= 0) {
        answer.write(buffer.array(), 0, count);
        return;
      }
      channel.close();
      sizes[number] = Message.bodyBytes(answer.toByteArray());
      left--;
    }

    private void when(int ready, Step next) throws IOException {
      Runnable callback =
          () -> {
            try {
              next.run();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          };
      channel.register(selector, ready, callback);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
