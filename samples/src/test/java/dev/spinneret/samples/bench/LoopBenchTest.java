package dev.spinneret.samples.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.spinneret.engine.loop.LoopOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopBenchTest {
  @Test
  void everyMeasurementHasItsNameAndAFigure() {
    var told = new ArrayList<Measure>();
    var bench = new LoopBench(LoopOptions.DEFAULT, Duration.ofMillis(30), 20_000);
    var measures = bench.run(told::add);
    assertEquals(measures, told);
    assertEquals(
        List.of(
            "call_soon",
            "call_soon_threadsafe",
            "timer_set_cancel",
            "task_create_finish",
            "switch_1",
            "switch_10k",
            "queue_ping_pong",
            "echo_1",
            "echo_100",
            "waiting_task_bytes"),
        measures.stream().map(Measure::name).toList());
    measures.forEach(measure -> assertTrue(measure.value() > 0, measure.toString()));
    var memory = measures.getLast();
    assertEquals("bytes", memory.unit());
    assertTrue(memory.value() > 100 && memory.value() < 4096, memory.toString());
  }

  @Test
  void theNumberOfWaitingTasksFitsTheHeap() {
    int count = LoopBench.affordableWaitingTasks();
    assertTrue(count > 0 && count <= 1_000_000);
    assertTrue(count * 3000L < Runtime.getRuntime().maxMemory());
  }
}
