/// The command `check`: the links of a site and what they lead to.
///
/// Start at [CheckCommand][dev.spinneret.cli.check.CheckCommand]. A check is a crawl that probes
/// what it does not follow; its records go to a [LinkTable][dev.spinneret.cli.check.LinkTable],
/// which remembers each target with what became of it and where it is linked. At the end,
/// [Verdicts][dev.spinneret.cli.check.Verdicts] follows the redirects and gives each target its
/// class, and the outputs ([CheckText][dev.spinneret.cli.check.CheckText] and its neighbours) write
/// them.
package dev.spinneret.cli.check;
