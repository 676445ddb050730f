/// Pages and scripts made from the definitions of the commands: [ManPage] for `man`, [BashScript],
/// [ZshScript] and [FishScript] for the shells. None of them knows a single command; [CommandTree]
/// walks them.
package dev.spinneret.cli.manual;
