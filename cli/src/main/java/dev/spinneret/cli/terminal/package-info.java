/// What all commands share towards the terminal and the shell: exit codes, standard output, and
/// messages about what went wrong.
package dev.spinneret.cli.terminal;
