/// The language of `--fail-if`: arithmetic and comparisons over the names of a summary.
///
/// [Expression] is the door; `Tokens` cuts the text, `Parser` checks names and kinds while it
/// builds the tree, so that an expression that was accepted cannot fail later.
package dev.spinneret.cli.expression;
