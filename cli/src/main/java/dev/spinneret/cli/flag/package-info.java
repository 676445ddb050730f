/// One table of flags, and all that is made from it.
///
/// A command's [Table] defines each [Flag] once: names, label, text, default, and the [Kind] of its
/// values. The flag is also the key to its value ([Values]). [CommandLines] reads lines: plain ones
/// with `PlainReader`, all others with picocli, whose model `PicocliModel` makes from the same
/// table. [ConfigFile] reads values of the same kinds, and [UsageMessage] says what is wrong with
/// one wherever it comes from.
package dev.spinneret.cli.flag;
