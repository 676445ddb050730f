package dev.spinneret.engine.loop;

import java.time.Duration;
import java.util.function.Consumer;

/// What a loop in debug mode reports.
///
/// @param slowStep how long a callback or a step of a task may take before its current line is
///   logged
/// @param log gets a sentence for each finding; called on the loop's thread and on another
public record DebugOptions(Duration slowStep, Consumer<String> log) {
  /// Steps of more than 100 ms are slow; findings go to standard error.
  public static final DebugOptions DEFAULT =
      new DebugOptions(Duration.ofMillis(100), System.err::println);
}
