package dev.spinneret.cli;

import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.loop.PollerKind;
import dev.spinneret.samples.bench.LoopBench;
import dev.spinneret.samples.bench.Measure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The process in which `bench loop` measures: prints each figure as it is there, one a line.
@Command(
    name = BenchLoopWorkerCommand.NAME,
    hidden = true,
    description = "Measures for bench loop; not meant to be typed.")
final class BenchLoopWorkerCommand implements Callable<Integer> {
  static final String NAME = "bench-loop";

  @Option(names = "--sample", defaultValue = "300ms", description = "Length of one sample.")
  Duration sample = Duration.ofMillis(300);

  @Option(names = "--io", defaultValue = "auto", description = "What tells of ready sockets.")
  PollerKind io = PollerKind.AUTO;

  @Override
  public Integer call() {
    var options = LoopOptions.DEFAULT.withPoller(io);
    var bench = new LoopBench(options, sample, LoopBench.affordableWaitingTasks());
    try (var out = StandardOutput.open()) {
      bench.run(measure -> print(measure, out));
    } catch (IOException | UncheckedIOException e) {
      throw new IllegalStateException("bench loop does not listen", e);
    }
    return ExitCode.DONE;
  }

  private static void print(Measure measure, OutputStream out) {
    var line = measure.name() + ' ' + measure.value() + ' ' + measure.unit() + '\n';
    try {
      out.write(line.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads a figure as it was printed.
  static Measure parse(String line) {
    var words = line.split(" ", -1);
    if (words.length != 3) {
      throw new IllegalStateException("the process of bench loop said: " + line);
    }
    return new Measure(words[0], Double.parseDouble(words[1]), words[2]);
  }
}
