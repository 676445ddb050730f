package dev.spinneret.samples.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/// Takes the CPU time of an operation: repeats it to warm up, then in samples, and gives the median
/// of the samples.
///
/// It counts the CPU time of the whole process, so that what other threads do for the loop and what
/// the garbage collector does after it is in the figure, and what other processes do is not.
final class Meter {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final long warmUpNanos;
  private final long sampleNanos;
  private final int sampleCount;

  /// Creates a meter.
  ///
  /// @param warmUp how much CPU time to spend on the operation before it is measured
  /// @param sample how much CPU time one sample takes at least; the system counts it in hundredths
  ///   of a second
  /// @param sampleCount how many samples to take
  Meter(Duration warmUp, Duration sample, int sampleCount) {
    this.warmUpNanos = warmUp.toNanos();
    this.sampleNanos = sample.toNanos();
    this.sampleCount = sampleCount;
  }

  /// Work that is measured: some number of operations.
  @FunctionalInterface
  interface Work {
    /// Does the work.
    void run() throws Exception;
  }

  /// Measures `work` in nanoseconds of CPU time for each operation.
  ///
  /// @param operations how many of them `work` does
  double nanosPerOperation(int operations, Work work) throws Exception {
    repeat(warmUpNanos, work);
    var samples = new double[sampleCount];
    for (int i = 0; i < sampleCount; i++) {
      long beforeNanos = SYSTEM.getProcessCpuTime();
      long times = repeat(sampleNanos, work);
      long usedNanos = SYSTEM.getProcessCpuTime() - beforeNanos;
      samples[i] = (double) usedNanos / times / operations;
    }
    Arrays.sort(samples);
    return samples[sampleCount / 2];
  }

  /// Repeats until so much CPU time is used, however long that takes on a busy machine.
  private static long repeat(long cpuNanos, Work work) throws Exception {
    long startNanos = System.nanoTime();
    long startCpuNanos = SYSTEM.getProcessCpuTime();
    long times = 0;
    do {
      work.run();
      times++;
    } while (System.nanoTime() - startNanos < cpuNanos
        || SYSTEM.getProcessCpuTime() - startCpuNanos < cpuNanos);
    return times;
  }
}
