package dev.spinneret.engine.pool;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Work for another Java process. A lambda of this type is serialised with everything that it
/// captures, as is its result.
///
/// @param <T> the type of its result
@FunctionalInterface
public interface ProcessWork<T extends @Nullable Object> extends Callable<T>, Serializable {}
