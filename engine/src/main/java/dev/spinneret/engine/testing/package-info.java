/// What tests of the loop and of whole crawls stand on: time that passes only when nothing else is
/// to be done, and a web in memory.
///
/// Start reading at [dev.spinneret.engine.testing.VirtualTime].
package dev.spinneret.engine.testing;
