package dev.spinneret.samples.ladder;

import dev.spinneret.engine.io.AddressFamily;
import dev.spinneret.engine.io.AddressInfo;
import dev.spinneret.engine.io.SocketType;
import dev.spinneret.engine.io.Sockets;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.task.Tasks;
import java.util.List;

/// `getaddrinfo`: the addresses of several hosts, asked for at once, of one family and for one use.
///
/// The system's lookup blocks, in native code that no virtual thread can leave. So it runs on
/// threads beside the loop.
public final class AddressLookup {
  private AddressLookup() {}

  /// Looks up hosts.
  ///
  /// @param args names of hosts; without one, this machine
  public static void main(String[] args) {
    var hosts = args.length == 0 ? List.of("localhost", "127.0.0.1") : List.of(args);
    EventLoop.run(() -> lookup(hosts, AddressFamily.INET, SocketType.STREAM))
        .forEach(
            info -> System.out.println(info.family() + " " + info.type() + " " + info.address()));
  }

  /// Called in a task.
  static List<AddressInfo> lookup(List<String> hosts, AddressFamily family, SocketType type) {
    var sockets = Sockets.of(EventLoop.current());
    List<Future<List<AddressInfo>>> answers =
        hosts.stream().map(host -> sockets.getaddrinfo(host, 80, family, type)).toList();
    return Tasks.gather(answers).await().stream().flatMap(List::stream).toList();
  }
}
