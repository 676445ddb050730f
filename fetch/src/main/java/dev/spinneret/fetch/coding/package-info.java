/// Content codings: gzip, deflate, br and zstd, decoded while a body arrives (RFC 9110 §8.4).
///
/// Each [Decoder][dev.spinneret.fetch.coding.Decoder] is a [Sink][dev.spinneret.fetch.coding.Sink]
/// for encoded bytes in front of another sink, so several codings form a chain. Only the state of
/// the decoders and one scratch buffer each are kept: limits apply during decoding, not after it.
///
/// Start reading at [Codings][dev.spinneret.fetch.coding.Codings], which builds the chain.
package dev.spinneret.fetch.coding;
