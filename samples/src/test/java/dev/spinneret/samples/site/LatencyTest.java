package dev.spinneret.samples.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {
  @Test
  void aTimeIsReadWithItsUnit() {
    assertEquals(new Latency.Constant(0), Latency.parse("0"));
    assertEquals(new Latency.Constant(200_000_000), Latency.parse("200ms"));
    assertEquals(new Latency.Constant(1_500_000_000), Latency.parse(" 1.5s "));
    assertEquals(new Latency.Constant(7_000), Latency.parse("7us"));
  }

  @Test
  void aLogNormalDistributionIsRead() {
    assertEquals(new Latency.LogNormal(200_000_000, 0.5), Latency.parse("lognormal(200ms,0.5)"));
    assertEquals(new Latency.LogNormal(1_000_000, 1), Latency.parse("LogNormal( 1ms , 1 )"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "200", "ms", "-1s", "lognormal(200ms)", "lognormal(2ms,x)"})
  void anythingElseIsRefusedByName(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> Latency.parse(text));
    assertTrue(refusal.getMessage().contains("'" + text + "'"));
  }

  @Test
  void halfOfTheLogNormalDelaysAreBelowTheMedianAndTheirLogarithmsSpreadAsAsked() {
    var latency = new Latency.LogNormal(200_000_000, 0.5);
    int count = 20_000;
    var logarithms =
        LongStream.range(0, count)
            .mapToDouble(i -> Math.log(latency.nanos(Mix.of(1, i, 1)) / 200e6))
            .toArray();
    double mean = LongStream.range(0, count).mapToDouble(i -> logarithms[(int) i]).sum() / count;
    double square =
        LongStream.range(0, count).mapToDouble(i -> Math.pow(logarithms[(int) i], 2)).sum() / count;
    assertEquals(0, mean, 0.02);
    assertEquals(0.5, Math.sqrt(square), 0.02);
  }

  @Test
  void theSameAnswerAlwaysTakesTheSameTime() {
    var latency = Latency.parse("lognormal(20ms,0.7)");
    assertEquals(latency.nanos(42), latency.nanos(42));
  }
}
