/// Octets, below everything else: what the scanner searches by the word, and the marks with which
/// text may begin.
package dev.spinneret.parse.octets;
