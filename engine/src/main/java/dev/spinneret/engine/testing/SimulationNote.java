package dev.spinneret.engine.testing;

/// What a failed simulation says about itself: its seed and its last steps. Suppressed in what it
/// failed with.
final class SimulationNote extends RuntimeException {
  private static final long serialVersionUID = 1;

  SimulationNote(String description) {
    super(description, null, false, false);
  }
}
