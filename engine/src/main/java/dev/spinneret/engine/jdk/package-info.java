/// What the engine needs to know of the JDK beyond its public API: virtual threads with a scheduler
/// of their own, and what blocking calls throw when they are interrupted.
///
/// For this module only. Knows nothing of loops.
package dev.spinneret.engine.jdk;
