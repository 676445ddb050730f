/// `bench`: comparisons that someone else can trust.
///
/// Each engine runs in a process of its own and so does the origin; rounds are interleaved in
/// random order; a ratio is printed only when every run did equal work, with an interval that says
/// how sure it is.
package dev.spinneret.cli.bench;
