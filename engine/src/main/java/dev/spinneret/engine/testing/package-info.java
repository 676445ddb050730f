/// What tests of the loop and of whole crawls stand on: time and chance in the hands of the test,
/// and a web in memory.
///
/// [VirtualTime] passes only when nothing else is to be done, and then at once. A [Simulation] is a
/// loop in virtual time whose tasks run in an order drawn from a seed: the same seed gives the same
/// run, and a run that fails says its seed and its last steps. [MemoryWeb] answers fetches without
/// a socket, and a [MemoryNetwork] carries bytes without one, with delays, losses and resets. Start
/// reading at [VirtualTime].
package dev.spinneret.engine.testing;
