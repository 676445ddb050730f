package dev.spinneret.engine.task;

import dev.spinneret.engine.loop.Future;
import java.util.Set;

/// What [Tasks#wait] found when it ended.
///
/// @param done the futures that were done, in the order in which they were given
/// @param pending the others, which go on
/// @param <F> the type of the futures
public record Waited<F extends Future<?>>(Set<F> done, Set<F> pending) {}
