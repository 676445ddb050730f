package dev.spinneret.cli.terminal;

/// What is known of this build, put in by Maven.
///
/// Constants and no resource: the first resource that is read has the JVM open the whole jar, which
/// a usual start does without.
public final class Build {
  /// Its version, such as 0.1.0.
  public static final String VERSION = "${project.version}";

  /// Its day, for the manual pages, such as 2026-11-01.
  public static final String DATE = "${project.build.outputTimestamp}".substring(0, 10);

  private Build() {}
}
