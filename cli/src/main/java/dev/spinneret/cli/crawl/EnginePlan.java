package dev.spinneret.cli.crawl;

import dev.spinneret.cli.client.Engine;
import dev.spinneret.cli.client.FetchFlags;
import dev.spinneret.cli.client.FetchPlan;
import dev.spinneret.cli.flag.Values;
import dev.spinneret.cli.terminal.UsageException;
import dev.spinneret.engine.poll.PollerKind;

/// What runs the fetches of a crawl, and how many threads share the work.
///
/// @param engine what runs the fetches
/// @param poller how the loop waits for sockets
/// @param threads size of the pool of `Engine.THREADS`
/// @param loops event loops of `Engine.LOOP`; of several, the first crawls and the others fetch
/// @param parsers threads that may parse beside the loop; 0 for none
record EnginePlan(Engine engine, PollerKind poller, int threads, int loops, int parsers) {
  /// More than that many threads help nobody.
  static final int MAX = 256;

  /// Up to so many processors, one loop, the parsers and the writer of outputs keep all busy.
  private static final int ONE_LOOP_UP_TO = 3;

  /// Decides what was left open.
  ///
  /// @param processors those that this process may use
  /// @throws UsageException if the engine has no loops
  static EnginePlan of(Values typed, int processors) {
    var engine = typed.get(FetchFlags.ENGINE);
    var loops = typed.get(CoreFlags.LOOPS);
    if (loops.isPresent() && engine != Engine.LOOP) {
      throw new UsageException("--loops %d needs --engine loop".formatted(loops.getAsInt()));
    }
    int usual =
        engine == Engine.LOOP && processors > ONE_LOOP_UP_TO ? Math.min(MAX, processors / 2) : 1;
    int parsers = typed.get(CoreFlags.PARSERS).orElse(processors - 1);
    return new EnginePlan(
        engine,
        typed.get(FetchFlags.IO),
        FetchPlan.threads(typed),
        loops.orElse(usual),
        Math.min(MAX, parsers));
  }
}
