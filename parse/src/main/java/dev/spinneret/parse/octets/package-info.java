/// Octets, below everything else: what the scanner and the keys of URLs search by the word, and the
/// marks with which text may begin.
package dev.spinneret.parse.octets;
