package dev.spinneret.cli.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/// Samples of the CPU time of Java threads, by stage: how much each sample stands for, and where it
/// was taken.
///
/// The samples are `jdk.CPUTimeSample` (JEP 509): of CPU time, not of elapsed time, and system
/// calls count for who made them.
public final class StageSamples {
  private static final String EVENT = "jdk.CPUTimeSample";
  private static final String GENERATED = "java.lang.invoke.LambdaForm$";
  private static final String RECORDER = "jdk.jfr.";

  private final StageRules rules = StageRules.load();
  private final EnumMap<Stage, Long> nanos = new EnumMap<>(Stage.class);
  private final EnumMap<Stage, Long> counts = new EnumMap<>(Stage.class);
  private final EnumMap<Stage, Map<String, Long>> methods = new EnumMap<>(Stage.class);

  /// A method and the CPU time of the samples that ended in it.
  ///
  /// @param name with its class, and in parentheses who of this program called it
  /// @param nanos of its samples
  record Method(String name, long nanos) {}

  /// Starts to take samples in this process.
  ///
  /// @return closed and dumped by the caller
  public static Recording start() {
    var recording = new Recording();
    recording.enable(EVENT).with("throttle", "1ms").withStackTrace();
    recording.start();
    return recording;
  }

  /// Adds a recording's samples.
  void read(Path recording) throws IOException {
    try (var file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        var event = file.readEvent();
        if (event.getEventType().getName().equals(EVENT)) {
          add(event);
        }
      }
    }
  }

  private void add(RecordedEvent event) {
    var trace = event.getStackTrace();
    var thread = (RecordedThread) event.getValue("eventThread");
    var isRecorder = thread != null && String.valueOf(thread.getJavaName()).startsWith("JFR ");
    if (trace != null && !isRecorder) {
      add(
          trace.getFrames().stream()
              .filter(RecordedFrame::isJavaFrame)
              .map(StageSamples::name)
              .filter(name -> !name.startsWith(GENERATED))
              .toList(),
          event.getDuration("samplingPeriod").toNanos());
    }
  }

  private static String name(RecordedFrame frame) {
    var method = frame.getMethod();
    return method.getType().getName() + "." + method.getName();
  }

  /// Adds a sample.
  ///
  /// @param frames methods with their classes, innermost first
  /// @param cpuNanos what it stands for
  void add(List<String> frames, long cpuNanos) {
    if (frames.isEmpty() || frames.stream().anyMatch(frame -> frame.startsWith(RECORDER))) {
      return;
    }
    var stage = Stage.OTHER;
    String caller = null;
    for (var frame : frames) {
      var known = rules.of(frame);
      if (known != null) {
        stage = known;
        caller = frame;
        break;
      }
    }
    nanos.merge(stage, cpuNanos, Long::sum);
    counts.merge(stage, 1L, Long::sum);
    methods
        .computeIfAbsent(stage, _ -> new HashMap<>())
        .merge(label(frames.getFirst(), caller), cpuNanos, Long::sum);
  }

  private static String label(String method, @Nullable String caller) {
    return caller == null || method.equals(caller) ? method : method + " (" + caller + ")";
  }

  /// What all samples stand for.
  long totalNanos() {
    return nanos.values().stream().mapToLong(Long::longValue).sum();
  }

  /// How many samples there are.
  long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /// The part of one stage, from 0 to 1.
  double share(Stage stage) {
    var total = totalNanos();
    return total == 0 ? 0 : nanos.getOrDefault(stage, 0L) / (double) total;
  }

  /// The methods in which most of a stage's samples ended.
  List<Method> hottest(Stage stage, int atMost) {
    return methods.getOrDefault(stage, Map.of()).entrySet().stream()
        .map(entry -> new Method(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Method::nanos).reversed().thenComparing(Method::name))
        .limit(atMost)
        .toList();
  }
}
