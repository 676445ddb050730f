package dev.spinneret.samples.ladder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class MainsTest {
  @FunctionalInterface
  interface Program {
    void main(String[] args) throws Exception;
  }

  static Stream<Arguments> programs() {
    return Stream.of(
        program("blocking: 50 pages, 614,400 bytes", BlockingFetch::main),
        program("thread pool: 50 pages, 614,400 bytes", PoolFetch::main),
        program("callbacks: 50 pages, 614,400 bytes", CallbackFetch::main),
        program("futures: 50 pages, 614,400 bytes", FutureFetch::main),
        program("tasks: 50 pages, 614,400 bytes", TaskFetch::main),
        program("10,000 tasks slept ", Sleepers::main),
        program("sent hello, got hello", EchoServer::main),
        program("carrier 3 took ", ProducerConsumer::main),
        program("it is 22 degrees", AsyncIteration::main),
        program("bob: hello, ada", LineChat::main),
        program("a timer has called", TimersAndGroups::main),
        program("200 OK {\"number\":1,\"note\":\"buy \\\"milk\\\"\"}", WebService::main),
        program("redis", RedisInTasks::main),
        program("e", JedisInTasks::main),
        program("PT1H and 59 ticks", VirtualHour::main));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void everyProgramRunsAndPrintsWhatItShows(String expected, Program program) throws Exception {
    var standardOutput = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      program.main(new String[0]);
    } finally {
      System.setOut(standardOutput);
    }
    assertTrue(printed.toString(UTF_8).contains(expected), printed.toString(UTF_8));
  }

  private static Arguments program(String expected, Program program) {
    return Arguments.of(expected, program);
  }
}
