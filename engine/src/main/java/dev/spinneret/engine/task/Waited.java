package dev.spinneret.engine.task;

import dev.spinneret.engine.loop.Future;
import java.util.Set;

/// The result of [Tasks#wait].
///
/// @param done the futures that have completed, in the order of the argument
/// @param pending the others, which continue
/// @param <F> the type of the futures
public record Waited<F extends Future<?>>(Set<F> done, Set<F> pending) {}
