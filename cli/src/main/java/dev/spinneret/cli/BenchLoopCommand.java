package dev.spinneret.cli;

import dev.spinneret.cli.output.Json;
import dev.spinneret.engine.loop.LoopOptions;
import dev.spinneret.engine.loop.PollerKind;
import dev.spinneret.samples.bench.LoopBench;
import dev.spinneret.samples.bench.Measure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `bench loop`: what the event loop itself costs.
@Command(
    name = "loop",
    description = "Measures the event loop: callbacks, timers, tasks, switches, queues, echoes.")
final class BenchLoopCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Prints the figures as JSON.")
  boolean json;

  @Option(
      names = "--sample",
      paramLabel = "DURATION",
      defaultValue = "300ms",
      description = "Length of one sample; nine make a figure (default: ${DEFAULT-VALUE}).")
  Duration sample = Duration.ofMillis(300);

  @Option(
      names = "--io",
      paramLabel = "POLLER",
      defaultValue = "auto",
      description = "auto (default), epoll or nio: what tells the loop that sockets are ready.")
  PollerKind io = PollerKind.AUTO;

  @Override
  public Integer call() {
    if (!sample.isPositive()) {
      throw new UsageException("--sample 0: more than 0 is allowed, such as 300ms");
    }
    var options = LoopOptions.DEFAULT.withPoller(io);
    var bench = new LoopBench(options, sample, LoopBench.affordableWaitingTasks());
    var measures = bench.run(_ -> {});
    try (var out = StandardOutput.open()) {
      out.write(json ? json(measures) : text(measures).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw OutputException.standardOutput(e);
    }
    return ExitCode.DONE;
  }

  private static String text(List<Measure> measures) {
    var text = new StringBuilder();
    for (var measure : measures) {
      text.append(
          String.format(
              Locale.ROOT, "%-22s %,12.1f %s%n", measure.name(), measure.value(), measure.unit()));
    }
    return text.toString();
  }

  private static byte[] json(List<Measure> measures) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var json = Json.FACTORY.createGenerator(bytes)) {
      json.writeStartArray();
      for (var measure : measures) {
        json.writeStartObject();
        json.writeStringField("name", measure.name());
        json.writeNumberField("value", measure.value());
        json.writeStringField("unit", measure.unit());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
