/// How to get one resource: connections, exchanges, and the fetchers made of them.
///
/// [Fetchers][dev.spinneret.fetch.Fetchers] makes the three fetchers: on the event loop, on a pool
/// of threads, and on virtual threads. They differ only in the [Dialer][dev.spinneret.fetch.Dialer]
/// that opens a [ByteStream][dev.spinneret.fetch.ByteStream]; everything above it is written once,
/// in blocking style. A fourth, [LoopGroupFetcher][dev.spinneret.fetch.LoopGroupFetcher], spreads
/// hosts over several loops with a fetcher of the first kind each.
///
/// Start reading at [HttpFetcher][dev.spinneret.fetch.HttpFetcher], which follows one fetch: the
/// [ConnectionPool][dev.spinneret.fetch.ConnectionPool] lends a connection or the
/// [Connector][dev.spinneret.fetch.Connector] opens one (addresses, check, connect, TLS), then an
/// [Exchange][dev.spinneret.fetch.Exchange] writes the request and reads the reply with the grammar
/// of `fetch.http`. [RequestFields][dev.spinneret.fetch.RequestFields] decides which fields a
/// request to a server has: cookies from the jar of `fetch.cookies`, and
/// [Credentials][dev.spinneret.fetch.auth.Credentials] for the origins that may receive them.
///
/// A fault of the peer ends a phase as a [PeerException][dev.spinneret.fetch.PeerException], which
/// the fetcher turns into a value.
package dev.spinneret.fetch;
