package dev.spinneret.samples.ladder;

import dev.spinneret.engine.loop.EventLoop;
import dev.spinneret.engine.loop.Future;
import dev.spinneret.engine.pool.ProcessWork;
import dev.spinneret.engine.task.Tasks;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a task must not do itself: block in native code, and compute for long. `toThread` takes the
/// one to the loop's threads, `runInProcess` the other to Java processes with heaps of their own.
/// Meanwhile the loop ticks.
public final class ThreadsAndProcesses {
  private ThreadsAndProcesses() {}

  /// Shows both.
  static void main() {
    EventLoop.run(() -> {
      var ticks = new int[1];
      var ticker = EventLoop.current().createTask("ticker", () -> tick(ticks));
      var release = Path.of(System.getProperty("java.home"), "release");
      System.out.println(release.getFileName() + " has lines: " + lines(release).await());
      var digits = digits(List.of(20_000, 30_000));
      System.out.println("digits of 20,000! and 30,000!: " + digits);
      System.out.println("the loop ticked meanwhile: " + (ticks[0] > 0));
      return ticker.cancel();
    });
  }

  private static boolean tick(int[] ticks) {
    while (true) {
      Tasks.sleep(Duration.ofMillis(1));
      ticks[0]++;
    }
  }

  /// Counts the lines of a file, 0 if there is none. Does not suspend.
  static Future<Integer> lines(Path file) {
    return Tasks.toThread(() -> Files.exists(file) ? Files.readAllLines(file).size() : 0);
  }

  /// How many digits the factorials of numbers have, each computed in a process. Called in a task.
  static List<Integer> digits(List<Integer> numbers) {
    var all = new ArrayList<Future<Integer>>();
    for (int number : numbers) {
      all.add(Tasks.runInProcess(factorialDigits(number)));
    }
    return Tasks.gather(all).await();
  }

  /// What a process is sent: the lambda with the number that it captures.
  private static ProcessWork<Integer> factorialDigits(int number) {
    return () -> {
      var product = BigInteger.ONE;
      for (int i = 2; i <= number; i++) {
        product = product.multiply(BigInteger.valueOf(i));
      }
      return product.toString().length();
    };
  }
}
