package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.io.AddressFamily;
import dev.spinneret.engine.io.SocketType;
import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.testing.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TaskProgramsTest {
  @Test
  void tenThousandSleepsEndAfterTheLongest() {
    var time = new VirtualTime();
    try (var loop = time.newLoop()) {
      var slept = loop.runUntilComplete(() -> Sleepers.sleepAll(10_000, new Random(7)));
      assertTrue(slept.toSeconds() > 4000 && slept.toSeconds() < 6000, slept.toString());
      assertTrue(time.elapsed().toMillis() >= 990, time.elapsed().toString());
      assertTrue(time.elapsed().toMillis() <= 1000, time.elapsed().toString());
    }
  }

  @Test
  void theCarriersShareTheParcels() {
    var time = new VirtualTime();
    try (var loop = time.newLoop()) {
      var carried = loop.runUntilComplete(() -> ProducerConsumer.run(30, 3, Duration.ofMinutes(1)));
      assertEquals(3, carried.size());
      assertEquals(30, carried.values().stream().mapToInt(Integer::intValue).sum());
      // Sixty minutes of way for three who work side by side.
      assertEquals(20, time.elapsed().toMinutes(), 2);
    }
  }

  @Test
  void aForLoopWaitsForEveryReading() {
    var time = new VirtualTime();
    try (var loop = time.newLoop()) {
      var readings =
          loop.runUntilComplete(
              () -> AsyncIteration.all(AsyncIteration.thermometer(4, Duration.ofHours(1))));
      assertEquals(List.of(18, 19, 20, 21), readings);
      assertEquals(Duration.ofHours(4), time.elapsed());
    }
  }

  @Test
  void theGroupEndsWithItsFirstFailure() {
    var time = new VirtualTime();
    try (var loop = time.newLoop()) {
      assertEquals(
          List.of(
              "a timer has called",
              "a timeout has ended a sleep",
              "the patient one was cancelled and cleaned up",
              "the group has failed: no more patience"),
          loop.runUntilComplete(() -> TimersAndGroups.run(Duration.ofMinutes(1))));
      assertEquals(Duration.ofMinutes(4), time.elapsed());
    }
  }

  @Test
  void anHourHasAllItsTicks() {
    var time = new VirtualTime();
    assertEquals(59, VirtualHour.ticksOfAnHour(time));
    assertEquals(Duration.ofHours(1), time.elapsed());
  }

  @Test
  void theEchoIsWhatWasSent() {
    EventLoop.run(() -> {
      try (var server = EchoServer.start(0)) {
        assertEquals("h\u00e9llo", EchoServer.ask(server.address(), "h\u00e9llo"));
        var much = "0123456789".repeat(100_000);
        assertEquals(much, EchoServer.ask(server.address(), much));
      }
      return true;
    });
  }

  @Test
  void theChatTellsEveryLineToAll() {
    EventLoop.run(() -> {
      try (var server = LineChat.start(0)) {
        assertEquals(
            "ada has come\nbob has come\nbob: hello, ada\nbob has gone\n",
            LineChat.talk(server.address()));
      }
      return true;
    });
  }

  @Test
  void tasksThatThreadsWakeAllEnd() {
    var log = FakeIo.readAll(20, Duration.ofMillis(1));
    assertEquals(20, log.size());
    assertTrue(log.contains("task 20 read 42 and 42"), log.toString());
  }

  @Test
  void everyValueThatIsSentBringsAnAverage() {
    var time = new VirtualTime();
    try (var loop = time.newLoop()) {
      assertEquals(
          List.of(10.0, 20.0, 15.0),
          loop.runUntilComplete(
              () -> RunningAverage.averages(List.of(10.0, 30.0, 5.0), Duration.ofMinutes(1))));
      assertEquals(Duration.ofMinutes(3), time.elapsed());
    }
  }

  @Test
  void addressesAreOfTheFamilyThatIsAskedFor() {
    var found =
        EventLoop.run(() ->
            AddressLookup.lookup(
                List.of("127.0.0.1", "localhost"), AddressFamily.INET, SocketType.DATAGRAM));
    assertTrue(found.size() >= 2, found.toString());
    for (var info : found) {
      assertEquals(AddressFamily.INET, info.family());
      assertEquals(SocketType.DATAGRAM, info.type());
      assertEquals("127.0.0.1", info.address().getAddress().getHostAddress());
    }
  }

  @Test
  void threadsAndProcessesWorkForTheLoop() {
    EventLoop.run(() -> {
      assertEquals(List.of(158, 7), ThreadsAndProcesses.digits(List.of(100, 10)));
      assertEquals(0, ThreadsAndProcesses.lines(Path.of("no such file")).await());
      return true;
    });
  }
}
