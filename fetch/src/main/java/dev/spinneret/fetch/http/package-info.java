/// The HTTP/1.x message grammar without I/O: bytes in, events out (RFC 9110, RFC 9112).
///
/// Nothing here knows sockets, threads or clocks.
/// [ReplyReader][dev.spinneret.fetch.http.ReplyReader] takes the bytes as they arrive, in pieces of
/// any size, and returns events; [RequestWriter][dev.spinneret.fetch.http.RequestWriter] puts a
/// request into a buffer. Time is linear in the bytes, memory is bounded by
/// [HeadLimits][dev.spinneret.fetch.http.HeadLimits].
///
/// Start reading at [ReplyReader][dev.spinneret.fetch.http.ReplyReader]: its states follow the
/// order of a message. [StatusLine][dev.spinneret.fetch.http.StatusLine] and
/// [FieldLines][dev.spinneret.fetch.http.FieldLines] read the head,
/// [Framing][dev.spinneret.fetch.http.Framing] decides where the body ends (RFC 9112 §6.3), and
/// [ChunkReader][dev.spinneret.fetch.http.ChunkReader] decodes the chunked coding.
///
/// Each rule stands under its section of the RFC. Where the reader is more lenient than the RFC, a
/// comment names the servers that need it or the clients that do the same.
package dev.spinneret.fetch.http;
