package dev.spinneret.cli.flag;

/// A command line that was understood.
///
/// @param path such as `bench loop`
/// @param command its last word
/// @param values what was typed
public record Line(String path, Command command, Values values) {}
