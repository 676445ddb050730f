package dev.spinneret.samples.ladder;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Rung 1: one page after another, with a blocking socket.
///
/// Anyone can read it. But the thread does nothing but wait: 50 pages of 100 ms take five seconds.
public final class BlockingFetch {
  private BlockingFetch() {}

  /// Shows how long it takes.
  ///
  /// @throws Exception if a page cannot be fetched
  static void main() throws Exception {
    Fetches.show("blocking", BlockingFetch::fetchAll);
  }

  static List<Integer> fetchAll(InetSocketAddress server, List<String> paths) throws IOException {
    var sizes = new ArrayList<Integer>();
    for (var path : paths) {
      sizes.add(fetch(server, path));
    }
    return sizes;
  }

  static int fetch(InetSocketAddress server, String path) throws IOException {
    try (var socket = new Socket(server.getAddress(), server.getPort())) {
      socket.getOutputStream().write(Message.request(path).array());
      return Message.bodyBytes(socket.getInputStream().readAllBytes());
    }
  }
}
