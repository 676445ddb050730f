/// TLS as the fetcher needs it: how servers are verified, and what a failure is called.
///
/// [TlsOptions] is what a person asks for, [ClientTls] makes the engines, [ChainVerifier] decides
/// on certificates. The bytes are pumped by the fetcher, over whatever carries them.
///
/// [StreamTls] and [ServerTls] put the same engines under the streams of the event loop.
package dev.spinneret.fetch.tls;
