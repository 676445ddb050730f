package dev.spinneret.samples.ladder;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.poll.EpollPoller;
import dev.spinneret.engine.poll.Libc;
import dev.spinneret.engine.sync.Queue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A host and a device talk over a serial line, a pseudo-terminal here: one task reads answers up
/// to their end of line and puts them into a queue, another sends commands and takes the answers.
///
/// The task that reads never misses what the device says by itself, whatever the other is doing.
public final class SerialLine {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final Map<String, String> DEVICE =
      Map.of("ID?", "thermometer 7", "TEMP?", "21.5", "OFF", "good night");

  private SerialLine() {}

  /// Shows the talk.
  static void main() {
    if (!EpollPoller.isAvailable()) {
      System.out.println("pseudo-terminals are opened here on Linux only: nothing to show");
      return;
    }
    EventLoop.run(() -> talk(List.of("ID?", "TEMP?", "HUMIDITY?", "OFF")))
        .forEach(System.out::println);
  }

  /// Called in a task.
  ///
  /// @return each command with its answer
  static List<String> talk(List<String> commands) throws Exception {
    var loop = EventLoop.current();
    var libc = new Libc();
    var pair = PseudoTerminal.open(libc);
    try (var device = SerialPort.of(loop, pair.device());
        var host = SerialPort.of(loop, PseudoTerminal.openRaw(libc, pair.line()))) {
      var answers = new Queue<String>(10);
      var deviceTask = loop.createTask("device", () -> answerAll(device));
      var readerTask = loop.createTask("reader", () -> readInto(host, answers));
      var talk = new ArrayList<String>();
      for (var command : commands) {
        send(host, command);
        talk.add(command + " " + answers.get());
      }
      deviceTask.cancel();
      readerTask.cancel();
      return talk;
    }
  }

  private static boolean readInto(SerialPort port, Queue<String> lines) throws IOException {
    while (true) {
      lines.put(receive(port));
    }
  }

  private static boolean answerAll(SerialPort port) throws IOException {
    while (true) {
      send(port, DEVICE.getOrDefault(receive(port), "what?"));
    }
  }

  static void send(SerialPort port, String line) throws IOException {
    port.write((line + "\r\n").getBytes(US_ASCII));
  }

  static String receive(SerialPort port) throws IOException {
    byte[] line = port.reader().readUntil(LINE_END);
    return new String(line, 0, line.length - LINE_END.length, US_ASCII);
  }
}
