package dev.spinneret.cli.output;

/// What goes into the records besides what is always there.
///
/// @param links the links of each page
/// @param sha256 the SHA-256 of each body
/// @param skipped a record also for each URL that was not asked for
/// @param ascii JSON escapes all but ASCII, so that nothing from the web can steer a terminal
public record RecordChoice(boolean links, boolean sha256, boolean skipped, boolean ascii) {}
