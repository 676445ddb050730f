/// Octets, below everything else: what the scanner searches by the word, the classes of ASCII
/// characters, and the marks with which text may begin.
package dev.spinneret.parse.octets;
