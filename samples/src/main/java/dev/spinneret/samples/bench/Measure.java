package dev.spinneret.samples.bench;

/// One figure of a benchmark.
///
/// @param name stays the same from release to release
/// @param value the figure
/// @param unit what it counts: `ns` is nanoseconds of CPU time for one operation
public record Measure(String name, double value, String unit) {}
