/// TLS as the fetcher needs it: how connections are secured, how servers are verified, and what a
/// failure is called.
///
/// [TlsOptions] is what a person asks for, and [ClientTls] makes the engines. A [TlsEngine] turns
/// octets into encrypted ones and back, without I/O: the fetcher moves them over whatever carries
/// them, and [StreamTls] and [ServerTls] put the same engines under the streams of the event loop.
///
/// Each [TlsProvider] has a context and engines of its own: `BoringContext` and `BoringEngine` call
/// BoringSSL, `JdkContext` and `JdkEngine` the JDK. Both ask the same
/// [ChainVerifier][dev.spinneret.fetch.tls.certificate.ChainVerifier] about a server.
package dev.spinneret.fetch.tls;
