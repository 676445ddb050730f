/// The HTTP/1.x message grammar without I/O: bytes in, events out (RFC 9110, RFC 9112).
///
/// Nothing here knows sockets, threads or clocks.
/// [ReplyReader][dev.spinneret.fetch.http.ReplyReader] is fed with whatever bytes have come, in
/// pieces of any size, and says what they mean;
/// [RequestWriter][dev.spinneret.fetch.http.RequestWriter] puts a request into a buffer. Time is
/// linear in the bytes, memory is bounded by [HeadLimits][dev.spinneret.fetch.http.HeadLimits].
///
/// Start reading at [ReplyReader][dev.spinneret.fetch.http.ReplyReader]: its states follow the
/// order of a message. [StatusLine][dev.spinneret.fetch.http.StatusLine] and
/// [FieldLines][dev.spinneret.fetch.http.FieldLines] read the head,
/// [Framing][dev.spinneret.fetch.http.Framing] decides where the body ends (RFC 9112 §6.3),
/// [ChunkReader][dev.spinneret.fetch.http.ChunkReader] takes the chunked coding apart.
///
/// Each rule stands under its section of the RFC. Where a real server deserves more patience than
/// the RFC asks for, the leniency says who sends such a thing or who else accepts it.
package dev.spinneret.fetch.http;
