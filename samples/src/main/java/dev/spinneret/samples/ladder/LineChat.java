package dev.spinneret.samples.ladder;

import dev.spinneret.engine.io.Server;
import dev.spinneret.engine.io.stream.StreamReader;
import dev.spinneret.engine.io.stream.StreamWriter;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/// A chat over TCP, line by line: the first line is a name, every other line is sent to all.
///
/// Each guest is served by a task of its own that reads lines in a `while`. They share the map of
/// guests without a lock: only one task runs at a time, and none is interrupted between two calls
/// that suspend. Give it a port to serve until it is stopped, and talk to it with `nc`.
public final class LineChat {
  private final Map<String, StreamWriter> guests = new LinkedHashMap<>();

  private LineChat() {}

  /// Serves, or talks to itself.
  ///
  /// @param args a port to listen on, or nothing
  public static void main(String[] args) {
    EventLoop.run(() -> {
      try (var server = start(args.length == 0 ? 0 : Integer.parseInt(args[0]))) {
        System.out.println("chat on " + server.address());
        if (args.length > 0) {
          server.serveForever();
        }
        System.out.print(talk(server.address()));
        return true;
      }
    });
  }

  /// Opens the room. Does not suspend.
  static Server start(int port) throws IOException {
    var chat = new LineChat();
    var at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return Streams.startServer(chat::serve, at);
  }

  /// Two guests meet. Called in a task.
  ///
  /// @return what the first one got to read
  static String talk(InetSocketAddress server) throws IOException {
    var host = server.getHostString();
    try (var ada = Streams.openConnection(host, server.getPort());
        var bob = Streams.openConnection(host, server.getPort())) {
      var read = new StringBuilder();
      ada.writer().write("ada\n");
      read.append(ada.reader().readTextLine()).append('\n');
      bob.writer().write("bob\nhello, ada\n");
      bob.writer().close();
      for (int line = 0; line < 3; line++) {
        read.append(ada.reader().readTextLine()).append('\n');
      }
      return read.toString();
    }
  }

  private void serve(StreamReader reader, StreamWriter writer) throws IOException {
    var name = reader.readTextLine();
    if (name == null || guests.putIfAbsent(name, writer) != null) {
      writer.write("that name is taken\n");
      return;
    }
    tellAll(name + " has come");
    try {
      for (var line = reader.readTextLine(); line != null; line = reader.readTextLine()) {
        tellAll(name + ": " + line);
        writer.drain();
      }
    } finally {
      guests.remove(name);
      tellAll(name + " has gone");
    }
  }

  private void tellAll(String line) {
    guests.values().forEach(guest -> guest.write(line + "\n"));
  }
}
