/// The commands a person types.
///
/// [Main] starts the program, `Commands` lists the commands. Each has a table of its flags
/// ([dev.spinneret.cli.flag]), turns what was typed into what is meant, runs it, and returns an
/// exit code ([dev.spinneret.cli.terminal.ExitCode]). Records go to standard output, everything
/// else to standard error.
package dev.spinneret.cli;
