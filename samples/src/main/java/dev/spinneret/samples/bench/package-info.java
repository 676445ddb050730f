/// What the event loop costs: each operation measured alone, in CPU time.
///
/// [LoopBench] is the list of measurements; [Meter] says how one is taken.
@NullMarked
package dev.spinneret.samples.bench;

import org.jspecify.annotations.NullMarked;
