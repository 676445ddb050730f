/// Streams: the layer above transports for tasks that want lines and whole messages.
///
/// [Streams] opens connections and servers; a [StreamReader] and a [StreamWriter] are the two ends
/// of each. Start reading there.
package dev.spinneret.engine.io.stream;
