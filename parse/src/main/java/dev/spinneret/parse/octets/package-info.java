/// Octets by the word, below everything else: the scanner and the keys of URLs search with it.
package dev.spinneret.parse.octets;
