/// Streams: the layer above transports, for tasks that read lines and whole messages.
///
/// [Streams] opens connections and servers; each connection has a [StreamReader] and a
/// [StreamWriter]. Start reading at [Streams].
package dev.spinneret.engine.io.stream;
