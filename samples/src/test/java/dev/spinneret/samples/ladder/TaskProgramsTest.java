package dev.spinneret.samples.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.testing.VirtualTime;
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
  void theWebServiceKeepsNotes() {
    EventLoop.run(() -> {
      try (var server = WebService.start(0)) {
        var at = server.address();
        assertEquals("201 OK {\"number\":1}", WebService.ask(at, "POST", "/notes", "one"));
        assertEquals(
            "201 OK {\"number\":2}", WebService.ask(at, "POST", "/notes", "\"tw\u00f6\"\n"));
        assertEquals("200 OK {\"count\":2}", WebService.ask(at, "GET", "/notes", ""));
        assertEquals(
            "200 OK {\"number\":2,\"note\":\"\\\"tw\u00f6\\\"\\u000a\"}",
            WebService.ask(at, "GET", "/notes/2", ""));
        assertEquals(
            "404 No {\"error\":\"there is no note 3\"}", WebService.ask(at, "GET", "/notes/3", ""));
        assertEquals(
            "404 No {\"error\":\"there is nothing here\"}",
            WebService.ask(at, "PUT", "/x/y/z", ""));
        assertEquals(
            "413 No {\"error\":\"that is too much\"}",
            WebService.ask(at, "POST", "/notes", "x".repeat(70_000)));
      }
      return true;
    });
  }
}
