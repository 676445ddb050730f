/// What the program needs of files beyond reading and writing: native libraries unpacked for one
/// user, locks, names that reach the disk, room for what does not fit into memory.
package dev.spinneret.engine.files;
