/// What all commands share towards the terminal and the shell: exit codes, signals, standard
/// output, messages about what went wrong, and the progress line.
package dev.spinneret.cli.terminal;
