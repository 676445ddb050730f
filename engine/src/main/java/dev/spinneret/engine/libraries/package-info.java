/// The native libraries that dependencies bring along in their jars.
package dev.spinneret.engine.libraries;
