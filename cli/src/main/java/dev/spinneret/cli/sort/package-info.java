/// Sorting of more than fits into memory.
///
/// [ExternalSort][dev.spinneret.cli.sort.ExternalSort] takes items as bytes and gives them back in
/// their order.
package dev.spinneret.cli.sort;
