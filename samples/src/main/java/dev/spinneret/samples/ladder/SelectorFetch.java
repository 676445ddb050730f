package dev.spinneret.samples.ladder;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// Rung 3: a socket that does not block, and a selector that reports when it is ready.
///
/// Still one page after another, so nothing is gained yet: `select` now waits where `read` did. But
/// all waiting happens in one place, and a selector can wait for more than one socket.
public final class SelectorFetch {
  private SelectorFetch() {}

  /// Shows how long it takes.
  ///
  /// @throws Exception if a page cannot be fetched
  static void main() throws Exception {
    Fetches.show("selector", SelectorFetch::fetchAll);
  }

  static List<Integer> fetchAll(InetSocketAddress server, List<String> paths) throws IOException {
    var sizes = new ArrayList<Integer>();
    try (var selector = Selector.open()) {
      for (var path : paths) {
        sizes.add(fetch(selector, server, path));
      }
    }
    return sizes;
  }

  private static int fetch(Selector selector, InetSocketAddress server, String path)
      throws IOException {
    try (var channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      var key = channel.register(selector, 0);
      if (!channel.connect(server)) {
        await(selector, key, SelectionKey.OP_CONNECT);
        channel.finishConnect();
      }
      var request = Message.request(path);
      while (request.hasRemaining()) {
        await(selector, key, SelectionKey.OP_WRITE);
        channel.write(request);
      }
      var answer = new ByteArrayOutputStream();
      var buffer = ByteBuffer.allocate(16 * 1024);
      int count = 0;
      while (count >= 0) {
        answer.write(buffer.array(), 0, count);
        await(selector, key, SelectionKey.OP_READ);
        count = channel.read(buffer.clear());
      }
      return Message.bodyBytes(answer.toByteArray());
    }
  }

  /// Blocks until the one socket that is registered is ready.
  private static void await(Selector selector, SelectionKey key, int operation) throws IOException {
    key.interestOps(operation);
    selector.select(_ -> {});
  }
}
