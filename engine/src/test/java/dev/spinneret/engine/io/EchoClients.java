package dev.spinneret.engine.io;

import dev.spinneret.engine.io.stream.StreamConnection;
import dev.spinneret.engine.io.stream.Streams;
import dev.spinneret.engine.loop.Clock;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.loop.Task;
import dev.spinneret.engine.poll.PollerKind;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Many clients of an echo server, all connected before the first of them sends: each has its
/// messages echoed one by one, and one in ten resets its connection half-way.
///
/// A program of its own, because both ends of 10,000 connections are more descriptors than a
/// process may have in many places.
record EchoClients(PollerKind poller, int port, int connectionCount, int messageCount) {
  /// How many connect at the same time: more would overflow the backlog.
  private static final int CONNECTING_TASKS = 50;

  private static final int MESSAGE_BYTES = 64;
  private static final int RESET_ONE_IN = 10;

  /// Runs the clients and prints how many were served to the end.
  ///
  /// @param args poller, port, connections, messages
  public static void main(String[] args) {
    var clients =
        new EchoClients(
            PollerKind.valueOf(args[0]),
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]));
    System.out.println(clients.run());
  }

  /// The open descriptors of this process; -1 where the system does not say.
  static int openDescriptorCount() {
    String[] all = new File("/proc/self/fd").list();
    return all == null ? -1 : all.length;
  }

  /// How many connections are served to the end: all but those that reset.
  int servedCount() {
    return connectionCount - connectionCount / RESET_ONE_IN;
  }

  /// Runs them on a loop of the calling thread.
  ///
  /// @return how many were served to the end
  int run() {
    return EventLoop.run(
        new LoopOptions(poller, Clock.SYSTEM),
        () -> {
          var loop = EventLoop.current();
          Future<Boolean> allConnected = loop.createFuture();
          var clients = new ArrayList<Task<Integer>>();
          for (var connecting : connectors(allConnected, clients)) {
            connecting.await();
          }
          allConnected.setResult(true);
          int served = 0;
          for (var client : clients) {
            served += client.await();
          }
          return served;
        });
  }

  private List<Task<Integer>> connectors(
      Future<Boolean> allConnected, List<Task<Integer>> clients) {
    var loop = allConnected.loop();
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var connectors = new ArrayList<Task<Integer>>();
    for (int i = 0; i < CONNECTING_TASKS; i++) {
      int first = i;
      connectors.add(
          loop.createTask(() -> {
            for (int number = first; number < connectionCount; number += CONNECTING_TASKS) {
              int mine = number;
              var streams = Streams.openConnection(Sockets.of(loop), address);
              clients.add(loop.createTask(() -> exchange(streams, mine, allConnected)));
            }
            return first;
          }));
    }
    return connectors;
  }

  private int exchange(StreamConnection streams, int number, Future<Boolean> allConnected)
      throws IOException {
    var go = allConnected.loop().createFuture();
    allConnected.addDoneCallback(_ -> go.setResult(new Object()));
    go.await();
    boolean resets = number % RESET_ONE_IN == 0;
    try (streams) {
      byte[] message = new byte[MESSAGE_BYTES];
      for (int i = 0; i < messageCount; i++) {
        ByteBuffer.wrap(message).putInt(number).putInt(i);
        streams.writer().write(message);
        if (resets && i == messageCount / 2) {
          streams.writer().abort();
          return 0;
        }
        if (!Arrays.equals(message, streams.reader().readExactly(MESSAGE_BYTES))) {
          throw new IOException("client " + number + " got another message than it sent");
        }
      }
      return 1;
    }
  }
}
