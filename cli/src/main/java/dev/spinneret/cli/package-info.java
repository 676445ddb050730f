/// The commands a person types.
///
/// [Main] picks the command (`Verbs` lists them), picocli fills its fields with what was typed, the
/// command turns that into what is meant, runs it, and returns an exit code ([ExitCode]). Records
/// go to standard output (`StandardOutput`), everything else to standard error.
package dev.spinneret.cli;
