package dev.spinneret.cli.report;

/// How long half, nine tenths and 99 of a hundred took at most.
///
/// @param p50 milliseconds
/// @param p90 milliseconds
/// @param p99 milliseconds
public record Percentiles(double p50, double p90, double p99) {}
