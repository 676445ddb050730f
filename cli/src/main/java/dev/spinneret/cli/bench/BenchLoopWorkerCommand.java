package dev.spinneret.cli.bench;

import dev.spinneret.cli.client.FetchFlags;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.samples.bench.LoopBench;
import dev.spinneret.samples.bench.Measure;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The process in which `bench loop` measures: prints each figure as it is there, one a line.
public final class BenchLoopWorkerCommand {
  /// What the worker processes are started with.
  public static final String NAME = "bench-loop";

  private static final Flag<Duration> SAMPLE =
      Flag.of("--sample=DURATION", Kind.DURATION, "Length of one sample.").or("300ms");

  private static final Flag<PollerKind> IO =
      Flag.of("--io=POLLER", FetchFlags.POLLERS, "How the loop waits for sockets.").or("auto");

  public static final Table TABLE =
      Table.of(NAME, "Measures for bench loop; not meant to be typed.").withFlags(SAMPLE, IO);

  private BenchLoopWorkerCommand() {}

  public static int run(Values typed) {
    var options = LoopOptions.DEFAULT.withPoller(typed.get(IO));
    var bench = new LoopBench(options, typed.get(SAMPLE), LoopBench.affordableWaitingTasks());
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
