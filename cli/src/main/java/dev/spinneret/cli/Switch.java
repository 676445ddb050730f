package dev.spinneret.cli;

/// Whether something is on.
enum Switch {
  ON,
  OFF
}
