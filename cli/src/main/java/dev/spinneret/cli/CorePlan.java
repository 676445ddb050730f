package dev.spinneret.cli;

import java.util.OptionalInt;

/// How many threads do the work of a crawl.
///
/// @param parsers threads that may parse beside the loop; 0 for none
/// @param loops event loops; 1 does all
record CorePlan(int parsers, int loops) {
  /// More than that many threads help nobody.
  private static final int MOST = 256;

  /// Up to so many processors, one loop, the parsers and the writer of outputs keep all busy.
  private static final int ONE_LOOP_UP_TO = 3;

  /// Decides what was left open.
  ///
  /// @param flags as typed
  /// @param engine what runs the fetches
  /// @param processors those that this process may use
  /// @throws UsageException when a number is out of range, or the engine has no loops
  static CorePlan of(CoreFlags flags, Engine engine, int processors) {
    if (flags.loops.isPresent() && engine != Engine.LOOP) {
      throw new UsageException("--loops %d needs --engine loop".formatted(flags.loops.getAsInt()));
    }
    int parsers = within(0, "--parsers", flags.parsers).orElse(processors - 1);
    int loops =
        within(1, "--loops", flags.loops)
            .orElse(
                engine == Engine.LOOP && processors > ONE_LOOP_UP_TO
                    ? Math.min(MOST, processors / 2)
                    : 1);
    return new CorePlan(Math.min(MOST, parsers), loops);
  }

  private static OptionalInt within(int least, String flag, OptionalInt typed) {
    if (typed.isPresent() && (typed.getAsInt() < least || typed.getAsInt() > MOST)) {
      throw new UsageException(
          "%s %d: %d to %d are allowed, or auto".formatted(flag, typed.getAsInt(), least, MOST));
    }
    return typed;
  }
}
