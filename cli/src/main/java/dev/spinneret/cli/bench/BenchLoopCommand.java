package dev.spinneret.cli.bench;

import dev.spinneret.cli.client.FetchFlags;
import dev.spinneret.cli.flag.Flag;
import dev.spinneret.cli.flag.Kind;
import dev.spinneret.cli.flag.Table;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.ExitCode;
import dev.spinneret.cli.terminal.StandardOutput;
import dev.spinneret.cli.terminal.Terminal;
import dev.spinneret.engine.poll.PollerKind;
import dev.spinneret.samples.bench.Measure;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// `bench loop`: what the event loop itself costs.
public final class BenchLoopCommand {
  private static final Flag<Boolean> JSON = Flag.on("-j, --json", "Prints the figures as JSON.");

  private static final Flag<Duration> SAMPLE =
      Flag.of(
              "--sample=DURATION",
              Kind.positive("300ms"),
              "Length of one sample; nine make a figure (default: {default}).")
          .or("300ms");

  private static final Flag<PollerKind> IO =
      Flag.of(
              "--io=POLLER",
              FetchFlags.POLLERS,
              "auto (default), epoll or nio: how the loop waits for sockets.")
          .or("auto");

  public static final Table TABLE =
      Table.of(
              "loop",
              "Measures the event loop: callbacks, timers, tasks, switches, queues, echoes.",
              "",
              "Each figure is the CPU time of one operation, measured in a separate process with"
                  + " all compilers of the JVM, as in a long-running service; a crawl runs without"
                  + " the optimising one. Flags in SPINNERET_OPTS apply there, too.")
          .withFlags(JSON, SAMPLE, IO)
          .sorted();

  private final Values typed;

  public BenchLoopCommand(Values typed) {
    this.typed = typed;
  }

  public int run() {
    return StandardOutput.write(this::run);
  }

  private int run(OutputStream out) throws IOException {
    var measures = new ArrayList<Measure>();
    if (typed.has(JSON)) {
      measure(measures::add);
      out.write(json(measures));
    } else {
      StandardOutput.print("in a JVM of its own, " + flags() + '\n');
      measure(measure -> StandardOutput.print(row(measure)));
    }
    return ExitCode.DONE;
  }

  private void measure(Consumer<Measure> progress) {
    var args =
        List.of(
            BenchLoopWorkerCommand.NAME,
            "--sample",
            Math.max(1, typed.get(SAMPLE).toMillis()) + "ms",
            "--io",
            typed.get(IO).name().toLowerCase(Locale.ROOT));
    try {
      Processes.runOptimised(args, line -> progress.accept(BenchLoopWorkerCommand.parse(line)));
    } catch (IOException e) {
      throw new IllegalStateException("the process of bench loop failed: " + e.getMessage(), e);
    }
  }

  private static String flags() {
    var chosen = System.getenv("SPINNERET_OPTS");
    return chosen == null || chosen.isBlank()
        ? "with all compilers"
        : "with SPINNERET_OPTS=" + chosen;
  }

  private static String row(Measure measure) {
    return String.format(
        Locale.ROOT, "%-22s %,12.1f %s%n", measure.name(), measure.value(), measure.unit());
  }

  private static byte[] json(List<Measure> measures) throws IOException {
    return Terminal.jsonValue(json -> {
      json.writeStartArray();
      for (var measure : measures) {
        json.writeStartObject();
        json.writeStringField("name", measure.name());
        json.writeNumberField("value", measure.value());
        json.writeStringField("unit", measure.unit());
        json.writeEndObject();
      }
      json.writeEndArray();
    });
  }
}
